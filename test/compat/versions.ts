/** The releases of n8n that the tests run on: the oldest and newest promised, and two between. */
export interface Release {
	n8n: string;
	'n8n-core': string;
	'n8n-workflow': string;
}

export const RELEASES: Release[] = [
	{ n8n: '1.123.81', 'n8n-core': '1.122.48', 'n8n-workflow': '1.120.31' },
	{ n8n: '2.0.0', 'n8n-core': '2.0.0', 'n8n-workflow': '2.0.0' },
	{ n8n: '2.20.12', 'n8n-core': '2.20.6', 'n8n-workflow': '2.20.3' },
	{ n8n: '2.41.1', 'n8n-core': '2.41.1', 'n8n-workflow': '2.41.0' },
];

/** npm takes nothing newer, so that an install is the same on every machine without a lock file. */
export const BEFORE = '2026-11-26';
