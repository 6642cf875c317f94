/** An order is placed once. */
import type { INodeParameters } from 'n8n-workflow';
import { dataOf } from '../stage';
import { endSilence } from '../waiting';
import {
	create,
	fault,
	ofRow,
	ordered,
	row,
	sent,
	stage,
	useOrders,
	voucher,
	withOptions,
} from './orderStage';

useOrders();

describe.each([create, 'redemption.createPartnerOrder'])('%s', (call) => {
	it.each(['resetAfter', 'statusAfter', 'truncated', 'hangAfter'] as const)(
		'whose answer is lost by %s is found by its reference and placed once',
		async (kind) => {
			const speak = endSilence(stage.sandbox);
			stage.sandbox.settings.duplicateReferences = 'accepted';
			fault({ call: create, kind, times: 1 });

			const result = await stage.run(call, ofRow, row);
			speak();

			expect(dataOf(result)).toMatchObject([
				{ outcome: 'recovered', orderReferenceId: 'ROW-1', totalAmount: 1000 },
			]);
			expect(ordered()).toEqual(['ROW-1']);
			expect(sent()).toBe(1);
		},
	);

	describe('that never arrived', () => {
		beforeEach(() => {
			stage.sandbox.settings.duplicateReferences = 'accepted';
			fault({ call: create, kind: 'resetBefore', times: 1 });
		});

		it('is sent again once a later one is shown, and placed once', async () => {
			const result = await stage.run(call, ofRow, { items: [{ row: 'ROW-1' }, { row: 'ROW-2' }] });

			expect(dataOf(result)).toMatchObject([
				{ outcome: 'ordered', orderReferenceId: 'ROW-1' },
				{ outcome: 'ordered', orderReferenceId: 'ROW-2' },
			]);
			expect(ordered()).toEqual(['ROW-2', 'ROW-1']);
			expect(sent()).toBe(3);
		});

		it('is unconfirmed alone, where nothing proves that it is not there, and sent once', async () => {
			const { error } = await stage.run(call, ofRow, {
				...row,
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 1,
			});

			expect(error?.message).toMatch(/^Reference ROW-1 is unconfirmed: .+ \[item 0\]$/);
			expect(error?.description).toMatch(/show nothing later either/);
			expect(sent()).toBe(1);
		});

		it("is sent again in another execution with 'Resend Unconfirmed'", async () => {
			await stage.run(call, ofRow, row);
			const { error } = await stage.run(call, ofRow, row);
			expect(error?.message).toMatch(/unconfirmed/);
			expect(sent()).toBe(1);

			const resent = await stage.run(call, withOptions({ resendUnconfirmed: true }), row);
			expect(dataOf(resent)).toMatchObject([{ outcome: 'ordered' }]);
			expect(ordered()).toEqual(['ROW-1']);
		});
	});
});

it('two items under one reference are one order', async () => {
	stage.sandbox.settings.duplicateReferences = 'accepted';
	const result = await stage.run(create, withOptions({ concurrency: 5 }), {
		items: [{ row: 'ROW-1' }, { row: 'ROW-1' }],
	});

	expect(dataOf(result).map(({ outcome }) => outcome)).toEqual(['ordered', 'alreadyOrdered']);
	expect(ordered()).toEqual(['ROW-1']);
});

it('two items under one reference for different values are not one order, however little EnKash answers', async () => {
	const documented = (text: string) =>
		text.replace(/,"productCatalogId".*?"enkashDiscount":\d+(\.\d+)?/, '');
	fault({ call: ['D8', 'D11'], kind: 'mutate', body: documented });
	const result = await stage.run(
		create,
		{ ...ofRow, denomination: '={{ $json.value }}' },
		{
			items: [
				{ row: 'ROW-1', value: 500 },
				{ row: 'ROW-1', value: 100 },
			],
			onError: 'continueRegularOutput',
		},
	);

	expect(dataOf(result)).toMatchObject([
		{ outcome: 'ordered' },
		{
			error:
				'Reference ROW-1 was used before, for an order of the denomination 500 and not 100 [item 1]',
		},
	]);
});

it.each<[string, INodeParameters]>([
	["'Simplify'", { simplify: "={{ $('Nowhere').item.json.x }}" }],
	["'Timeout'", { options: { timeout: 0 } }],
])(
	'a setting that cannot be read is told before anything is ordered, where it is %s',
	async (_, changes) => {
		const result = await stage.run(
			create,
			{ ...ofRow, ...changes },
			{ ...row, onError: 'continueRegularOutput' },
		);
		expect(dataOf(result)).toMatchObject([{ error: expect.any(String) as string }]);
		expect(sent()).toBe(0);
	},
);

it('Retry On Fail repeats what failed, and orders nothing twice', async () => {
	stage.sandbox.settings.duplicateReferences = 'accepted';
	fault({ call: create, kind: 'refuse', skip: 1, times: 1 });

	const result = await stage.run(create, voucher, {
		items: [{}, {}],
		retryOnFail: true,
		maxTries: 2,
		waitBetweenTries: 1,
	});

	expect(dataOf(result).map(({ outcome }) => outcome)).toEqual(['alreadyOrdered', 'ordered']);
	expect(ordered()).toHaveLength(2);
});

describe('a reference that was used before', () => {
	beforeEach(async () => {
		stage.sandbox.settings.duplicateReferences = 'accepted';
		await stage.run(create, ofRow, row);
	});

	it('gives the order that was placed under it', async () => {
		for (const n8n of [stage, await stage.otherProcess(), await stage.otherN8n()]) {
			const [order] = dataOf(await n8n.run(create, ofRow, row));
			expect(order).toMatchObject({
				outcome: 'alreadyOrdered',
				orderReferenceId: 'ROW-1',
				totalAmount: 1000,
			});
		}
		expect(ordered()).toHaveLength(1);
	});

	it("fails where 'On Duplicate Reference' says so", async () => {
		const { error } = await stage.run(create, withOptions({ onDuplicateReference: 'fail' }), row);
		expect(error?.message).toBe('Reference ROW-1 was used before [item 0]');
		expect(ordered()).toHaveLength(1);
	});

	it("is sent without a look where 'On Duplicate Reference' says so", async () => {
		const looks = stage.sandbox.requestsTo('redemption.getOrder').length;
		await stage.run(create, withOptions({ onDuplicateReference: 'send' }), row);
		expect(ordered()).toHaveLength(2);
		expect(stage.sandbox.requestsTo('redemption.getOrder')).toHaveLength(looks);
	});

	it.each([
		[{ quantity: 3 }, 'of the quantity 2 and not 3'],
		[{ denomination: 100 }, 'of the denomination 500 and not 100'],
		[{ productCatalogId: 'PC123789' }, 'of the brand PC7513531244A681 and not PC123789'],
	])('is refused for another order: %j', async (changes, difference) => {
		const { error } = await stage.run(create, { ...ofRow, ...changes }, row);
		expect(error?.message).toBe(
			`Reference ROW-1 was used before, for an order ${difference} [item 0]`,
		);
		expect(ordered()).toHaveLength(1);
	});
});
