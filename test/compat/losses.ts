/** What a test claims and an older n8n does not let hold: not errors, but what its users go without. */
export interface Loss {
	/** Matches the full name of each test. */
	test: RegExp;
	/** Releases of n8n, as in `versions.ts`. */
	on: string[];
	/** For users, as a sentence. */
	reason: string;
}

export const LOSSES: Loss[] = [
	{
		test: /is not among the domains that the credential is restricted to/,
		on: ['1.123.81', '2.0.0', '2.20.12'],
		reason:
			"'Allowed HTTP Request Domains' of the credential restricts n8n's HTTP Request node alone, and not this node's login: n8n-workflow has no function for it there. Tried on a server with 1.123.81.",
	},
	{
		test: /newer agents pays once where the answer to the first of two calls was lost/,
		on: ['2.20.12'],
		reason:
			'An agent of the newer kind is not asked again once a tool has failed, so its second call does not come; what the first one moved is moved once. Seen on the engine alone.',
	},
];

export function lossOf(test: string, n8n: string): Loss | undefined {
	return LOSSES.find(({ test: pattern, on }) => on.includes(n8n) && pattern.test(test));
}

/** The table as it stands in the documentation. */
export function lossesAsMarkdown(): string {
	const rows = LOSSES.map(({ reason, on }) => `| ${on.join(', ')} | ${reason} |`);
	return ['| n8n | what is missing there |', '| --- | --- |', ...new Set(rows)].join('\n');
}
