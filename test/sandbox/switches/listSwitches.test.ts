import { Trial, type ListRecord } from './trial';

let trial: Trial;
beforeEach(async () => {
	trial = await Trial.start();
});
afterEach(() => trial.stop());

const references = (records: ListRecord[]) =>
	records.map(({ pgReferenceNumber }) => pgReferenceNumber);

test('without a switch the list shows what was paid, newest first', async () => {
	await trial.allocate('A1');
	await trial.allocate('A2');
	expect(references(await trial.list('A1', 'A2', 'A3'))).toEqual(['A2', 'A1']);
	expect(await trial.list('A1')).toMatchObject([
		{ cardTransactionType: 'CR', status: 'SUCCESS', type: 'ALLOCATE_POINT' },
	]);
});

test('list-late: a payment is shown later, an order found later', async () => {
	trial.turnOn('list-late');
	trial.client.sandbox.settings.listLag = 60_000;
	await trial.allocate('A1');
	await trial.order('O1');
	expect(trial.paid).toEqual(['A1', 'O1']);
	expect(await trial.list('A1')).toEqual([]);
	expect(await trial.found('O1')).toMatchObject({ response_message: 'Order not found' });
	const search = () => trial.client.call('searchOrders', { body: {} });
	expect((await search()).body.payload).toMatchObject({ recordsCount: 0 });
	trial.client.sandbox.settings.listLag = 0;
	expect(references(await trial.list('A1'))).toEqual(['A1']);
	expect(await trial.found('O1')).toMatchObject({ response_code: '0' });
	expect((await search()).body.payload).toMatchObject({ recordsCount: 1 });
});

/** What is found by A1, and by A1 and A2 together. */
test.each<[string, string[], string[]]>([
	['list-empty', [], []],
	['list-blind-to-one', [], ['A2', 'A1']],
	['list-blind-to-many', ['A1'], []],
	['list-oldest-first', ['A1'], ['A1', 'A2']],
	['list-other-case', ['a1'], ['a2', 'a1']],
	['list-padded', [' A1 '], [' A2 ', ' A1 ']],
	['list-extended', ['A1-1'], ['A2-1', 'A1-1']],
])('%s: one is %j, several are %j', async (name, one, several) => {
	trial.turnOn(name);
	await trial.allocate('A1');
	await trial.allocate('A2');
	expect(references(await trial.list('A1'))).toEqual(one);
	expect(references(await trial.list('A1', 'A2'))).toEqual(several);
	expect(trial.paid).toEqual(['A1', 'A2']);
});

test('list-unfiltered: everything of the account is shown', async () => {
	await trial.allocate('A1');
	trial.turnOn('list-unfiltered');
	const shown = await trial.list('NOBODY');
	expect(references(shown)).toContain('A1');
	expect(shown.length).toBeGreaterThan(1);
	expect(await trial.list('NOBODY', 'NOBODY-2')).toEqual(shown);
});

test.each([
	['list-no-payload', undefined],
	['list-text', 'Success'],
	['list-number', 0],
	['list-boolean', true],
])('%s: success, and %j for a list', async (name, payload) => {
	trial.turnOn(name);
	await trial.allocate('A1');
	const answer = await trial.listAnswer('A1');
	expect([answer.code, answer.payload]).toEqual([0, payload]);
	expect(trial.paid).toEqual(['A1']);
});

test('list-shuffled: another order, the same each time', async () => {
	const usual = references(await trial.wholeList());
	trial.turnOn('list-shuffled');
	const shuffled = references(await trial.wholeList());
	expect(shuffled).not.toEqual(usual);
	expect(shuffled).not.toEqual([...usual].reverse());
	expect([...shuffled].sort()).toEqual([...usual].sort());
	expect(references(await trial.wholeList())).toEqual(shuffled);
});

test('list-account-side: a credit is DR, a debit CR, the types stay', async () => {
	trial.turnOn('list-account-side');
	await trial.allocate('A1');
	await trial.allocate('B1', { transactionType: 'DR', type: 'UNALLOCATE_POINT', loadAmount: 5 });
	expect(await trial.list('A1', 'B1')).toMatchObject([
		{ cardTransactionType: 'CR', type: 'UNALLOCATE_POINT' },
		{ cardTransactionType: 'DR', type: 'ALLOCATE_POINT' },
	]);
	expect(trial.client.sandbox.ledger.map(({ kind }) => kind)).toEqual(['credit', 'debit']);
});

test.each<[string, unknown]>([
	['list-pending', 'PENDING'],
	['list-unknown-word', 'BOOKED_T1'],
	['list-labelled', { label: 'Pending' }],
])('%s: what was paid has the status %j', async (name, status) => {
	trial.turnOn(name);
	await trial.allocate('A1');
	expect(await trial.list('A1')).toMatchObject([{ status }]);
	expect(trial.paid).toEqual(['A1']);
});

test('list-strangers: every reference has a record of another account, paid or not', async () => {
	trial.turnOn('list-strangers');
	await trial.allocate('A1');
	const shown = await trial.list('A1', 'NOBODY');
	expect(shown.map((each) => [each.pgReferenceNumber, each.cardAccountId])).toEqual([
		['A1', 'CASTRANG9'],
		['A1', 'CAVBMRFE8'],
		['NOBODY', 'CASTRANG9'],
	]);
	expect(shown[0]).toMatchObject({ companyId: 'CEK0THER00', principalAmount: 10 });
	expect(trial.paid).toEqual(['A1']);
});

test.each<[string, unknown[]]>([
	['unpaid-refusal-listed', ['UNSUCCESSFUL', 'ERROR', 'TIMED_OUT', 'VOID']],
	['unpaid-begun-listed', ['PENDING', 'INITIATED', 'CREATED', { label: 'Pending' }]],
])('%s: the list shows what paid nobody', async (name, words) => {
	trial.turnOn(name, { times: 8 });
	const sent = Array.from({ length: 8 }, (_, index) => `A${index}`);
	for (const reference of sent)
		expect(await trial.allocate(reference)).toMatchObject({ status: 502 });
	expect(trial.paid).toEqual([]);
	const statuses = (await trial.list(...sent)).map(({ status }) => status);
	expect(statuses).toHaveLength(8);
	expect(statuses).toEqual(expect.arrayContaining(words));
	await trial.allocate('A1');
	expect(trial.paid).toEqual(['A1']);
});
