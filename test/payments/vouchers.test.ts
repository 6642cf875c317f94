/** What becomes of the vouchers of an order: waited for, told, and shown to nobody by accident. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { FaultRule } from '../../sandbox/types';
import { hurry, nodeTime, resetClock } from '../clock';
import { dataOf, setStage, type Stage } from '../stage';
import { until } from '../until';
import { endSilence } from '../waiting';
import { create, ofRow, row, voucher, withOptions } from './orderStage';

let stage: Stage;

beforeEach(async () => {
	hurry();
	stage = await setStage();
});

afterEach(async () => {
	resetClock();
	await stage.stop();
});

const ordered = () => stage.sandbox.ledger.map(({ reference }) => reference);
const fault = (rule: FaultRule) => stage.sandbox.faults.add(rule);

describe('waiting for vouchers', () => {
	const patient = (options: INodeParameters = {}) =>
		withOptions({ waitForVouchers: true, pollingInterval: 1, voucherTimeout: 10, ...options });
	const looks = () => stage.sandbox.requestsTo('redemption.getOrder').length;
	const codes = (order: IDataObject) =>
		(order.voucherDetailsList as IDataObject[]).map(({ pin }) => pin);

	it('gives the order with its vouchers as soon as they are there', async () => {
		stage.sandbox.settings.fulfilmentDelay = 60_000;
		const issue = () => {
			if (looks() === 3) stage.sandbox.state.orders[0].readyAt = 0;
			return false;
		};
		fault({ call: 'redemption.getOrder', kind: 'status', when: issue });
		const began = nodeTime();
		const [order] = dataOf(await stage.run(create, patient(), row));

		expect(order).toMatchObject({ orderStatus: 'SUCCESS', vouchersPending: false });
		expect(codes(order)).toEqual([
			expect.stringMatching(/^\d{4}$/),
			expect.stringMatching(/^\d{4}$/),
		]);
		// Once before it is sent, then after one second and after two.
		expect(looks()).toBe(3);
		expect(nodeTime() - began).toBeGreaterThanOrEqual(2000);
	});

	it('ends at the limit, and gives the order as it is', async () => {
		stage.sandbox.settings.fulfilmentDelay = 60_000;
		const began = nodeTime();
		const [order] = dataOf(await stage.run(create, patient({ voucherTimeout: 2 }), row));

		expect(order).toMatchObject({
			orderStatus: 'PENDING',
			vouchersPending: true,
			voucherDetailsList: [],
		});
		expect(nodeTime() - began).toBeGreaterThanOrEqual(2000);
		expect(looks()).toBeLessThanOrEqual(3);
	});

	it('tells first whether the order is done, and then its reference', async () => {
		stage.sandbox.settings.fulfilmentDelay = 60_000;
		const [order] = dataOf(await stage.run(create, ofRow, row));
		expect(Object.keys(order).slice(0, 4)).toEqual([
			...['outcome', 'orderStatus', 'vouchersPending', 'reference'],
		]);
		const [found] = dataOf(await stage.run('redemption.searchOrders'));
		expect(Object.keys(found).slice(0, 2)).toEqual(['reference', 'orderStatus']);
	});

	it('never hides a paid order behind a look-up that does not work', async () => {
		fault({ call: 'redemption.getOrder', kind: 'hang', skip: 1 });
		const speak = endSilence(stage.sandbox);
		const [order] = dataOf(await stage.run(create, patient({ voucherTimeout: 2 }), row));
		speak();

		expect(order).toMatchObject({
			outcome: 'ordered',
			vouchersPending: true,
			lookUpProblem: expect.stringMatching(/did not answer/) as string,
		});
	});

	it('stops when the execution is cancelled, and orders nothing more', async () => {
		stage.sandbox.settings.fulfilmentDelay = 60_000;
		const abort = new AbortController();
		const run = stage.run(create, patient({ voucherTimeout: 600 }), {
			items: [{ row: 'ROW-1' }, { row: 'ROW-2' }],
			abort: abort.signal,
		});
		await until(() => looks() > 3);
		abort.abort();
		await run;

		expect(looks()).toBeLessThan(60);
		expect(ordered()).toEqual(['ROW-1']);
	});

	it('gives no codes where they are not wanted', async () => {
		const [order] = dataOf(await stage.run(create, patient({ includeVoucherCodes: false }), row));
		expect(codes(order)).toEqual([undefined, undefined]);
	});

	it('takes no interval below a second, which is told before anything is ordered', async () => {
		const { error } = await stage.run(create, patient({ pollingInterval: 0 }), row);
		expect(error?.message).toBe("'Polling Interval' is not a number from 1 on [item 0]");
		expect(ordered()).toEqual([]);
	});
});

describe('codes of vouchers', () => {
	beforeEach(async () => {
		stage.sandbox.settings.fulfilmentDelay = 0;
		await stage.run(create, ofRow, row);
	});

	const fields = (order: IDataObject) =>
		Object.keys((order.voucherDetailsList as IDataObject[])[0]);

	it.each([
		['redemption.getOrder', { orderReferenceId: 'ROW-1' }, true],
		['redemption.getOrder', { orderReferenceId: 'ROW-1', options: { edition: 'older' } }, true],
		[
			'redemption.getOrder',
			{ orderReferenceId: 'ROW-1', options: { includeVoucherCodes: false } },
			false,
		],
		['redemption.searchOrders', {}, false],
		['redemption.searchOrders', { options: { includeVoucherCodes: true } }, true],
		[create, { ...voucher, orderReferenceId: 'ROW-1' }, false],
		[
			create,
			{ ...voucher, orderReferenceId: 'ROW-1', options: { includeVoucherCodes: true } },
			true,
		],
	] as Array<[string, INodeParameters, boolean]>)(
		'%s with %j: %s',
		async (call, parameters, included) => {
			const expected = included ? ['cardNumber', 'pin', 'expiryDate'] : ['expiryDate'];
			for (const simplify of [true, false]) {
				const [order] = dataOf(await stage.run(call, { ...parameters, simplify }));
				expect(fields(order)).toEqual(expected);
			}
		},
	);

	it.each<[string, (list: string) => string]>([
		['a single voucher that comes without its list', (list) => list.slice(1, -1)],
		['a list that comes as text', (list) => JSON.stringify(list)],
	])('do not come out with %s either', async (_, changed) => {
		await stage.run(create, { ...voucher, quantity: 1, orderReferenceId: 'ROW-2' });
		const body = (text: string) =>
			text.replace(/(?<="voucherDetailsList":)\[\{[^{}]*\}\]/g, changed);
		fault({ call: ['D8', 'D9', 'D11'], kind: 'mutate', body });
		const { pin } = stage.sandbox.state.orders[1].vouchers[0];

		for (const call of ['redemption.searchOrders', create]) {
			for (const simplify of [true, false]) {
				const parameters =
					call === create ? { ...voucher, quantity: 1, orderReferenceId: 'ROW-2' } : {};
				const items = dataOf(await stage.run(call, { ...parameters, simplify }));
				expect(JSON.stringify(items)).toContain('ROW-2');
				expect(JSON.stringify(items)).not.toContain(pin);
				expect(JSON.stringify(items)).not.toContain('cardNumber');
			}
		}
	});
});

describe('what is not to be seen is said, in the item and above all of them', () => {
	const NOT_YET = 'Voucher not issued yet: ';
	const HIDDEN = 'Voucher codes are hidden: ';

	it.each<[what: string, call: string, options: INodeParameters, delay: number, said: string[]]>([
		[
			'an order without its vouchers',
			create,
			{},
			60,
			[
				`${NOT_YET}use 'Get Order' later. To have the next orders wait, turn on 'Wait for Vouchers' in the options.`,
			],
		],
		['an order whose vouchers are there, without codes', create, {}, 0, [HIDDEN]],
		['an order with its codes', create, { includeVoucherCodes: true }, 0, []],
		[
			'vouchers that were waited for in vain',
			create,
			{ waitForVouchers: true, voucherTimeout: 1, pollingInterval: 1 },
			60,
			[`${NOT_YET}use 'Get Order' later, or give 'Voucher Timeout' more time.`],
		],
		[
			'an order that is looked up too early',
			'redemption.getOrder',
			{},
			60,
			[`${NOT_YET}look again in a while, with 'Get Order'.`],
		],
		['an order that is looked up', 'redemption.getOrder', {}, 0, []],
		['a search', 'redemption.searchOrders', {}, 0, [HIDDEN]],
		['a search with codes', 'redemption.searchOrders', { includeVoucherCodes: true }, 0, []],
		['a search too early', 'redemption.searchOrders', { includeVoucherCodes: true }, 60, [NOT_YET]],
	])('%s', async (_, call, options, delay, said) => {
		stage.sandbox.settings.fulfilmentDelay = delay * 1000;
		if (call !== create) await stage.run(create, ofRow, row);

		const parameters =
			call === create ? withOptions(options) : { orderReferenceId: 'ROW-1', options };
		const result = await stage.run(call, parameters, row);

		const [{ voucherNote }] = dataOf(result);
		const hints = result.hints.map(({ message }) => message);
		expect(hints).toEqual(voucherNote === undefined ? [] : [voucherNote]);
		expect(hints).toEqual(said.map((text) => expect.stringContaining(text) as string));
	});

	it('of several orders in one sentence', async () => {
		const items = [{ row: 'ROW-1' }, { row: 'ROW-2' }];
		const { hints } = await stage.run(create, ofRow, { items });

		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^2 orders: Voucher not issued yet: /),
		]);
	});
});
