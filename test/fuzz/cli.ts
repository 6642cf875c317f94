/**
 * `npm run fuzz -- --answers 100000 --inputs 20000 --http 1000 --seed 1`: mutated answers and inputs.
 * Every one must end in an item or in a typed error of n8n with a sentence for a user; none may hang,
 * show a secret, pollute a prototype or leave a rejection unhandled. The same seed gives the same run.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createEngine } from '../engine';
import { record } from './corpus';
import { fuzzHttpAnswers, fuzzHttpInputs } from './http';
import { fuzzAnswers, fuzzInputs, hooksOf, type Endings } from './run';

const { values } = parseArgs({
	options: {
		answers: { type: 'string', default: '100000' },
		inputs: { type: 'string', default: '20000' },
		http: { type: 'string', default: '1000' },
		seed: { type: 'string', default: '1' },
	},
});

const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));

async function timed(what: string, work: () => Promise<Endings>): Promise<void> {
	const started = Date.now();
	const { items, nothing, error } = await work();
	const seconds = ((Date.now() - started) / 1000).toFixed(1);
	const total = (items + nothing + error).toLocaleString('en');
	console.log(
		`${total} ${what}: ${items} ended in items, ${error} in a typed error, ${nothing} in an empty list (${seconds} s)`,
	);
}

async function main(): Promise<void> {
	const seed = Number(values.seed);
	const [answers, inputs, http] = [values.answers, values.inputs, values.http].map(Number);
	const overHttp = { answers: Math.min(http, answers), inputs: Math.min(http, inputs) };
	const engine = await createEngine();
	const recordings = await record(engine);
	const hooks = hooksOf(engine, join(__dirname, '../../dist'));
	console.log(
		`Fuzz run with seed ${seed}, from ${recordings.length} recorded runs of the operations`,
	);
	await timed('mutated answers, given to the node below the HTTP layer', () =>
		fuzzAnswers(recordings, answers - overHttp.answers, seed, hooks),
	);
	await timed('mutated answers, over n8n’s engine and real HTTP', () =>
		fuzzHttpAnswers(recordings, overHttp.answers, seed, engine),
	);
	await timed('mutated inputs, given to the node without n8n’s engine', () =>
		fuzzInputs(recordings, inputs - overHttp.inputs, seed, hooks),
	);
	await timed('mutated inputs, as expressions over n8n’s engine and real HTTP', () =>
		fuzzHttpInputs(recordings, overHttp.inputs, seed, engine),
	);
	if (unhandled.length > 0)
		throw new Error(
			`${unhandled.length} rejections were not handled, the first: ${String(unhandled[0])}`,
		);
	console.log(
		'No rule was broken: no crash, no hang, no secret, no polluted prototype, no unhandled rejection.',
	);
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		// fast-check puts the whole batch into its message, and what was wrong with one case into the cause.
		console.error(
			error instanceof Error && error.cause instanceof Error ? error.cause.message : error,
		);
		process.exit(1);
	},
);
