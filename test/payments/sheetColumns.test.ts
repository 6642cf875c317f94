/** Whoever pays a sheet is told which column was taken for what, and what that means. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sheetOf, useOffice } from './sheetStage';

const office = useOffice();

/** Headers of which none is known as a reference. */
const unnamed = sheetOf(2).map((row, index) => ({
	'Full Name': row['Full Name'],
	Mail: row['E-Mail ID'],
	Contact: row['Mobile No.'],
	Prefix: row.Salutation,
	Points: row.POINTS,
	Why: 'Ten years',
	Ticket: `T-${index}`,
}));

const hintsOf = async (sheet: IDataObject[], parameters: INodeParameters = {}) => {
	const { hints } = await office.pay(sheet, {}, parameters);
	return hints.map(({ message, type }) => (type ? `${type}: ${message}` : message));
};

describe('a sheet whose references are not recognized', () => {
	it('is paid with a warning that executing it again pays again', async () => {
		expect(await hintsOf(unnamed)).toEqual([
			'2 rows: 2 allocated (21 points).',
			"warning: No column was recognized as the reference (not used: 'Why', 'Ticket'): executing it again pays everybody again. Name the column that has an ID for each award 'Reference', or choose 'Map by Hand' in 'Columns'.",
		]);
		await office.pay(unnamed);
		expect(office.paid()).toHaveLength(4);
	});

	it('says so before it is paid, with the columns that were found and those that were not', async () => {
		const [, columns, warning] = await hintsOf(unnamed, { dryRun: true });
		expect(columns).toBe(
			"Columns: 'Prefix' → Title, 'Full Name' → Name, 'Mail' → Email, 'Contact' → Mobile, 'Points' → Points. Not used: 'Why', 'Ticket'.",
		);
		expect(warning).toMatch(
			/^warning: No column was recognized as the reference \(not used: 'Why', 'Ticket'\): executing the sheet twice pays everybody twice, unless 'Only Pay Plan' holds this plan\./,
		);
		expect(office.paid()).toEqual([]);
	});
});

it('a sheet of which no column is known says what to do, before it is paid and when it is', async () => {
	const foreign = sheetOf(2).map((row) => ({
		Wer: row['Full Name'],
		Post: row['E-Mail ID'],
		'Award ID': row['Award Reference'],
	}));
	const warning =
		"warning: No column was recognized as Title, Name, Email, Mobile, Points. Rename the headers, or choose 'Map by Hand' in 'Columns' and say where they are.";
	expect(await hintsOf(foreign, { dryRun: true })).toEqual([
		'2 rows: 2 not valid. Nothing was sent, and no row could be.',
		"Columns: 'Award ID' → Reference. Not used: 'Wer', 'Post'.",
		warning,
	]);
	expect(await hintsOf(foreign, { options: { onInvalidRow: 'report' } })).toContain(warning);
});

it('a sheet with references tells which column they are in, and warns of nothing', async () => {
	const hints = await hintsOf(sheetOf(2), { dryRun: true });
	expect(hints.slice(1)).toEqual([
		"Columns: 'Salutation' → Title, 'Full Name' → Name, 'E-Mail ID' → Email, 'Mobile No.' → Mobile, 'POINTS' → Points, 'Award Reference' → Reference. All columns are used.",
	]);
	expect(await hintsOf(sheetOf(2))).toEqual(['2 rows: 2 allocated (21 points).']);
});

it('rows that alone have no reference are counted', async () => {
	const sheet = sheetOf(3).map((row, index) =>
		index === 1 ? { ...row, 'Award Reference': ' ' } : row,
	);
	expect((await hintsOf(sheet))[1]).toBe(
		"warning: 1 row without a reference in 'Award Reference': executing it again pays it again. Give each row one of its own.",
	);
});

it('the parts of a name and columns that have to agree are told together', async () => {
	const sheet = sheetOf(1).map(({ 'Full Name': _, ...row }) => ({
		...row,
		'First Name': 'Asha',
		'Last Name': 'Rao',
		'Award ID': row['Award Reference'],
	}));
	const [, columns] = await hintsOf(sheet, { dryRun: true });
	expect(columns).toContain("'First Name', 'Last Name' → Name");
	expect(columns).toContain("'Award Reference', 'Award ID' → Reference");
});

it('a column that could be meant as the points, or as the reference, is named wherever it is not used', async () => {
	const sheet = sheetOf(1).map((row) => ({
		...row,
		'Points (bonus)': 500,
		'Reference (old)': 'X',
	}));
	expect(await hintsOf(sheet)).toContain(
		"warning: Not used, though it could be meant: 'Points (bonus)' for Points, 'Reference (old)' for Reference. If it is meant, choose 'Map by Hand' in 'Columns'.",
	);
});

describe('mapped by hand', () => {
	const cells: IDataObject = {
		title: '={{ $json.Salutation }}',
		name: '={{ $json["Full Name"] }}',
		email: '={{ $json["E-Mail ID"] }}',
		mobile: '={{ $json["Mobile No."] }}',
		loadAmount: '={{ $json.POINTS }}',
		uniqueReferenceNumber: '={{ $json["Award Reference"] }}',
	};
	const mapped = (changes: IDataObject = {}) =>
		({
			columns: 'map',
			columnMapping: { mappingMode: 'defineBelow', value: { ...cells, ...changes } },
		}) as INodeParameters;

	it('a sheet is paid as its columns are mapped, and warns of nothing', async () => {
		expect(await hintsOf(sheetOf(2), mapped())).toEqual(['2 rows: 2 allocated (21 points).']);
		expect(office.paid()).toEqual(['AWARD-0', 'AWARD-1']);
	});

	it('a reference that stands in the sheet and is not mapped is named', async () => {
		expect(await hintsOf(sheetOf(2), mapped({ uniqueReferenceNumber: '' }))).toEqual([
			'2 rows: 2 allocated (21 points).',
			"warning: Not used, though it could be meant: 'Award Reference' for Reference. Map it if it is meant.",
			"warning: Nothing is mapped to 'Reference': executing it again pays everybody again. Map a column that names each award, such as its ID.",
		]);
	});

	it('points that stand in the sheet and are not those that are mapped are named', async () => {
		const hints = await hintsOf(sheetOf(2), mapped({ loadAmount: '={{ $json.POINTS * 2 }}' }));
		expect(hints[1]).toBe(
			"warning: Not used, though it could be meant: 'POINTS' for Points. Map it if it is meant.",
		);
	});

	it('the same points in another spelling are those that are mapped', async () => {
		const sheet = sheetOf(2).map((row) => ({ ...row, POINTS: '₹ 1,000' }));
		expect(await hintsOf(sheet, mapped({ loadAmount: 1000 }))).toHaveLength(1);
	});

	it('a mapping that was left is not used, and the headers are', async () => {
		const { columnMapping } = mapped({ uniqueReferenceNumber: 'ONE' });
		await hintsOf(sheetOf(2), { columns: 'recognize', columnMapping });
		expect(office.paid()).toEqual(['AWARD-0', 'AWARD-1']);
	});
});

it('rows given as JSON tell their columns too', async () => {
	const rows = JSON.stringify(sheetOf(1));
	const [, columns] = await hintsOf([{}], { rowSource: 'json', rows, dryRun: true });
	expect(columns).toContain("'Award Reference' → Reference");
});

it('a sheet with very many columns is told at a length that can be read', async () => {
	const more = Object.fromEntries(
		Array.from({ length: 200 }, (_, at) => [`Extra ${at} ${'x'.repeat(300)}`, at]),
	);
	const [, columns] = await hintsOf([{ ...sheetOf(1)[0], ...more }], { dryRun: true });
	expect(columns).toContain('and 188 more.');
	expect(columns.length).toBeLessThan(1500);
});
