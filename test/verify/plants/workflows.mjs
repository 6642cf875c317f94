// A release that a stranger could take over.
export const workflows = {
	'.github/workflows/planted.yml': {
		text: `name: Planted
on: { pull_request_target: {} }
jobs:
  publish:
    needs: missing
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020
      - run: npm ci
      - run: echo "\${{ github.event.pull_request.title }}"
`,
		found: [
			...['pull_request_target', 'permissions that only read', 'timeout-minutes'],
			...['persist-credentials', 'code that was installed', 'name a commit and its version'],
			...['potentially untrusted', 'job "missing" which does not exist'],
		],
	},
};
