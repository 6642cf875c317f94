/** The same mutations over the whole way: n8n's engine, n8n's HTTP and a server. */
import { inspect } from 'node:util';
import fc from 'fast-check';
import type { Engine } from '../engine';
import { samples } from '../actions/samples';
import { setStage } from '../stage';
import { answerCase, type AnswerCase } from './answers';
import type { Recording } from './corpus';
import { judged, searchIn, SECRETS } from './judge';
import { apply, input } from './mutations';
import type { Endings } from './run';

const AT_A_TIME = 10;

/** Answers of the call itself, or of the login before it. */
export async function fuzzHttpAnswers(
	recordings: Recording[],
	count: number,
	seed: number,
	engine: Engine,
): Promise<Endings> {
	const plain = recordings.filter(
		({ call }, index) => recordings.findIndex((other) => other.call === call) === index,
	);
	const cases = fc.tuple(answerCase(plain), fc.constantFrom('call', 'call', 'login'));
	return await inBatches(cases, count, seed, async ([one, target]) => {
		const { call, parameters } = one.recording;
		const stage = await setStage({}, engine, { loggedIn: target !== 'login' });
		try {
			const { password, clientSecret, accessToken } = SECRETS;
			stage.engine.updateCredential(stage.credentialId, { accessToken });
			if (target === 'login' && one.echo)
				stage.engine.updateCredential(stage.credentialId, { password, clientSecret });
			await samples[call as keyof typeof samples]?.before?.(stage);
			stage.sandbox.faults.add({
				kind: 'mutate',
				call: target === 'login' ? 'authenticate' : undefined,
				status: allowed(one.status),
				body: (text) => apply(text, one.steps),
			});
			return await ended(
				async () => await stage.run(call, { ...parameters, options: { timeout: 2_000 } }),
			);
		} finally {
			await stage.stop();
		}
	});
}

/** What passes is repeated with pauses, which this run has no time for. */
function allowed(status: AnswerCase['status']): number | undefined {
	return status === 200 || [429, 502, 503, 504].includes(status) ? undefined : status;
}

/** Any value in any field, by way of an expression. */
export async function fuzzHttpInputs(
	recordings: Recording[],
	count: number,
	seed: number,
	engine: Engine,
): Promise<Endings> {
	const stage = await setStage({}, engine);
	const cases = fc.tuple(fc.constantFrom(...recordings), fc.nat(), input);
	try {
		return await inBatches(cases, count, seed, async ([{ call, parameters }, at, value]) => {
			const names = Object.keys(parameters);
			const field = names[at % Math.max(names.length, 1)] ?? 'cardAccountId';
			const items = [{ value: value as never }];
			return await ended(
				async () =>
					await stage.run(call, { ...parameters, [field]: '={{ $json.value }}' }, { items }),
			);
		});
	} finally {
		await stage.stop();
	}
}

async function ended(run: () => ReturnType<Awaited<ReturnType<typeof setStage>>['run']>) {
	let logs = '';
	const ending = await judged(async () => {
		const result = await run();
		logs = result.logs.join('\n');
		if (result.error) throw result.error;
		return [result.items];
	});
	searchIn(logs, 'the log');
	return ending;
}

async function inBatches<Case>(
	cases: fc.Arbitrary<Case>,
	count: number,
	seed: number,
	play: (one: Case, position: number) => Promise<keyof Endings>,
): Promise<Endings> {
	const endings: Endings = { items: 0, nothing: 0, error: 0 };
	let played = 0;
	const batch = fc.array(cases, { minLength: AT_A_TIME, maxLength: AT_A_TIME, size: 'max' });
	const property = fc.asyncProperty(batch, async (all) => {
		const now = all.slice(0, count - played);
		const first = played;
		played += now.length;
		const told = now.map(async (one, index) => {
			try {
				return await play(one, first + index);
			} catch (error) {
				throw new Error(
					`${error instanceof Error ? error.message : String(error)}\nin ${inspect(one, { depth: 8 })}`,
				);
			}
		});
		for (const ending of await Promise.all(told)) endings[ending]++;
	});
	await fc.assert(property, { seed, numRuns: Math.ceil(count / AT_A_TIME), endOnFailure: true });
	return endings;
}
