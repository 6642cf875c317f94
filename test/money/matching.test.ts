/** An answer is never taken for more than it says. */
import fc from 'fast-check';
import { bulkEntries, type BulkEntry } from '../../nodes/Enkash/api/answers/bulkEntries';
import { groups } from '../../nodes/Enkash/lib/groups';
import { matchAnswer, type Payee } from '../../nodes/Enkash/money/matching';
import { howMany } from '../matrix';

/** Rows of few people and few amounts, so that they are easily mistaken for each other. */
const people = fc.array(fc.record({ person: fc.nat(3), points: fc.constantFrom(10, 20) }), {
	minLength: 1,
	maxLength: 8,
});
const rowsOf = (sheet: Array<{ person: number; points: number }>): Payee[] =>
	sheet.map(({ person, points }, index) => ({
		reference: `R-${index}`,
		mobile: `987654321${person}`,
		email: `person${person}@example.com`,
		points,
	}));

/** What EnKash did with a row, and how much its answer says of it. */
const treatment = fc.record({
	paid: fc.boolean(),
	mentioned: fc.boolean(),
	reference: fc.boolean(),
	mobile: fc.constantFrom('plain', '+91', 'none'),
	email: fc.constantFrom('plain', 'upper', 'none'),
	points: fc.boolean(),
});

type Treatment = typeof treatment extends fc.Arbitrary<infer T> ? T : never;

function entryOf(row: Payee, told: Treatment): BulkEntry {
	const mobiles = { plain: row.mobile, '+91': `+91${row.mobile}`, none: undefined };
	const emails = { plain: row.email, upper: row.email.toUpperCase(), none: undefined };
	return {
		references: told.reference ? [row.reference] : [],
		mobile: mobiles[told.mobile],
		email: emails[told.email],
		points: told.points ? row.points : undefined,
		failure: told.paid ? undefined : 'refused',
		record: {},
	};
}

const scene = people.chain((sheet) =>
	fc.record({
		rows: fc.constant(rowsOf(sheet)),
		told: fc.array(treatment, { minLength: sheet.length, maxLength: sheet.length }),
		seed: fc.nat(),
	}),
);

/** The entries in an order of their own. */
function shuffled<T>(list: T[], seed: number): T[] {
	return list
		.map((each, index) => [each, (index * 7919 + seed) % 1009] as const)
		.sort((a, b) => a[1] - b[1])
		.map(([each]) => each);
}

it('of the rows of one person, no more are taken for paid or refused than are', () => {
	fc.assert(
		fc.property(scene, ({ rows, told, seed }) => {
			const entries = rows.flatMap((row, index) =>
				told[index].mentioned ? [entryOf(row, told[index])] : [],
			);
			const { paid, failed, open } = matchAnswer(rows, shuffled(entries, seed));
			expect(paid.size + failed.size + open.size).toBe(rows.length);
			const treatmentOf = (row: Payee) => told[rows.indexOf(row)];
			for (const twins of groups(rows, ({ email }) => email).values()) {
				const claimed = (map: Map<Payee, unknown>) => twins.filter((row) => map.has(row)).length;
				const really = (wasPaid: boolean) =>
					twins.filter((row) => treatmentOf(row).mentioned && treatmentOf(row).paid === wasPaid)
						.length;
				expect(claimed(paid)).toBeLessThanOrEqual(really(true));
				expect(claimed(failed)).toBeLessThanOrEqual(really(false));
			}
		}),
		{ numRuns: howMany(200, 2000) },
	);
});

it('where the answer carries references, every row it mentions is settled as it says', () => {
	fc.assert(
		fc.property(scene, ({ rows, told, seed }) => {
			const entries = rows.flatMap((row, index) =>
				told[index].mentioned ? [entryOf(row, { ...told[index], reference: true })] : [],
			);
			const { paid, failed, open } = matchAnswer(rows, shuffled(entries, seed));
			rows.forEach((row, index) => {
				const { mentioned, paid: wasPaid } = told[index];
				expect([paid.has(row), failed.has(row), open.has(row)]).toEqual([
					mentioned && wasPaid,
					mentioned && !wasPaid,
					!mentioned,
				]);
			});
		}),
	);
});

it('where all people differ, mobile or email is enough', () => {
	fc.assert(
		fc.property(fc.array(treatment, { minLength: 1, maxLength: 4 }), fc.nat(), (told, seed) => {
			const rows = rowsOf(told.map((_, person) => ({ person, points: 10 })));
			const entries = rows.map((row, index) => {
				const { mobile, email } = told[index];
				return entryOf(row, {
					...told[index],
					reference: false,
					mobile: mobile === 'none' && email === 'none' ? '+91' : mobile,
				});
			});
			const { paid, failed, open } = matchAnswer(rows, shuffled(entries, seed));
			expect(open.size).toBe(0);
			rows.forEach((row, index) => expect((told[index].paid ? paid : failed).has(row)).toBe(true));
		}),
	);
});

describe('several rows of one person', () => {
	const [first, second] = rowsOf([
		{ person: 0, points: 10 },
		{ person: 0, points: 10 },
	]);
	const entry = (failure?: string): BulkEntry => ({
		references: [],
		mobile: first.mobile,
		email: first.email,
		points: 10,
		failure,
		record: {},
	});

	it.each([
		['all paid', [entry(), entry()], [2, 0, 0]],
		['all refused', [entry('no'), entry('no')], [0, 2, 0]],
		['one paid, one refused', [entry(), entry('no')], [0, 0, 2]],
		['one mentioned', [entry()], [0, 0, 2]],
		['none mentioned', [], [0, 0, 2]],
	])('%s', (_, entries, sizes) => {
		const { paid, failed, open } = matchAnswer([first, second], entries);
		expect([paid.size, failed.size, open.size]).toEqual(sizes);
	});

	it('are told apart by their points', () => {
		const other = { ...second, points: 20 };
		const { paid, failed } = matchAnswer([first, other], [{ ...entry(), points: 20 }, entry('no')]);
		expect([...paid.keys(), ...failed.keys()]).toEqual([other, first]);
	});
});

it('a row that is in both lists is open', () => {
	const [row] = rowsOf([{ person: 0, points: 10 }]);
	const both = [undefined, 'no'].map((failure) => ({ references: ['R-0'], failure, record: {} }));
	expect(matchAnswer([row], both).open.has(row)).toBe(true);
});

it.each([
	['by reference', { references: ['R-0'] }],
	['by person', { references: [], mobile: '9876543210' }],
])(
	'a row that was answered for with other points is open, and never taken for absent: %s',
	(_, told) => {
		const [row] = rowsOf([{ person: 0, points: 10 }]);
		const { open, contradicted } = matchAnswer([row], [{ ...told, points: 1, record: {} }]);
		expect([...open.keys()]).toEqual([row]);
		expect([...contradicted]).toEqual([[row, 'EnKash answered for 1 points and not 10.']]);
	},
);

it('an entry for a reference that nobody sent marks its person', () => {
	const [row, other] = rowsOf([
		{ person: 0, points: 10 },
		{ person: 1, points: 10 },
	]);
	const { open, contradicted } = matchAnswer(
		[row, other],
		[{ references: ['X'], mobile: row.mobile, record: {} }],
	);
	expect([...open.keys()]).toEqual([row, other]);
	expect([...contradicted.keys()]).toEqual([row]);
});

describe("the lists of EnKash's answer", () => {
	const row = { mobile: '9876543210', loadAmount: 5 };
	const failed = { ...row, errorMessage: 'Blocked' };

	it.each<[string, unknown, Array<string | undefined>]>([
		[
			'as the page shows it',
			{ successBulkEnKashCardCreateDTOs: [row], successCount: 1 },
			[undefined],
		],
		[
			'with failures under a likely name',
			{ successBulkEnKashCardCreateDTOs: [], failedBulkEnKashCardCreateDTOs: [failed] },
			['Blocked'],
		],
		[
			'with failures under another name',
			{ errorRecords: [{ ...row, reason: 'Blocked' }] },
			['Blocked'],
		],
		['with failures that only their rows tell', { rest: [failed] }, ['Blocked']],
		['with a status in each row', { data: [{ ...row, status: 'FAILED' }] }, ['FAILED']],
		[
			'with a failure among the successes',
			{ successRows: [row, { ...failed }] },
			[undefined, 'Blocked'],
		],
		[
			'with a blank error among the successes',
			{ successRows: [{ ...row, errorMessage: null, failureReason: '' }] },
			[undefined],
		],
		[
			'deeper in the payload',
			{ result: { unsuccessful: [row] } },
			['EnKash did not allocate this row, and gives no reason'],
		],
		['with a list that says nothing', { rows: [row] }, []],
		['as a sentence', 'Accepted', []],
		['as nothing', null, []],
	])('%s', (_, payload, failures) => {
		expect(bulkEntries(payload).map(({ failure }) => failure)).toEqual(failures);
	});

	it.each<[string, unknown, 'paid' | 'failed' | 'open']>([
		['success in the name of the list alone', { successRows: [row] }, 'paid'],
		['failure in the name of the list alone', { failedRows: [row] }, 'failed'],
		['failure in both', { failedRows: [{ ...row, status: 'FAILED' }] }, 'failed'],
		['failure in a list without a name', { data: [failed] }, 'failed'],
		['a text among the successes', { successRows: [{ ...row, failureReason: 'NA' }] }, 'open'],
		[
			'a failed status among the successes',
			{ successRows: [{ ...row, status: { name: 'FAILED' } }] },
			'open',
		],
		['a good status among the failures', { failedRows: [{ ...row, status: 'SUCCESS' }] }, 'open'],
		[
			'a good status beside a text',
			{ data: [{ ...row, success: true, errorMessage: 'None' }] },
			'open',
		],
		['both lists', { successRows: [row], failedRows: [row] }, 'open'],
		['other points as text', { successRows: [{ ...row, loadAmount: '7' }] }, 'open'],
		['the same points as text', { successRows: [{ ...row, loadAmount: '5.00' }] }, 'paid'],
	])('a row is settled only where all of the answer agrees on it: %s', (_, payload, kind) => {
		const [payee] = rowsOf([{ person: 0, points: 5 }]);
		expect(matchAnswer([payee], bulkEntries(payload))[kind].has(payee)).toBe(true);
	});
});
