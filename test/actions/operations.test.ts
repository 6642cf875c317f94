/** Each operation once through: what is sent, what comes out, what is said when it goes wrong. */
import { endpoints, type CallId } from '../../nodes/Enkash/api/wire/endpoints';
import type { RecordedRequest } from '../../sandbox/types';
import { createEngine, type Engine, type NodeResult } from '../engine';
import { setStage, dataOf, type Stage } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';
import type { Change } from './case';
import { allCases } from './cases';

let engine: Engine;

beforeAll(async () => {
	engine = await createEngine();
	skipPauses();
});

afterAll(bringBackPauses);

const hostOf = (call: string) => endpoints[call as CallId].host;

describe.each(allCases)('%s', (call, operationCase) => {
	const { parameters, before, by = call, sent, items, refusal, badInput } = operationCase;
	let stage: Stage;
	let result: NodeResult;
	let requests: RecordedRequest[];

	beforeAll(async () => {
		stage = await begun();
		result = await stage.run(call, parameters);
		requests = stage.sandbox.requestsTo(by);
	});
	afterAll(() => stage.stop());

	async function begun(): Promise<Stage> {
		const fresh = await setStage({}, engine);
		await before?.(fresh);
		fresh.sandbox.requests.length = 0;
		return fresh;
	}

	test('sends the call as EnKash documents it', () => {
		expect(result.error).toBeUndefined();
		const request = requests.find(({ path }) => path === sent.path);
		expect(request).toMatchObject({ method: sent.method, query: sent.query ?? {}, status: 200 });
		expect(request?.body).toEqual(sent.body);
		expect(request?.violation).toBeUndefined();
		if (hostOf(by) === 'auth') return;
		expect(request?.headers.authorization).toMatch(/^Bearer \S+$/);
		expect('partnerid' in (request?.headers ?? {})).toBe(hostOf(by) === 'card');
	});

	test('gives the answer as items that belong to their input', () => {
		expect(dataOf(result)).toEqual(items);
		expect(
			result.items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}'),
		).toBe(true);
	});

	/** Runs the case with something changed. */
	async function runWith({ parameters: changes, credential }: Change, on: Stage) {
		const options = credential && { credentialId: on.credentialWith(credential) };
		return await on.run(call, { ...parameters, ...changes }, options);
	}

	const testRefusal = refusal ? test : test.skip;
	testRefusal("tells a refusal in EnKash's words", async () => {
		if (!refusal) return;
		const { message } = refusal;
		const byFault = !refusal.parameters && !refusal.credential;
		const refusing = await begun();
		if (byFault) refusing.sandbox.faults.add({ call, kind: 'refuse', message });

		const { status, error } = await runWith(refusal, refusing);
		await refusing.stop();

		expect(status).toBe('error');
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(error?.description).toBeTruthy();
	});

	test('refuses bad input before anything is sent', async () => {
		stage.sandbox.requests.length = 0;

		const { error } = await runWith(badInput, stage);

		expect(error?.message).toBe(`${badInput.message} [item 0]`);
		expect(stage.sandbox.requestsTo(by)).toEqual([]);
	});
});
