/** What the rows of a sheet may look like, wherever they come from. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { dataOf } from '../stage';
import { call, goOn, sheetOf, useOffice } from './sheetStage';

const office = useOffice();

const person = {
	title: 'Mr',
	name: 'Nathan Rao',
	email: 'nathan@example.com',
	mobile: '9876543210',
};
const sent = () => office.sandbox.requestsTo(call).flatMap(({ body }) => body as IDataObject[]);

describe('columns mapped by hand', () => {
	const columnMapping = {
		mappingMode: 'defineBelow',
		value: {
			title: 'Ms',
			name: '={{ $json.who }}',
			email: '={{ $json.who.toLowerCase() }}@example.com',
			mobile: '={{ $json.phone }}',
			loadAmount: '={{ $json.years * 100 }}',
			remarks: '={{ $json.years }} years',
			uniqueReferenceNumber: '={{ $json.id }}',
		},
		matchingColumns: [],
		schema: [],
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	};

	it('are read for each item', async () => {
		const items = [
			{ who: 'Asha', phone: 9876543210, years: 5, id: 'Y-1' },
			{ who: 'Meera', phone: null, years: 10, id: 'Y-2' },
		];
		const result = dataOf(await office.pay(items, goOn, { columns: 'map', columnMapping }));

		expect(result[0]).toMatchObject({ outcome: 'allocated', uniqueReferenceNumber: 'Y-1' });
		expect(result[1].error).toBe("Row is not valid: 'Mobile' is empty [item 1]");
		expect(sent()).toMatchObject([
			{ email: 'asha@example.com', loadAmount: 500, remarks: '5 years' },
		]);
	});

	it('are still read where a workflow of an earlier version holds them', async () => {
		await office.pay(
			[{ who: 'Asha', phone: 9876543210, years: 5, id: 'Y-1', Reference: 'Z-1' }],
			goOn,
			{
				columns: columnMapping,
			},
		);
		expect(office.paid()).toEqual(['Y-1']);
	});

	it('are offered by name', async () => {
		const parameters = { resource: 'reward', operation: 'bulkAllocate' };
		const { fields } = await office.engine.resourceMapperFields(
			'getRowColumns',
			parameters,
			office.credentialId,
		);
		expect(fields.map(({ displayName, required }) => displayName + (required ? '*' : ''))).toEqual([
			'Title*',
			'Name*',
			'Email*',
			'Mobile*',
			'Points*',
			'Remarks',
			'Reference',
		]);
	});
});

describe('rows given as JSON', () => {
	it('may be several for one item, each paired with it', async () => {
		const two = [{ people: [0, 1] }, { people: [2] }];
		const rows = `={{ $json.people.map((n) => ({ ...${JSON.stringify(person)}, mobile: '987654321' + n, points: 5, reference: 'J-' + n })) }}`;

		const result = await office.pay(two, {}, { rowSource: 'json', rows });

		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
		]);
		expect(office.batches()).toEqual([['J-0', 'J-1', 'J-2']]);
	});

	it('without references are all paid, each under a derived one', async () => {
		const rows = [person, { ...person, mobile: '9876543211' }].map((row) => ({
			...row,
			points: 5,
		}));
		await office.pay([{}, {}], {}, { rowSource: 'json', rows: JSON.stringify(rows) });
		expect(new Set(office.paid()).size).toBe(4);
		for (const reference of office.paid()) expect(reference).toMatch(/^[A-Z0-9-]{1,32}$/);
	});

	it.each(['', 'Nathan', '[1, 2]', '[]'])(
		'are refused where they are no rows: %s',
		async (rows) => {
			const { error } = await office.pay([{}], {}, { rowSource: 'json', rows });
			expect(error?.message).toMatch(
				/^Row is not valid: 'Rows \(JSON\)' is neither a JSON object nor an array of them/,
			);
		},
	);
});

describe('a reference that is a number too long for JavaScript is refused, and never rounded', () => {
	const long = '12345678901234567890';
	const row = (reference: string) =>
		`[{"title":"Mr","name":"Nathan Rao","email":"nathan@example.com","mobile":"9876543210","points":5,"reference":${reference}}]`;

	it('in rows given as JSON text', async () => {
		const rows = { rowSource: 'json', rows: row(long) };
		const { error } = await office.pay([{}], {}, rows);
		expect(error?.message).toMatch(
			/^Row is not valid: 'Rows \(JSON\)' has a number too long to be kept exactly/,
		);
		expect(office.paid()).toEqual([]);
	});

	it.each<[string, IDataObject[], INodeParameters]>([
		['an expression gives as an array', [{}], { rowSource: 'json', rows: `={{ ${row(long)} }}` }],
		['are input items', [{ ...person, points: 5, reference: Number(long) }], {}],
	])('in rows that %s', async (_, sheet, parameters) => {
		const { error } = await office.pay(sheet, {}, parameters);
		expect(error?.message).toMatch(
			/^Row is not valid: 'Reference' is a number too long to be kept exactly: give it as text, in quotes/,
		);
		expect(office.paid()).toEqual([]);
	});

	it('and kept where it is text', async () => {
		await office.pay([{}], {}, { rowSource: 'json', rows: row(`"${long}"`) });
		expect(office.paid()).toEqual([long]);
	});
});

describe('rows that share a reference', () => {
	it('the first keeps it, and the others are told which row that is', async () => {
		const [first, second] = sheetOf(2);
		const items = dataOf(
			await office.pay([first, { ...second, 'Award Reference': 'AWARD-0' }], goOn),
		);
		expect(items).toMatchObject([
			{ outcome: 'allocated' },
			{
				error:
					"Row is not valid: 'Reference' AWARD-0 is that of row 1 as well, which keeps it [item 1]",
				message: expect.stringMatching(/^Field: duplicateReference\. /),
			},
		]);
	});

	it('the first keeps it though it is not valid itself', async () => {
		const [first, second] = sheetOf(2);
		await office.pay(
			[
				{ ...first, POINTS: 0 },
				{ ...second, 'Award Reference': 'AWARD-0' },
			],
			goOn,
		);
		expect(office.paid()).toEqual([]);
	});
});
