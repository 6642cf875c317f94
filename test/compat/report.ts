/** What came out of the runs, as tables for a person. */
import { lossOf } from './losses';
import { SUITES, type Outcome } from './run';

export type Verdict = 'passed' | 'failed' | 'skipped' | 'lost' | 'stale';

/** A loss that is known counts as such; one that does not happen any more has to go. */
export function verdictOn({ test, status }: Outcome, n8n: string): Verdict {
	if (!lossOf(test, n8n)) return status;
	if (status === 'passed') return 'stale';
	return status === 'failed' ? 'lost' : status;
}

function suiteOf(file: string): string {
	return SUITES.find((suite) => file.startsWith(`${suite}/`)) ?? file;
}

/** One line for each suite: how many tests passed / failed / were skipped, and how many are lost. */
export function table(n8n: string, outcomes: Outcome[]): string {
	const suites = [...new Set(outcomes.map(({ file }) => suiteOf(file)))].sort();
	const rows = suites.map((suite) => {
		const verdicts = outcomes
			.filter(({ file }) => suiteOf(file) === suite)
			.map((outcome) => verdictOn(outcome, n8n));
		const count = (...wanted: Verdict[]) =>
			String(verdicts.filter((verdict) => wanted.includes(verdict)).length).padStart(6);
		const counts = [count('passed'), count('failed', 'stale'), count('skipped'), count('lost')];
		return `${n8n.padEnd(9)} ${suite.padEnd(16)} ${counts.join(' ')}`;
	});
	return rows.join('\n');
}

export const HEADING = `${'n8n'.padEnd(9)} ${'suite'.padEnd(16)} passed failed  skip.   lost`;

/** What has to be looked at, each with the beginning of its message. */
export function complaints(n8n: string, outcomes: Outcome[]): string[] {
	return outcomes.flatMap((outcome) => {
		const verdict = verdictOn(outcome, n8n);
		const { file, test, message } = outcome;
		if (verdict === 'failed') return [`FAILED ${n8n} ${file}: ${test}\n       ${message}`];
		if (verdict === 'stale')
			return [`STALE  ${n8n} ${file}: ${test}\n       passes: take it off losses.ts`];
		return [];
	});
}
