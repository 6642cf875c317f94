/** A sheet held against EnKash's list, over n8n's engine: what is found, and what is not claimed. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SWITCHES, switchNamed } from '../../sandbox';
import { createEngine, type Engine } from '../engine';
import { person } from '../money/payroll';
import { dataOf, setStage, type Stage } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';

const PAID = 4;

const sheet = Array.from({ length: PAID + 1 }, (_, index) => ({
	title: 'Ms',
	name: `Person ${index}`,
	email: `person${index}@example.com`,
	mobile: `900000000${index}`,
	points: 10 + index,
	reference: `AWARD-${index}`,
}));

let engine: Engine;
let stage: Stage;

beforeAll(async () => {
	skipPauses();
	engine = await createEngine();
});
afterAll(bringBackPauses);
beforeEach(async () => {
	stage = await setStage({ duplicateReferences: 'accepted' }, engine);
});
afterEach(() => stage.stop());

/** All but the last row, in a process that the others know nothing of. */
async function payAllButOne(): Promise<void> {
	const { error } = await stage.run('reward.bulkAllocate', {}, { items: sheet.slice(0, PAID) });
	expect(error).toBeUndefined();
}

const since = () => new Date(Date.now() - 3_600_000).toISOString();

async function reconcile(
	items: IDataObject[] = sheet,
	changes: INodeParameters = {},
	on = stage,
): Promise<IDataObject[]> {
	const result = await on.run('reward.reconcile', { txnDateFrom: since(), ...changes }, { items });
	expect(result.error).toBeUndefined();
	return dataOf(result);
}

const findings = (items: IDataObject[]) => items.map(({ finding }) => finding);

it('tells paid from missing, and points each item to its row', async () => {
	await payAllButOne();
	const parameters = { txnDateFrom: since() };
	const result = await stage.run('reward.reconcile', parameters, { items: sheet });

	expect(findings(dataOf(result))).toEqual([...Array<string>(PAID).fill('paid'), 'missing']);
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
		sheet.map((_, item) => ({ item })),
	);
	expect(dataOf(result)[4]).toEqual({
		finding: 'missing',
		uniqueReferenceNumber: 'AWARD-4',
		loadAmount: 14,
		paidPoints: 0,
		reason: 'EnKash lists others of these payments, and not this one.',
		totalRows: 5,
		totalToCheck: 1,
	});
	expect(result.hints.map(({ message }) => message)).toEqual([
		"5 rows: 4 paid as the sheet says (46 points), 1 missing. This rests on EnKash's list of transactions, whose page is not public.",
	]);
});

it('tells other points, other people, what was paid twice and taken back, and what is beside', async () => {
	await payAllButOne();
	const send = { options: { onDuplicateReference: 'send' } };
	const again = { ...person, loadAmount: 11, uniqueReferenceNumber: 'AWARD-1' };
	await stage.run('reward.allocate', {
		...again,
		email: sheet[1].email,
		mobile: sheet[1].mobile,
		...send,
	});
	await stage.run('reward.reverse', { uniqueReferenceNumber: 'AWARD-2' });
	await stage.run('reward.allocate', { ...person, loadAmount: 7, uniqueReferenceNumber: 'EXTRA' });

	const rows = sheet.slice(0, PAID).map((row) => ({ ...row }));
	rows[0].points = 99;
	Object.assign(rows[3], { email: person.email, mobile: person.mobile });
	const told = await reconcile(rows);

	expect(findings(told)).toEqual(['different', 'paidTwice', 'reversed', 'different', 'notInSheet']);
	expect(told.map(({ reason }) => reason)).toEqual([
		'EnKash lists 10 points, and the sheet says 99.',
		'EnKash lists 22 points in 2 payments, and the sheet says 11.',
		'All 12 points were taken back.',
		expect.stringMatching(/^EnKash paid it to another person, on card EKC\w+\.$/),
		'EnKash lists this payment, and the sheet has no row for it.',
	]);
	expect(told[4]).toMatchObject({ uniqueReferenceNumber: 'EXTRA', paidPoints: 7 });
});

it('takes the rows as they come out of the node that paid, and leaves out what is paid', async () => {
	const items = sheet.map((row) => ({ ...row, reference: '' }));
	const paid = dataOf(await stage.run('reward.bulkAllocate', {}, { items }));
	expect(findings(await reconcile(paid))).toEqual(Array(5).fill('paid'));
	expect(await reconcile(paid, { options: { leaveOutPaid: true } })).toEqual([]);
});

it('a row that cannot be held against anything says why', async () => {
	await payAllButOne();
	const rows = [
		sheet[0],
		{ ...sheet[1], reference: '' },
		{ ...sheet[2], points: 'ten' },
		{ ...sheet[0] },
	];
	const told = await reconcile(rows);
	expect(told.filter(({ finding }) => finding === 'invalid').map(({ reason }) => reason)).toEqual([
		expect.stringMatching(/^'Reference' is empty\. Where it was derived, take the rows from/),
		expect.stringMatching(/^'Points' is 'ten', which is not a number of points: /),
		"'Reference' AWARD-0 is that of row 1 as well.",
	]);
});

it('finds by its reference what was paid outside of the period', async () => {
	await payAllButOne();
	for (const each of stage.sandbox.state.transactions.slice(-2)) each.at -= 50 * 86_400_000;
	const told = await reconcile();
	expect(findings(told)).toEqual(['paid', 'paid', 'paid', 'paid', 'missing']);
	expect(told[3].reason).toBe('EnKash lists 13 points in 1 payment, outside of the period.');
});

it('what this process has sent itself is never missing, however late the list is', async () => {
	stage.sandbox.settings.listLag = 3_600_000;
	await payAllButOne();
	for (const each of stage.sandbox.state.transactions.slice(-PAID, -1)) each.at -= 7_000_000;
	const told = await reconcile(sheet, { txnDateFrom: '2025-01-01' });
	expect(findings(told).slice(0, 5)).toEqual(['paid', 'paid', 'paid', 'unclear', 'unclear']);
	expect(told[3].reason).toBe("EnKash confirmed it, but EnKash's list does not show it.");
	expect(told[4].reason).toMatch(/does not list AWARD-3 yet either, which it confirmed last/);
});

describe('under every switch of the list, another process never calls missing what is paid, nor paid what is not', () => {
	const lists = SWITCHES.filter(({ name }) => name.startsWith('list-'));

	it.each(lists)('$name', async ({ name }) => {
		await payAllButOne();
		const other = await stage.otherN8n();
		switchNamed(name).turnOn(stage.sandbox);
		const result = await other.run(
			'reward.reconcile',
			{ txnDateFrom: since() },
			{ items: sheet, onError: 'continueRegularOutput' },
		);
		const told = dataOf(result);
		if (told.every(({ error }) => error)) {
			expect(name).toMatch(/list-(text|number|boolean)/);
			return;
		}
		for (const row of sheet.slice(0, PAID)) {
			const own = told.find((each) => each.uniqueReferenceNumber === row.reference);
			expect(own?.finding).toMatch(/^(paid|unclear)$/);
		}
		const missing = told.find((each) => each.uniqueReferenceNumber === 'AWARD-4');
		expect(missing?.finding).toMatch(/^(missing|unclear)$/);
		const proves = ['list-blind-to-one', 'list-blind-to-many', 'list-oldest-first'];
		if (proves.includes(name)) expect(missing?.finding).toBe('missing');
		if (/empty|payload/.test(name)) expect(new Set(findings(told))).toEqual(new Set(['unclear']));
	});
});

it('a list that does not look at references is not asked for each of many', async () => {
	await payAllButOne();
	const other = await stage.otherN8n();
	stage.sandbox.settings.list = 'unfiltered';
	const many = Array.from({ length: 60 }, (_, index) => ({ reference: `NO-${index}`, points: 1 }));
	stage.sandbox.requests.length = 0;
	const told = await reconcile([...sheet, ...many], {}, other);
	expect(told.filter(({ finding }) => finding === 'unclear').length).toBe(61);
	expect(stage.sandbox.requestsTo('reward.getTransactions').length).toBeLessThan(8);
});

it('what corrects the list of transactions in the credential corrects this as well', async () => {
	const endpointOverrides = '{"reward.getTransactions": "POST /elsewhere"}';
	const credentialId = stage.credentialWith({ endpointOverrides });
	const parameters = { txnDateFrom: since() };
	const { error } = await stage.run('reward.reconcile', parameters, { items: sheet, credentialId });
	expect(error?.message).toContain('/elsewhere');
});

it('one period holds for all rows', async () => {
	const parameters = { txnDateFrom: '={{ $json.day }}' };
	const items = [{ day: '2025-05-01' }, { day: '2025-05-02' }];
	const { error } = await stage.run('reward.reconcile', parameters, { items });
	expect(error?.message).toBe(
		"'From Date' is '2025-05-01' for item 0 and '2025-05-02' for item 1 [item 0]",
	);
	expect(stage.sandbox.requests).toEqual([]);
});
