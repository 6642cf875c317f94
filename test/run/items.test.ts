/** Where items land, whatever the node is told to do about failures. */
import type { IDataObject } from 'n8n-workflow';
import type { NodeResult } from '../engine';
import { dataOf, setStage, useEach } from '../stage';

const stage = useEach(() => setStage());

/** Twenty items, of which every fourth names an account that EnKash does not know. */
const items: IDataObject[] = Array.from({ length: 20 }, (_, row) => ({
	row,
	account: row % 4 === 3 ? 'CANOWHERE' : 'CAVBMRFE8',
}));
const failing = [3, 7, 11, 15, 19];
const succeeding = items.map((_, row) => row).filter((row) => !failing.includes(row));
const parameters = { cardAccountId: '={{ $json.account }}' };

function pairs(items: NodeResult['items']) {
	return items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
}

describe('twenty items, of which five fail in EnKash', () => {
	it('under Stop Workflow end with the first failure, which names its item', async () => {
		const { error, items: out } = await stage.run('reward.getAccount', parameters, { items });
		expect(out).toHaveLength(0);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(/^Card account not found .* \[item 3\]$/),
			context: expect.objectContaining({ itemIndex: 3 }),
		});
	});

	it('under Continue give twenty items in order, the failed ones with an error alone', async () => {
		const onError = 'continueRegularOutput';
		const result = await stage.run('reward.getAccount', parameters, { items, onError });
		expect(pairs(result.items)).toEqual(items.map((_, row) => row));
		for (const row of failing) {
			expect(result.items[row].json).toEqual({
				error: expect.stringMatching(new RegExp(`^Card account not found .* \\[item ${row}\\]$`)),
				message: expect.stringContaining("Check 'Company ID'"),
			});
		}
		for (const row of succeeding) expect(result.items[row].json).not.toHaveProperty('error');
	});

	it('under Continue (using error output) part ways, each paired with its input', async () => {
		const onError = 'continueErrorOutput';
		const result = await stage.run('reward.getAccount', parameters, { items, onError });
		expect(pairs(result.items)).toEqual(succeeding);
		expect(pairs(result.errorItems)).toEqual(failing);
		// n8n gives the error branch the fields of the input item as well.
		expect(result.errorItems.map(({ json }) => json.row)).toEqual(failing);
	});
});

it('pairs every record of a list with the item that asked for it', async () => {
	const two = [{ limit: 2 }, { limit: 3 }];
	const result = await stage.run(
		'reward.getUsers',
		{ limit: '={{ $json.limit }}' },
		{ items: two },
	);
	expect(pairs(result.items)).toEqual([0, 0, 1, 1, 1]);
});

it('takes the parameters of each item, not those of the first', async () => {
	const two = [{ id: 'CAVBMRFE8' }, { id: 'CANOWHERE' }];
	const onError = 'continueRegularOutput';
	const parameters = { cardAccountId: '={{ $json.id }}' };
	const result = await stage.run('reward.getAccount', parameters, { items: two, onError });
	expect(result.items.map(({ json }) => 'error' in json)).toEqual([false, true]);
});

it('keeps n8n from taking a field named error for a failure', async () => {
	stage.sandbox.faults.add({
		call: 'R3',
		kind: 'mutate',
		body: '{"code":"0","message":"Success","payload":{"error":"none","cardAccountId":"CA1"}}',
	});
	const result = await stage.run(
		'reward.getAccount',
		{ simplify: false },
		{ retryOnFail: true, maxTries: 5 },
	);
	expect(dataOf(result)).toEqual([{ cardAccountId: 'CA1', enkashError: 'none' }]);
	expect(stage.sandbox.requestsTo('R3')).toHaveLength(1);
});

describe('an endpoint override', () => {
	it.each([
		['that is not JSON', '{"reward', 'is not a JSON object'],
		[
			'for an unknown call',
			'{"reward.getAcount": "POST /x"}',
			"names an unknown call 'reward.getAcount'",
		],
		[
			'without a path',
			'{"reward.getAccount": "somewhere"}',
			"has no usable endpoint for 'reward.getAccount'",
		],
	])(
		'%s is refused with a sentence before anything is sent',
		async (_, endpointOverrides, problem) => {
			const credentialId = stage.credentialWith({ endpointOverrides });
			const { error } = await stage.run('reward.getAccount', {}, { credentialId });
			expect(error).toMatchObject({
				message: `'Endpoint Overrides' in the EnKash credential ${problem} [item 0]`,
			});
			expect(stage.sandbox.requests).toHaveLength(0);
		},
	);

	it('replaces method and path of its call', async () => {
		const endpointOverrides = '{"reward.getAccount": "POST /api/v1/account"}';
		const credentialId = stage.credentialWith({ endpointOverrides });
		await stage.run('reward.getAccount', {}, { credentialId });
		expect(stage.sandbox.requests.at(-1)).toMatchObject({
			method: 'POST',
			path: '/api/v1/account',
		});
	});
});

describe('a server that is not EnKash', () => {
	it.each([
		['is not there', { cardApiUrl: 'http://127.0.0.1:9' }, / cannot be reached \[item 0\]$/],
		[
			'has no URL',
			{ cardApiUrl: '' },
			/^'Card API URL' is missing in the EnKash credential \[item 0\]$/,
		],
	])('%s', async (_, changes, message) => {
		const credentialId = stage.credentialWith(changes);
		const { error } = await stage.run('reward.getAccount', {}, { credentialId });
		expect(error).toMatchObject({ message: expect.stringMatching(message) });
	});

	it('answers with a web page', async () => {
		stage.sandbox.faults.add({ call: 'R3', kind: 'html' });
		const { error } = await stage.run('reward.getAccount');
		expect(error).toMatchObject({
			message: expect.stringMatching(
				/^POST http:\S+\/cardAccount\/get answered with a web page instead of JSON \(HTTP 200\) \[item 0\]$/,
			),
		});
	});
});
