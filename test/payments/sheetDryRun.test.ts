/** A dry run sends nothing, and a switch in the wrong place or of the wrong kind never pays. */
import type { INodeParameters } from 'n8n-workflow';
import { dataOf } from '../stage';
import { outcomes, sheetOf, useOffice } from './sheetStage';

const office = useOffice();

it('sends nothing at all, and returns what would be sent, with the total', async () => {
	const sheet = [...sheetOf(2), { ...sheetOf(3)[2], POINTS: 0 }];
	const { items, hints } = await office.pay(
		sheet,
		{ options: { checkBalance: true } },
		{ dryRun: true },
	);

	expect(items.map(({ json }) => json)).toEqual([
		expect.objectContaining({
			outcome: 'dryRun',
			row: 1,
			problem: '',
			name: 'Person 0',
			email: 'person0@example.com',
			mobile: '9800000000',
			loadAmount: 10,
			reference: 'AWARD-0',
			uniqueReferenceNumber: 'AWARD-0',
			totalRows: 2,
			totalPoints: 21,
		}),
		expect.objectContaining({ outcome: 'dryRun', row: 2, loadAmount: 11, totalPoints: 21 }),
		expect.objectContaining({
			outcome: 'invalid',
			row: 3,
			field: 'points',
			problem: "'Points' is 0: write a number above 0",
			name: 'Person 2',
			uniqueReferenceNumber: 'AWARD-2',
		}),
	]);
	expect(hints[0].message).toMatch(
		/^3 rows: 2 would be sent \(21 points, the largest 11 in row 2\), 1 not valid\. This is plan 2-21-[A-Z2-7]{26}\. Nothing was sent\. To pay, turn 'Dry Run' off\./,
	);
	expect(office.sandbox.requests).toHaveLength(0);
});

it('tells all that would be sent, title and remarks too', async () => {
	const sheet = sheetOf(1).map((row) => ({ ...row, Remarks: 'Five years' }));
	const [item] = dataOf(await office.pay(sheet, {}, { dryRun: true }));
	expect(item).toMatchObject({ title: 'Ms', remarks: 'Five years' });
});

it('needs no login', async () => {
	const credentialId = office.credentialWith({ username: '', password: '' });
	const { items } = await office.pay(sheetOf(1), { credentialId }, { dryRun: true });
	expect(items).toHaveLength(1);
});

describe('is what it is wherever its switch is on', () => {
	it.each<[string, INodeParameters]>([
		['the field', { dryRun: true }],
		['the option', { options: { dryRun: true } }],
		['both', { dryRun: true, options: { dryRun: true } }],
		['the field against the option', { dryRun: true, options: { dryRun: false } }],
		['the option against the field', { dryRun: false, options: { dryRun: true } }],
		['the field by an expression', { dryRun: '={{ "TRUE" }}' }],
		['the option by an expression', { options: { dryRun: '={{ "true" }}' } }],
	])('%s', async (_, parameters) => {
		const { options = {}, ...fields } = parameters;
		const result = await office.pay(sheetOf(2), { options: options as INodeParameters }, fields);
		expect(outcomes(result)).toEqual(['dryRun', 'dryRun']);
		expect(office.sandbox.requests).toHaveLength(0);
	});

	it('and it says where to switch it off', async () => {
		const { hints } = await office.pay(sheetOf(1), { options: { dryRun: true } });
		expect(hints[0].message).toContain("To pay, take 'Dry Run' out of 'Options'.");
	});
});

describe('a switch that is neither on nor off sends nothing', () => {
	const givesNothing = '={{ $json.dry }}';

	it.each<[string, INodeParameters]>([
		['a field whose expression gives nothing', { dryRun: givesNothing }],
		['a field whose expression gives no text', { dryRun: '={{ "" }}' }],
		['a field that says yes', { dryRun: '={{ "yes" }}' }],
		['a field that says 1', { dryRun: '={{ 1 }}' }],
		['an option whose expression gives nothing', { options: { dryRun: givesNothing } }],
		['an option whose expression gives null', { options: { dryRun: '={{ null }}' } }],
		['an option whose expression gives no text', { options: { dryRun: '={{ "" }}' } }],
		['an option that says yes', { options: { dryRun: '={{ "yes" }}' } }],
	])('%s', async (_, parameters) => {
		const { options = {}, ...fields } = parameters;
		const { error } = await office.pay(sheetOf(2), { options: options as INodeParameters }, fields);
		expect(error?.message).toMatch(/^'Dry Run' is .+, which is neither true nor false \[item 0\]$/);
		expect(office.sandbox.requests).toHaveLength(0);
	});

	it('one that differs from item to item', async () => {
		const { error } = await office.pay(sheetOf(2), {}, { dryRun: '={{ $itemIndex === 0 }}' });
		expect(error?.message).toBe("'Dry Run' is true for item 0 and false for item 1 [item 0]");
		expect(office.sandbox.requests).toHaveLength(0);
	});
});
