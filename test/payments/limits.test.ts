/** What a credential or a node limits is not exceeded, however the payments come about. */
import type { INodeParameters } from 'n8n-workflow';
import { samples } from '../actions/samples';
import type { Sample } from '../actions/samples';
import { dataOf, setStage, useEach } from '../stage';

const stage = useEach(() => setStage({ duplicateReferences: 'accepted' }));

const person = (samples['reward.allocate'] as Sample).parameters;
const each: INodeParameters = {
	...person,
	loadAmount: '={{ $json.points }}',
	uniqueReferenceNumber: '={{ $json.row }}',
};
const rows = (...points: number[]) =>
	points.map((each, at) => ({ points: each, row: `ROW-${at}` }));
const paid = () => stage.sandbox.ledger.map(({ amount }) => amount);
const limited = (maxPointsPerRun: number, maxPointsPerPayment = 0) => ({
	credentialId: stage.credentialWith({ maxPointsPerRun, maxPointsPerPayment }),
});

const voucher = { productCatalogId: 'PC7513531244A681', denomination: 500, quantity: 2 };
const sheetRow = {
	title: 'Ms',
	name: 'Meera Nair',
	email: 'meera.nair@example.com',
	mobile: '9876543210',
	points: 60,
};

describe('more than the limit for a run sends nothing at all', () => {
	it.each<[string, string, INodeParameters, string]>([
		['points', 'reward.allocate', each, '2 payments of 110 points in all would be 10 points over'],
		[
			'incentives',
			'incentive.allocate',
			{ ...each, cardAccountId: 'CAN5INC7Q' },
			'2 payments of 110 points in all would be 10 points over',
		],
		[
			'a sheet',
			'reward.bulkAllocate',
			{
				rowSource: 'json',
				rows: JSON.stringify([
					{ ...sheetRow, reference: 'A' },
					{ ...sheetRow, reference: 'B', email: 'asha@example.com', mobile: '9876543211' },
				]),
			},
			'2 payments of 120 points in all would be 20 points over',
		],
		[
			'orders, which count with their face value',
			'redemption.createOrder',
			{ ...voucher, orderReferenceId: '={{ $json.row }}' },
			'2 payments of 2000 points in all would be 1900 points over',
		],
		[
			"an order whose quantity is in 'Body'",
			'redemption.createPartnerOrder',
			{
				...voucher,
				quantity: 1,
				denomination: 40,
				orderReferenceId: '={{ $json.row }}',
				options: { body: '{ "quantity": 2 }' },
			},
			'2 payments of 160 points in all would be 60 points over',
		],
		[
			'coins, whose worth EnKash alone knows',
			'points.allocateCoins',
			{ userId: 'EKQZVMQK', event: 'REFERRAL_EVENT', requestId: '={{ $json.row }}' },
			'Payment ROW-0 moves an amount that only EnKash knows, and there is a limit of 100 points',
		],
	])('%s', async (_, call, parameters, message) => {
		const items = call === 'reward.bulkAllocate' ? [{}] : rows(60, 50);
		const { error } = await stage.run(call, parameters, { items, ...limited(100) });

		expect(error?.message).toContain(message);
		expect(error?.description).toContain('Nothing was sent.');
		expect(error?.description).toContain('in the EnKash credential');
		expect(stage.sandbox.ledger).toEqual([]);
		expect(stage.sandbox.requestsTo(call)).toEqual([]);
	});

	it('each item tells it, where the node goes on', async () => {
		const settings = { items: rows(60, 50), onError: 'continueRegularOutput' as const };
		const result = await stage.run('reward.allocate', each, { ...settings, ...limited(100) });

		expect(dataOf(result)).toHaveLength(2);
		for (const { error } of dataOf(result))
			expect(error).toMatch(/10 points over the limit of 100/);
		expect(paid()).toEqual([]);
	});
});

it('one payment above its limit keeps all from being sent, and is named', async () => {
	const { error } = await stage.run('reward.allocate', each, {
		items: rows(10, 60.5, 20),
		...limited(0, 60),
	});

	expect(error?.message).toBe(
		'Payment ROW-1 of 60.5 points is 0.5 points over the limit of 60 for one payment [item 1]',
	);
	expect(paid()).toEqual([]);
});

it('points that are taken back are not limited', async () => {
	const back = (samples['reward.unallocate'] as Sample).parameters;
	const { status } = await stage.run('reward.unallocate', back, limited(1, 1));
	expect(status).toBe('success');
});

it.each<[string, number, number, number[]]>([
	['a lower limit of the node holds', 1000, 50, []],
	['a higher one changes nothing', 50, 1000, []],
	['both are kept', 100, 100, [60]],
	['no limit of the credential', 0, 50, []],
	['no limit at all', 0, 0, [60]],
])('%s', async (_, ofCredential, ofNode, expected) => {
	const parameters = { ...each, options: { maxPointsPerRun: ofNode } };
	await stage.run('reward.allocate', parameters, { items: rows(60), ...limited(ofCredential) });
	expect(paid()).toEqual(expected);
});

it.each([-5, 'many', 10.001, true, false])(
	'a limit of %j stops payments, and says why',
	async (limit) => {
		const credentialId = stage.credentialWith({ maxPointsPerRun: limit });
		const { error } = await stage.run('reward.allocate', each, { items: rows(1), credentialId });

		expect(error?.message).toMatch(/^'Max Points per Run' .* in the EnKash credential/);
		expect(paid()).toEqual([]);
	},
);

describe('a payment counts once', () => {
	const refuse = () =>
		stage.sandbox.faults.add({
			call: 'reward.allocate',
			kind: 'refuse',
			message: 'KYC is not uploaded',
			skip: 1,
			times: 1,
		});

	it.each(['here', 'otherProcess'] as const)('in a retried execution (%s)', async (where) => {
		refuse();
		const options = { items: rows(50, 50), ...limited(100) };
		const failed = await stage.run('reward.allocate', each, options);
		expect(failed.status).toBe('error');

		const other = where === 'here' ? stage : await stage.otherProcess();
		const { status } = await other.run('reward.allocate', each, {
			...options,
			retryOf: failed.raw,
		});
		expect(status).toBe('success');
		expect(paid()).toEqual([50, 50]);
	});

	it('in a retried node', async () => {
		refuse();
		const { status } = await stage.run('reward.allocate', each, {
			items: rows(50, 50),
			...{ retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
			...limited(100),
		});
		expect(status).toBe('success');
		expect(paid()).toEqual([50, 50]);
	});

	it('where several items have one reference, as often as it is sent', async () => {
		const same = { ...each, uniqueReferenceNumber: 'SAME' };
		const items = rows(60, 60);
		const once = await stage.run('reward.allocate', same, { items, ...limited(100) });
		expect(once.status).toBe('success');
		expect(paid()).toEqual([60]);

		const always = { ...same, options: { onDuplicateReference: 'send' } };
		const { error } = await stage.run('reward.allocate', always, { items, ...limited(100) });
		expect(error?.message).toMatch(/20 points over the limit of 100 for a run/);
		expect(paid()).toEqual([60]);
	});

	it('where an earlier execution has made it', async () => {
		const first = { items: rows(60), ...limited(100) };
		await stage.run('reward.allocate', each, first);
		const { status } = await stage.run('reward.allocate', each, {
			...first,
			items: rows(60, 90),
		});

		expect(status).toBe('success');
		expect(paid()).toEqual([60, 90]);
	});
});

describe('all that one execution pays counts together', () => {
	/** Both branches end in the same node, which runs once for each of them. */
	const run = async (second: 'First' | 'Second', options: INodeParameters = {}, limit = 100) => {
		const node = { typeVersion: 1, position: [0, 0] as [number, number] };
		const to = (...names: string[]) => ({
			main: [names.map((name) => ({ node: name, type: 'main' as const, index: 0 }))],
		});
		const pay = (name: string) => ({
			...node,
			id: name,
			name,
			type: 'n8n-nodes-enkash.enkash',
			parameters: {
				resource: 'reward',
				operation: 'allocate',
				...person,
				loadAmount: 60,
				uniqueReferenceNumber: `={{ "${name}-" + $runIndex }}`,
				options,
			},
		});
		const account = (name: string) => ({
			...pay(name),
			parameters: { resource: 'reward', operation: 'getAccount' },
		});
		return await stage.engine.run(
			{
				nodes: [
					{
						...node,
						id: 'Start',
						name: 'Start',
						type: 'n8n-nodes-base.manualTrigger',
						parameters: {},
					},
					account('A'),
					account('B'),
					pay('First'),
					pay('Second'),
				],
				connections: { Start: to('A', 'B'), A: to('First'), B: to(second) },
				settings: { executionOrder: 'v1' },
			},
			limited(limit),
		);
	};

	it.each(['First', 'Second'] as const)(
		'the second payment is one too many, in %s',
		async (node) => {
			const { error } = await run(node);

			expect(error?.message).toContain(
				'1 payment of 60 points in all, after 60 earlier in this execution, would be 20 points over the limit of 100 for a run',
			);
			expect(paid()).toEqual([60]);
		},
	);

	it("a node's own limit counts its own runs alone", async () => {
		await run('Second', { maxPointsPerRun: 100 }, 0);
		expect(paid()).toEqual([60, 60]);
		await run('First', { maxPointsPerRun: 100 }, 0);
		expect(paid()).toEqual([60, 60, 60]);
	});

	it('another execution begins anew', async () => {
		await run('First');
		await run('First');
		expect(paid()).toEqual([60, 60]);
	});
});
