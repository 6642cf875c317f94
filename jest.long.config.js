const config = require('./jest.config.js');

/** `npm run test:long`: what takes minutes. The matrices of `npm test` as a whole, and what that leaves out. */
module.exports = {
	...config,
	globals: { wholeMatrix: true },
	testPathIgnorePatterns: [],
	testMatch: [
		'**/*.long.test.ts',
		...['worst/*', 'faults/*', 'secrets/hunt', 'api/answers/variants'].map(
			(name) => `**/test/${name}.test.ts`,
		),
	],
};
