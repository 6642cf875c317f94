import { openContract, operations, readContract } from '../../sandbox/contract';

const CALLS =
	`reward.allocate reward.unallocate reward.bulkAllocate reward.getAccount reward.getTransactions
	reward.getUsers reward.getUserCards incentive.allocate incentive.unallocate incentive.getTransactions
	incentive.getUser token.authenticate token.createSsoLink redemption.authenticate redemption.getCart
	redemption.searchCatalog redemption.getProduct redemption.getDenominations redemption.addToCart
	redemption.updateCart redemption.createOrder redemption.searchOrders redemption.createPartnerOrder
	redemption.getOrder points.createEvent points.getEvent points.updateEvent points.allocateCoins
	points.getBalance reward.reverse reward.reconcile incentive.reverse`.split(/\s+/);

const IDS =
	`T1 T2 R1 R2 R3 R4 R5 R6 I1 I2 I3 D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 D11 P1 P2 P3 P4 P5`.split(' ');

const SOURCES = ['documented', 'sibling page', 'inferred'];

const all = [...operations.values()];
const calls = all.flatMap((operation) => operation['x-calls']);

/** Every object of the contract, however deep. */
function* objects(value: unknown): Generator<Record<string, unknown>> {
	if (typeof value !== 'object' || value === null) return;
	if (!Array.isArray(value)) yield value as Record<string, unknown>;
	for (const child of Object.values(value)) yield* objects(child);
}

test('the contract is valid OpenAPI', async () => {
	const contract = openContract({ quick: true });
	await contract.loadDocument();
	expect(contract.validateDefinition()).toBe(contract.document);
});

test('the contract has each call and each of the 27 numbers', () => {
	expect(new Set(calls.map(({ call }) => call))).toEqual(new Set(CALLS));
	expect(new Set(calls.map(({ id }) => id))).toEqual(new Set(IDS));
});

test.each(all.map((operation) => [operation.operationId, operation] as const))(
	'%s says where it comes from and how it answers',
	(_, operation) => {
		expect(SOURCES).toContain(operation['x-source']);
		if (operation['x-source'] !== 'inferred')
			expect(operation['x-page']).toMatch(/^(api|doc)-\d+$/);
		expect(operation['x-calls'].length).toBeGreaterThan(0);
		for (const { page, source } of operation['x-calls'])
			expect(page ?? source).toMatch(/^(api|doc)-\d+$|^inferred$/);
		expect(['responseCode', 'code', 'paylod', 'none']).toContain(operation['x-answer'].envelope);
		expect(SOURCES).toContain(operation['x-answer'].source);
	},
);

test('every mark of a source is one of the three, and a sibling page is named', () => {
	const marked = [...objects(readContract())].filter(
		(object) => typeof object['x-source'] === 'string',
	);
	expect(marked.length).toBeGreaterThan(60);
	for (const object of marked) {
		expect(SOURCES).toContain(object['x-source']);
		if (object['x-source'] === 'sibling page') expect(object['x-page']).toBeDefined();
	}
});

test('only the card calls carry partnerId', () => {
	for (const [path, item] of Object.entries(readContract().paths ?? {})) {
		const asks = JSON.stringify(item).includes('#/components/parameters/partnerId');
		expect([path, asks]).toEqual([path, path.startsWith('/api/v0/partner/enKashCard/')]);
	}
});
