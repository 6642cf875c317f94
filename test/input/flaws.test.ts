/** What is said of the cells of a sheet that cannot be paid. */
import { Rivals, type RawRow } from '../../nodes/Enkash/input/headers';
import { checkSheet, cleanCellPoints, readCell } from '../../nodes/Enkash/input/rows';
import { cleanEmail, cleanMobile, cleanReference } from '../../nodes/Enkash/input/clean';

const good: RawRow = {
	title: 'Ms',
	name: 'Meera Iyer',
	email: 'meera@example.com',
	mobile: '9876543210',
	loadAmount: 250,
	remarks: ' Well done ',
	uniqueReferenceNumber: 'ROW-1',
};
const derive = (position: number) => `DERIVED-${position}`;
const check = (...rows: RawRow[]) => checkSheet(rows, derive);

test('a row that is right is sent as it was meant', () => {
	expect(check(good)).toEqual([
		{
			reference: 'ROW-1',
			derived: false,
			flaws: [],
			clean: { ...good, remarks: 'Well done' },
		},
	]);
});

test('a row without remarks or reference has none of the first, and a derived one of the second', () => {
	const { title, name, email, mobile, loadAmount } = good;
	expect(check({ title, name, email, mobile, loadAmount, remarks: ' ' })).toEqual([
		{
			reference: 'DERIVED-0',
			derived: true,
			flaws: [],
			clean: { title, name, email, mobile, loadAmount, uniqueReferenceNumber: 'DERIVED-0' },
		},
	]);
});

test('what a reference is derived from is the row without it, and nothing where it has flaws', () => {
	const seen: unknown[] = [];
	const rows = [
		{ ...good, uniqueReferenceNumber: '' },
		{ ...good, uniqueReferenceNumber: '', mobile: '1' },
	];
	checkSheet(rows, (position, content) => (seen.push(content), `D-${position}`));
	const { uniqueReferenceNumber: _, ...content } = good;
	expect(seen).toEqual([{ ...content, remarks: 'Well done' }, undefined]);
});

test.each<[keyof RawRow, unknown, string]>([
	['title', 'Captain', "is 'Captain', which is not Mr, Mrs or Ms"],
	['name', ' ', 'is empty'],
	['email', 'meera', "is 'meera', which is not an email address: write it as name@example.com"],
	['mobile', '12345', "is '12345', which is not an Indian mobile number of 10 digits"],
	['mobile', '', 'is empty'],
	[
		'loadAmount',
		'many',
		"is 'many', which is not a number of points: write it in digits, such as 750 or 1,250.50",
	],
	['loadAmount', '-5', "is '-5', which is less than 0: write a number above 0"],
	['loadAmount', '0', 'is 0: write a number above 0'],
	['loadAmount', 0, 'is 0: write a number above 0'],
	['loadAmount', '1.005', "is '1.005', which has more than two decimals: round it to two"],
	[
		'loadAmount',
		'x'.repeat(60),
		`is '${'x'.repeat(40)}', which is not a number of points: write it in digits, such as 750 or 1,250.50`,
	],
	[
		'uniqueReferenceNumber',
		2 ** 60,
		'is a number too long to be kept exactly: give it as text, in quotes',
	],
])('a %s of %j %s', (column, value, problem) => {
	const [checked] = check({ ...good, [column]: value });
	expect(checked.flaws).toEqual([{ column, problem }]);
	expect(checked.clean).toBeUndefined();
});

test('all that is wrong with a row is told, in the order of a sheet', () => {
	const [{ flaws }] = check({});
	expect(flaws).toEqual(
		['title', 'name', 'email', 'mobile', 'loadAmount'].map((column) => ({
			column,
			problem: 'has no column in the sheet',
			missing: true,
		})),
	);
});

test('a row whose reference cannot be taken is told under a derived one', () => {
	const [checked] = check({ ...good, uniqueReferenceNumber: 2 ** 60 });
	expect(checked).toMatchObject({ reference: 'DERIVED-0', derived: true });
});

test('a reference belongs to the first row that has it, though that one is wrong', () => {
	const [first, second] = check({ ...good, mobile: '' }, good);
	expect(first.flaws).toHaveLength(1);
	expect(second).toEqual({
		reference: 'ROW-1',
		derived: false,
		flaws: [
			{
				column: 'uniqueReferenceNumber',
				problem: 'ROW-1 is that of row 1 as well, which keeps it',
				duplicate: true,
			},
		],
	});
	const counted = checkSheet([good, good, good], derive, (position) => position + 100);
	const told = counted.flatMap(({ flaws }) => flaws.map(({ problem }) => problem));
	expect(told).toEqual(Array(2).fill('ROW-1 is that of row 100 as well, which keeps it'));
});

describe('several columns that mean the same', () => {
	const rivals = (...cells: Array<[string, unknown]>): Rivals => new Rivals(cells);
	const differ = (one: string, other: string) => ({
		problem: `has two columns that differ, '${one}' and '${other}': keep one of them, or map the columns by hand`,
	});

	test.each<[string, Rivals, unknown]>([
		[
			'agree in another spelling',
			rivals(['Mobile', '+91 98765 43210'], ['Phone', '9876543210']),
			{ value: '9876543210' },
		],
		[
			'leave a blank to the other',
			rivals(['Mobile', ' '], ['Phone', '9876543210']),
			{ value: '9876543210' },
		],
		[
			'leave what is not valid to the first',
			rivals(['Mobile', '9876543210'], ['Phone', 'none']),
			{ value: '9876543210' },
		],
		[
			'differ',
			rivals(['Mobile', '9876543210'], ['Phone', '9876543211']),
			differ('Mobile', 'Phone'),
		],
		[
			'begin with what is not valid',
			rivals(['Mobile', 'none'], ['Phone', '9876543210']),
			differ('Mobile', 'Phone'),
		],
		[
			'are all blank',
			rivals(['Mobile', ''], ['Phone', null]),
			{ problem: 'is empty', advice: expect.any(String) as string },
		],
	])('%s', (_, cells, told) => {
		const read = readCell({ mobile: cells }, 'mobile', cleanMobile);
		if ('value' in read) expect(read).toEqual(told);
		else expect(read).toEqual({ problem: (told as { problem: string }).problem });
	});

	test('of points, one that is blank is a difference too', () => {
		const cells = rivals(['Points', ''], ['Amount', 750]);
		expect(readCell({ loadAmount: cells }, 'loadAmount', cleanCellPoints)).toEqual(
			differ('Points', 'Amount'),
		);
		const same = rivals(['Points', '₹ 750'], ['Amount', 750]);
		expect(readCell({ loadAmount: same }, 'loadAmount', cleanCellPoints)).toEqual({ value: 750 });
		const bad = rivals(['Points', 750], ['Amount', 'many']);
		expect(readCell({ loadAmount: bad }, 'loadAmount', cleanCellPoints)).toEqual(
			differ('Points', 'Amount'),
		);
	});

	test('of emails and references, the spelling decides no less', () => {
		const emails = rivals(['Email', 'Meera@Example.com'], ['Work Email', 'meera@example.com']);
		expect(readCell({ email: emails }, 'email', cleanEmail)).toEqual({
			value: 'meera@example.com',
		});
		const references = rivals(['Reference', 'A'], ['Award Ref', 'a']);
		expect(
			readCell({ uniqueReferenceNumber: references }, 'uniqueReferenceNumber', cleanReference),
		).toEqual(differ('Reference', 'Award Ref'));
	});
});

test.each([
	...[
		'x750',
		'5rs750',
		'5 Rs 750',
		'7pts50',
		'750/-5',
		'750 pts x',
		'pts 750',
		'750 $',
		'Rs., 750',
		'750 points each',
	],
])('%s is no amount', (text) => expect(cleanCellPoints(text)).toHaveProperty('problem'));

test.each(['750 rs', '750 Rs.', '750 inr', '750pts.', 'rs.750'])('%s is 750', (text) => {
	expect(cleanCellPoints(text)).toEqual({ value: 750 });
});
