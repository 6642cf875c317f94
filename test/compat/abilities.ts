/** What a user wants of the node, and the tests that show it on a release of n8n. */
import { keptOutcomes } from './kept';
import { lossOf } from './losses';
import type { Outcome } from './run';
import { RELEASES } from './versions';

/** Matched with `file: test`. */
const ABILITIES: Array<[ability: string, tests: RegExp]> = [
	['read', /operations\.test\.ts: (reward\.get|redemption\.get|points\.get)/],
	[
		'first login',
		/token\.test\.ts: .*(fetched|used at once|logs in)|processes\.test\.ts: a credential that was never used/,
	],
	['renewal after 401', /token\.test\.ts: an expired token .*HTTP 401/],
	['renewal after 403', /token\.test\.ts: an expired token .*HTTP 403/],
	['renewal after 200', /token\.test\.ts: an expired token .*HTTP 200/],
	['a wrong password costs one login', /wrong-password\.test\.ts: a wrong password is tried once/],
	['allocate', /(reward|once|afterPayment)\.test\.ts: /],
	['nobody twice in a retried execution', /retriedExecution\.test\.ts: /],
	['sheet', /sheet\w*\.test\.ts: /],
	['order', /(orders|vouchers)\.test\.ts: /],
	['coins', /coins\.test\.ts: /],
	['a plan that was approved', /(plan|sheetPlan\w*)\.test\.ts: /],
	['limits', /limits\w*\.test\.ts: /],
	['receipts', /receipts\.test\.ts: /],
	['taking back', /(reverse\w*|payAndReverse)\.test\.ts: /],
	['reconcile', /test\/reconcile\/.*: /],
	['Check Setup', /test\/setup\/.*: /],
	['trigger', /test\/triggers\/.*: /],
	['pickers', /lists\.test\.ts: /],
	['resource mapper', /(sheet|sheetAwards|lists)\.test\.ts: .*(map|column)/i],
	['agent tool', /agentTool\.test\.ts: |references\.test\.ts: .*a tool of an AI agent/],
	['output schema', /schemas\.test\.ts: /],
	['custom data', /: .*for the list of executions/],
];

/** Abilities down, releases across, from what the runs have left. */
export async function abilitiesAsMarkdown(): Promise<string> {
	const releases = await Promise.all(
		RELEASES.map(async ({ n8n }) => ({ n8n, outcomes: await keptOutcomes(n8n) })),
	);
	const rows = ABILITIES.map(([ability, tests]) => [
		ability,
		...releases.map(({ n8n, outcomes }) => cell(n8n, outcomes, tests)),
	]);
	const heading = ['', ...releases.map(({ n8n }) => `n8n ${n8n}`)];
	return [heading, heading.map(() => '---'), ...rows]
		.map((row) => `| ${row.join(' | ')} |`)
		.join('\n');
}

function cell(n8n: string, outcomes: Outcome[], tests: RegExp): string {
	const asked = outcomes.filter(
		({ file, test, status }) => status !== 'skipped' && tests.test(`${file}: ${test}`),
	);
	const failed = asked.filter(({ status }) => status === 'failed');
	if (asked.length === 0) return 'not run';
	if (failed.length === 0) return `green (${asked.length})`;
	const known = failed.every(({ test }) => lossOf(test, n8n));
	return `${known ? 'lost' : 'red'} (${failed.length} of ${asked.length})`;
}
