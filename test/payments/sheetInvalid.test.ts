/** Rows that cannot be sent keep what stood in them, and say where they stand and what is wrong. */
import type { IDataObject } from 'n8n-workflow';
import { dataOf } from '../stage';
import { goOn, outcomes, sheetOf, useOffice } from './sheetStage';

const office = useOffice();

/** A sheet of so many rows, in which some have other cells. */
const sheetWith = (count: number, cells: Record<number, IDataObject>) =>
	sheetOf(count).map((row, index) => ({ ...row, ...cells[index + 1] }));

const one = sheetWith(3, { 2: { POINTS: '' } });
const several = sheetWith(8, {
	3: { POINTS: 'many' },
	4: { 'Mobile No.': '12345' },
	5: { 'E-Mail ID': 'nobody' },
	7: { POINTS: 0 },
});

describe('under Stop Workflow', () => {
	it('a row that is not valid keeps the whole sheet from being sent', async () => {
		const { error } = await office.pay(one);
		expect(error?.message).toBe("Row is not valid: 'Points' is empty [item 1]");
		expect(error?.description).toMatch(
			/This execution paid no row\. Row 2: 'Points' is empty\. Correct it, or set 'On Invalid Row' to 'Report' to send the others\. 2 rows not sent either, though valid\.$/,
		);
		expect(office.sandbox.requests).toHaveLength(0);
	});

	it('all rows that are not valid are named, with what is wrong with each', async () => {
		const { error } = await office.pay(several);
		expect(error?.message).toBe('Rows 3, 4, 5 and 7 are not valid [item 2]');
		expect(error?.description).toContain(
			[
				"Row 3: 'Points' is 'many', which is not a number of points: write it in digits, such as 750 or 1,250.50.",
				"Row 4: 'Mobile' is '12345', which is not an Indian mobile number of 10 digits.",
				"Row 5: 'Email' is 'nobody', which is not an email address: write it as name@example.com.",
				"Row 7: 'Points' is 0: write a number above 0.",
				'Correct them, or set',
			].join(' '),
		);
		expect(office.sandbox.requests).toHaveLength(0);
	});

	it('what is wrong with all of them is said once', async () => {
		const sheet = sheetOf(30).map(({ 'Mobile No.': cell, ...row }) => ({ ...row, Handy: cell }));
		const { error } = await office.pay(sheet);
		expect(error?.message).toBe(
			"Rows 1 to 30 are not valid: 'Mobile' has no column in the sheet [item 0]",
		);
		expect(error?.description).toContain(
			"Columns that were not recognized: 'Handy'. Name a column like that, or choose 'Map by Hand' in 'Columns'.",
		);
	});

	it('a sheet with very many of them is told at a length that can be read', async () => {
		const sheet = sheetOf(300).map((row, index) =>
			index % 2 ? { ...row, POINTS: `x${index}` } : row,
		);
		const { error } = await office.pay(sheet);
		expect(error?.message).toBe(
			'Rows 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24 … (150 in all) are not valid [item 1]',
		);
		expect(error?.description).toContain('140 rows more.');
		expect(error?.description?.length).toBeLessThan(3000);
	});
});

describe('where they are reported', () => {
	const report = { options: { onInvalidRow: 'report' } };

	it('they come out with their person, and the others are paid', async () => {
		const items = dataOf(await office.pay(one, report));
		expect(items.map(({ outcome }) => outcome)).toEqual(['allocated', 'invalid', 'allocated']);
		expect(items[1]).toEqual({
			outcome: 'invalid',
			row: 2,
			problem: "'Points' is empty",
			name: 'Person 1',
			email: 'person1@example.com',
			mobile: '9800000001',
			loadAmount: '',
			reference: 'AWARD-1',
			uniqueReferenceNumber: 'AWARD-1',
			field: 'points',
		});
	});

	it('every item begins with outcome, row, problem and person, whatever it came to', async () => {
		for (const item of dataOf(await office.pay(several, report))) {
			expect(Object.keys(item).slice(0, 9)).toEqual([
				...['outcome', 'row', 'problem', 'name', 'email', 'mobile', 'loadAmount'],
				...['reference', 'uniqueReferenceNumber'],
			]);
			expect(Object.keys(item).length).toBeLessThanOrEqual(10);
		}
	});

	it('they keep what stood in the sheet, as it stood there', async () => {
		const items = dataOf(await office.pay(several, report));
		expect(items[2]).toMatchObject({ row: 3, name: 'Person 2', loadAmount: 'many' });
		expect(items[3]).toMatchObject({ row: 4, mobile: '12345', email: 'person3@example.com' });
		expect(items[6]).toMatchObject({ row: 7, loadAmount: 0 });
	});

	it('both values of two columns that differ are kept', async () => {
		const [row] = sheetOf(1);
		const [item] = dataOf(await office.pay([{ ...row, Amount: 5000 }], report));
		expect(item).toMatchObject({ outcome: 'invalid', row: 1, loadAmount: '10 / 5000' });
	});

	it('a reference that the sheet lacks is not made up for them', async () => {
		const [row] = sheetOf(1);
		const [item] = dataOf(await office.pay([{ ...row, 'Award Reference': '', POINTS: 0 }], report));
		expect(item).toMatchObject({ outcome: 'invalid', reference: '', uniqueReferenceNumber: '' });
	});

	it('what failed in reading the item keeps the row that stood there', async () => {
		const broken = { companyId: "={{ $('Nope').item.json.x }}" };
		const [item] = dataOf(await office.pay(sheetOf(1), report, broken));
		expect(item).toMatchObject({ outcome: 'invalid', row: 1, name: 'Person 0' });
	});
});

it('a row is called by its number in the sheet, where the items tell it', async () => {
	const sheet = sheetWith(3, { 2: { POINTS: 0 }, 3: { 'Award Reference': 'AWARD-0' } }).map(
		(row, index) => ({ row_number: index + 12, ...row }),
	);
	const { error } = await office.pay(sheet);
	expect(error?.message).toBe('Rows 13 and 14 are not valid [item 1]');
	expect(error?.description).toContain("'Reference' AWARD-0 is that of row 12 as well");
});

it('they go to the error output with their data, where the node has one', async () => {
	const { items, errorItems } = await office.pay(one, { onError: 'continueErrorOutput' });
	expect(items.map(({ json }) => json.outcome)).toEqual(['allocated', 'allocated']);
	expect(errorItems).toMatchObject([
		{
			json: { ...one[1], error: expect.stringMatching(/^Row is not valid: /) as string },
			pairedItem: { item: 1 },
		},
	]);
});

it('where the node goes on, each tells of itself alone', async () => {
	const result = await office.pay(several, goOn);
	expect(outcomes(result).filter((outcome) => outcome === 'allocated')).toHaveLength(4);
	expect(dataOf(result)[6].error).toBe(
		"Row is not valid: 'Points' is 0: write a number above 0 [item 6]",
	);
});
