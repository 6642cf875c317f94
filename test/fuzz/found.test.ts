/** What the fuzz run found, and stays mended. */
import { samples } from '../actions/samples';
import { dataOf, setStage, useEach } from '../stage';

const stage = useEach(setStage);

const run = async (call: keyof typeof samples, parameters: Record<string, unknown>, json = {}) =>
	await stage.run(
		call,
		{ ...samples[call]?.parameters, ...(parameters as object) },
		{ items: [json] },
	);

describe('a value that an expression puts where none of its kind belongs', () => {
	const given = { toString: 1, valueOf: 1 };

	it.each([12, true, given, ['/x']])('is refused as an endpoint path: %j', async (value) => {
		const { error } = await run(
			'reward.getTransactions',
			{ options: { endpointPath: '={{ $json.value }}' } },
			{ value },
		);
		expect(error?.message).toMatch(/^'Endpoint Path' is not (a path|text) \[item 0\]$/);
		expect(stage.sandbox.requests).toHaveLength(0);
	});

	it.each(['concurrency', 'timeout'])('is refused as a %s', async (option) => {
		const { error } = await run(
			'reward.getAccount',
			{ options: { [option]: '={{ $json.value }}' } },
			{ value: given },
		);
		expect(error?.message).toMatch(
			/^'(Concurrency|Timeout)' is not a number from 1 on \[item 0\]$/,
		);
	});

	it('is refused as half a character, before it breaks a link or a path', async () => {
		const { error } = await run(
			'token.createSsoLink',
			{ partner: '={{ $json.value }}' },
			{ value: 'hr\ud83c' },
		);
		expect(error?.message).toBe(
			"'Partner Name' has half a character, which cannot be sent [item 0]",
		);
	});
});

it('a reference as long as a book does not fill the screen when it is refused', async () => {
	stage.sandbox.faults.add({ call: 'R1', kind: 'html' });
	const { error } = await run('reward.allocate', { uniqueReferenceNumber: 'R'.repeat(8000) });
	expect(error?.message).toMatch(/^Reference R{900,}…/);
	expect(error?.message.length).toBeLessThan(1100);
});

it('a login that is answered with a code and no payload is read, or told', async () => {
	stage.sandbox.expireTokens();
	stage.sandbox.faults.add({
		call: 'token.authenticate',
		kind: 'mutate',
		body: (text) => text.replace('{', '{"code":0,'),
		times: 1,
	});
	expect((await run('reward.getAccount', {})).error).toBeUndefined();
	stage.sandbox.expireTokens();
	stage.sandbox.faults.add({
		call: 'token.authenticate',
		kind: 'mutate',
		body: '{"code":0,"message":"Success"}',
	});
	const { error } = await run('reward.getAccount', {});
	expect(error?.message).toMatch(
		/^The token endpoint POST \S+ answered without a token that can be used \[item 0\]$/,
	);
});

it.each([
	['none of the fields that Simplify keeps', '{"other":1}', { other: 1 }],
	['nothing at all', '{}', { message: 'Success' }],
])('an answer with %s does not become an empty item', async (_, payload, expected) => {
	stage.sandbox.faults.add({
		call: 'R3',
		kind: 'mutate',
		body: `{"code":0,"message":"Success","payload":${payload}}`,
	});
	expect(dataOf(await run('reward.getAccount', { simplify: true }))).toEqual([expected]);
});
