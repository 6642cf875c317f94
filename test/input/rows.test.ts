/** Sheets of any kind: what is sent of them is clean, and no reference is sent twice. */
import fc from 'fast-check';
import { COLUMNS, HeaderReader, type RawRow } from '../../nodes/Enkash/input/headers';
import { checkSheet, cleanCellPoints } from '../../nodes/Enkash/input/rows';

const value = fc.oneof(fc.string(), fc.integer(), fc.constant(undefined), fc.constant(null));
const rawRow: fc.Arbitrary<RawRow> = fc.record(
	{
		title: fc.oneof(fc.constantFrom('Mr', 'ms.', 'Captain'), value),
		name: fc.oneof(fc.constantFrom('Nathan Rao', '  '), value),
		email: fc.oneof(fc.emailAddress(), value),
		mobile: fc.oneof(fc.constantFrom('9876543210', '+91 98765 43211'), value),
		loadAmount: fc.oneof(fc.integer({ min: 1, max: 10_000 }), value),
		remarks: value,
		uniqueReferenceNumber: fc.oneof(fc.constantFrom('A', 'B', ' C ', ''), value),
	},
	{ requiredKeys: [] },
);
const derive = (position: number) => `DERIVED-${position}`;

it('each row is either sent or told what is wrong, and no reference is sent twice', () => {
	fc.assert(
		fc.property(fc.array(rawRow, { maxLength: 40 }), (sheet) => {
			const checked = checkSheet(sheet, derive);
			expect(checked).toHaveLength(sheet.length);
			const sent = checked.flatMap(({ clean }) => clean ?? []);
			for (const { clean, flaws } of checked) expect(clean === undefined).toBe(flaws.length > 0);
			const references = sent.map(({ uniqueReferenceNumber }) => uniqueReferenceNumber);
			expect(new Set(references).size).toBe(references.length);
			for (const row of sent) {
				expect(row.uniqueReferenceNumber).toMatch(/\S/);
				expect(row.mobile).toMatch(/^[6-9]\d{9}$/);
				expect(row.loadAmount).toBeGreaterThan(0);
				expect(['Mr', 'Mrs', 'Ms']).toContain(row.title);
			}
		}),
	);
});

it('what becomes of a row hangs on the rows before it alone', () => {
	fc.assert(
		fc.property(
			fc.array(rawRow, { maxLength: 20 }),
			fc.array(rawRow, { maxLength: 20 }),
			(sheet, more) => {
				expect(checkSheet([...sheet, ...more], derive).slice(0, sheet.length)).toEqual(
					checkSheet(sheet, derive),
				);
			},
		),
	);
});

it('cleaning what was cleaned changes nothing', () => {
	fc.assert(
		fc.property(fc.array(rawRow, { maxLength: 10 }), (sheet) => {
			const sent = checkSheet(sheet, derive).flatMap(({ clean }) => clean ?? []);
			const again = checkSheet(
				sent.map((row) => ({ ...row })),
				derive,
			).map(({ clean }) => clean);
			expect(again).toEqual(sent);
		}),
	);
});

it('a header is read the same in any case, spacing and punctuation', () => {
	const words = [
		'Full Name',
		'E-mail',
		'Mobile Number',
		'Points',
		'Salutation',
		'Award Reference',
		'Remarks',
	];
	const styled = fc.tuple(
		fc.constantFrom(
			(s: string) => s,
			(s: string) => s.toUpperCase(),
			(s: string) => s.toLowerCase(),
		),
		fc.constantFrom(' ', '  ', '_', '-', '.', ''),
		fc.constantFrom('', ' ', '*', ':', ' (required)'),
	);
	fc.assert(
		fc.property(fc.array(styled, { minLength: 7, maxLength: 7 }), (styles) => {
			const row = words.map((word, index) => {
				const [cased, gap, end] = styles[index];
				return [cased(word).replace(' ', gap) + end, index];
			});
			expect(new HeaderReader().read(Object.fromEntries(row) as Record<string, unknown>)).toEqual({
				name: 0,
				email: 1,
				mobile: 2,
				loadAmount: 3,
				title: 4,
				uniqueReferenceNumber: 5,
				remarks: 6,
			});
		}),
	);
});

it('columns that are none of ours are left alone', () => {
	const row = { 'Employee ID': 'E1', Gender: 'F', Department: 'HR', constructor: 1, __proto__: 2 };
	expect(new HeaderReader().read(row)).toEqual({});
	expect(COLUMNS).toHaveLength(7);
});

it.each([
	...['₹ 750', '₹750', 'Rs. 750', 'Rs 750/-', 'rs750', 'INR 750.00', '750 pts', '750 Points'],
	...['750₹', '750/-', 750, '750'],
])('points are read as people write money: %s', (text) => {
	expect(cleanCellPoints(text)).toEqual({ value: 750 });
});

it.each([
	...['$750', '₹₹750', '₹', '-₹750', '₹ -750', '750 of 1000 points', '₹ 7,50', 'points', '', null],
	...['750 USD', 'Rs', '₹ 0'],
])('nothing else is read as points: %s', (text) => {
	expect(cleanCellPoints(text)).toHaveProperty('problem');
});

it('takes no longer for a cell that is all blanks', () => {
	const cpu = process.cpuUsage();
	cleanCellPoints(`1${' '.repeat(100_000)}x`);
	expect(process.cpuUsage(cpu).user / 1000).toBeLessThan(2000);
});
