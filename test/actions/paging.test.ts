/** Lists in pages: everything once, whatever arrives meanwhile and however EnKash pages. */
import type { Order } from '../../sandbox/state';
import type { ListForm } from '../../sandbox/types';
import { dataOf, setStage, type Stage } from '../stage';

const call = 'redemption.searchOrders';

let stage: Stage;

beforeEach(async () => {
	stage = await setStage();
	await stage.run('redemption.createOrder', {
		productCatalogId: 'PC123789',
		denomination: 100,
		quantity: 1,
		orderReferenceId: 'FIRST',
	});
	stage.sandbox.requests.length = 0;
});

afterEach(() => stage.stop());

/** Lets orders arrive that are like the first one. */
function arrive(count: number): void {
	const { orders } = stage.sandbox.state;
	for (let number = 1; number <= count; number++) {
		const order: Order = {
			...orders[0],
			orderId: `OR${orders.length}`,
			reference: `REF-${orders.length}`,
		};
		orders.push(order);
	}
}

/** Does something before each page is answered. */
function beforeEachPage(what: (page: number) => void): void {
	let page = 0;
	stage.sandbox.faults.add({
		call,
		kind: 'delay',
		when: () => {
			what(++page);
			return false;
		},
	});
}

const pages = () =>
	stage.sandbox.requestsTo(call).map(({ query }) => [Number(query.limit), Number(query.offset)]);

async function found(parameters = {}): Promise<string[]> {
	const result = await stage.run(call, { returnAll: true, ...parameters });
	expect(result.error).toBeUndefined();
	return dataOf(result).map(({ orderId }) => orderId as string);
}

const idsThere = () => stage.sandbox.state.orders.map(({ orderId }) => orderId).reverse();

it.each<[ListForm, number]>([
	['records', 3],
	['array', 4],
])(
	'Return All gives each of 250 orders once, newest first, from a list told as %s',
	async (listForm, requests) => {
		stage.sandbox.settings.listForm = listForm;
		arrive(249);

		expect(await found()).toEqual(idsThere());
		expect(pages()).toHaveLength(requests);
	},
);

it('asks for one page where the Limit fits on it, and for no more than the Limit', async () => {
	arrive(249);
	expect(await found({ returnAll: false, limit: 30 })).toEqual(idsThere().slice(0, 30));
	expect(await found({ returnAll: false, limit: 150 })).toEqual(idsThere().slice(0, 150));
	expect(pages()).toEqual([
		[30, 0],
		[100, 0],
		[50, 100],
	]);
});

it.each([1, 7, 99, 100, 120])(
	'loses and doubles no order when %d arrive between two pages',
	async (arriving) => {
		arrive(249);
		const before = idsThere();
		beforeEachPage((page) => page === 2 && arrive(arriving));

		const ids = await found();

		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toEqual(expect.arrayContaining(before));
	},
);

it('fills the Limit though pages overlap', async () => {
	arrive(249);
	beforeEachPage((page) => page === 2 && arrive(20));
	const ids = await found({ returnAll: false, limit: 150 });
	expect(new Set(ids).size).toBe(150);
});

it.each(['records', 'array'] as const)(
	'reads on where EnKash gives less than was asked for, as %s',
	async (listForm) => {
		stage.sandbox.settings.listForm = listForm;
		arrive(34);
		const wanted = idsThere();
		stage.sandbox.faults.add({
			call,
			kind: 'mutate',
			body: (text) => {
				const answer = JSON.parse(text) as { payload: { data?: unknown[] } | unknown[] };
				const { payload } = answer;
				if (Array.isArray(payload)) payload.length = Math.min(payload.length, 10);
				else if (payload.data) payload.data.length = Math.min(payload.data.length, 10);
				return JSON.stringify(answer);
			},
		});
		expect(await found()).toEqual(wanted);
	},
);

it('takes a list that knows no pages as it is', async () => {
	arrive(34);
	const all = { code: 0, message: 'Success', payload: idsThere().map((orderId) => ({ orderId })) };
	stage.sandbox.faults.add({ call, kind: 'status', status: 200, body: JSON.stringify(all) });
	expect(await found()).toEqual(idsThere());
	expect(pages()).toHaveLength(2);
});

it('says so where EnKash gives the same page for ever, instead of losing the rest', async () => {
	const payload = {
		recordsCount: 5000,
		data: Array.from({ length: 100 }, (_, n) => ({ orderId: `OR${n}` })),
	};
	stage.sandbox.faults.add({
		call,
		kind: 'status',
		status: 200,
		body: JSON.stringify({ code: 0, payload }),
	});
	const { error } = await stage.run(call, { returnAll: true });
	expect(error?.message).toBe('EnKash gives the same 100 records again for every offset [item 0]');
});

it('an empty list gives no items', async () => {
	stage.sandbox.state.orders.length = 0;
	expect(await found()).toEqual([]);
	expect(pages()).toEqual([[100, 0]]);
});

it('the catalogue is read to its end as well', async () => {
	const brands = await stage.run('redemption.searchCatalog', { returnAll: true });
	expect(brands.items).toHaveLength(stage.sandbox.state.catalogue.size);
});
