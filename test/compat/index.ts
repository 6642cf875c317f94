/**
 * `npm run compat`: the tests that touch n8n, on the engines of the releases in `versions.ts`.
 * Arguments that are a release restrict the releases, all others are patterns of test files;
 * `--losses` prints what older releases go without as a table in Markdown, and `--table` what the
 * runs so far have shown of each release; both run nothing.
 */
import { abilitiesAsMarkdown } from './abilities';
import { engineRoot } from './install';
import { keepOutcomes } from './kept';
import { lossesAsMarkdown } from './losses';
import { complaints, HEADING, table } from './report';
import { runTests, SUITES } from './run';
import { RELEASES } from './versions';

async function main(args: string[]): Promise<void> {
	if (args.includes('--losses')) return console.log(lossesAsMarkdown());
	if (args.includes('--table')) return console.log(await abilitiesAsMarkdown());

	const isRelease = (arg: string) => /^\d+\.\d+\.\d+$/.test(arg);
	const wanted = args.filter(isRelease);
	const unknown = wanted.filter((arg) => !RELEASES.some(({ n8n }) => n8n === arg));
	if (unknown.length > 0) throw new Error(`versions.ts has no n8n ${unknown.join(', ')}`);
	const patterns = args.filter((arg) => !isRelease(arg));

	const found: string[] = [];
	console.log(HEADING);
	for (const release of RELEASES) {
		const { n8n } = release;
		if (wanted.length > 0 && !wanted.includes(n8n)) continue;
		const outcomes = await runTests(
			await engineRoot(release),
			patterns.length > 0 ? patterns : SUITES,
		);
		if (outcomes.length === 0) throw new Error('No test matches');
		await keepOutcomes(n8n, outcomes);
		console.log(table(n8n, outcomes));
		found.push(...complaints(n8n, outcomes));
	}
	for (const complaint of found) console.log(complaint);
	process.exitCode = found.length > 0 ? 1 : 0;
}

void main(process.argv.slice(2));
