/** Each operation once through: what is sent, what comes out, what is said when it goes wrong. */
import { endpoints, type CallId } from '../../nodes/Enkash/api/wire/endpoints';
import { setStage, dataOf, type Stage } from '../stage';
import type { Change } from './case';
import { allCases } from './cases';

const hostOf = (call: string) => endpoints[call as CallId].host;

describe.each(allCases)('%s', (call, operationCase) => {
	const { parameters, before, by = call, sent, items, refusal, badInput } = operationCase;
	let stage: Stage;

	beforeEach(async () => {
		stage = await setStage();
		await before?.(stage);
		stage.sandbox.requests.length = 0;
	});
	afterEach(() => stage.stop());

	test('sends the call as EnKash documents it', async () => {
		const result = await stage.run(call, parameters);

		expect(result.error).toBeUndefined();
		const request = stage.sandbox.requestsTo(by).find(({ path }) => path === sent.path);
		expect(request).toMatchObject({ method: sent.method, query: sent.query ?? {}, status: 200 });
		expect(request?.body).toEqual(sent.body);
		expect(request?.violation).toBeUndefined();
		if (hostOf(by) === 'auth') return;
		expect(request?.headers.authorization).toMatch(/^Bearer \S+$/);
		expect('partnerid' in (request?.headers ?? {})).toBe(hostOf(by) === 'card');
	});

	test('gives the answer as items that belong to their input', async () => {
		const result = await stage.run(call, parameters);

		expect(dataOf(result)).toEqual(items);
		expect(
			result.items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}'),
		).toBe(true);
	});

	/** Runs the case with something changed. */
	async function runWith({ parameters: changes, credential }: Change) {
		const options = credential && { credentialId: stage.credentialWith(credential) };
		return await stage.run(call, { ...parameters, ...changes }, options);
	}

	const testRefusal = refusal ? test : test.skip;
	testRefusal("tells a refusal in EnKash's words", async () => {
		if (!refusal) return;
		const { message } = refusal;
		const byFault = !refusal.parameters && !refusal.credential;
		if (byFault) stage.sandbox.faults.add({ call, kind: 'refuse', message });

		const result = await runWith(refusal);

		expect(result.status).toBe('error');
		expect(result.error?.message).toBe(`${message} [item 0]`);
		expect(result.error?.description).toBeTruthy();
	});

	test('refuses bad input before anything is sent', async () => {
		const result = await runWith(badInput);

		expect(result.error?.message).toBe(`${badInput.message} [item 0]`);
		expect(stage.sandbox.requestsTo(by)).toEqual([]);
	});
});
