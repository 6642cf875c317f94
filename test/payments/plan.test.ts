/** Equal payments are one plan, and any others are another one. */
import fc from 'fast-check';
import {
	differenceFrom,
	planOf,
	type PlannedPayment as Payment,
} from '../../nodes/Enkash/payments/sheet/plan';

const person = fc.record({
	title: fc.constantFrom('Mr', 'Mrs', 'Ms'),
	name: fc.constantFrom('Asha Rao', 'Meera Nair', 'Rohan Kulkarni'),
	email: fc.constantFrom('a@example.com', 'b@example.com', 'c@example.com'),
	mobile: fc.constantFrom('9000000001', '9000000002', '9000000003'),
	loadAmount: fc.integer({ min: 1, max: 5_000_00 }).map((paise) => paise / 100),
	remarks: fc.option(fc.constantFrom('Five years', 'Referral'), { nil: undefined }),
});
const payment: fc.Arbitrary<Payment> = fc.record({
	account: fc.constantFrom('one', 'other'),
	content: person,
	reference: fc.option(fc.constantFrom('A-1', 'A-2', 'A-3'), { nil: undefined }),
});
const sheet = fc.array(payment, { minLength: 1, maxLength: 30 });
const keys = fc.array(fc.nat(), { minLength: 30, maxLength: 30 });
const shuffled = fc.tuple(sheet, keys).map(([rows, order]) => {
	const places = rows.map((_, at) => at).sort((one, other) => order[one] - order[other]);
	return { rows, places };
});

it('the order of rows does not matter, and each row keeps its reference', () => {
	fc.assert(
		fc.property(shuffled, ({ rows, places }) => {
			const plan = planOf(rows);
			const again = planOf(places.map((at) => rows[at]));
			expect(again.planId).toBe(plan.planId);
			const told = (references: string[], of: Payment[]) =>
				of.map((row, at) => JSON.stringify([row, references[at]])).sort();
			const moved = places.map((at) => rows[at]);
			expect(told(again.references, moved)).toEqual(told(plan.references, rows));
		}),
	);
});

it('the order of columns does not matter', () => {
	fc.assert(
		fc.property(sheet, (rows) => {
			const turned = rows.map(({ account, content, reference }) => ({
				reference,
				content: Object.fromEntries(Object.entries(content).reverse()) as Payment['content'],
				account,
			}));
			expect(planOf(turned)).toEqual(planOf(rows));
		}),
	);
});

const changes: Array<[string, (payment: Payment) => Payment]> = [
	[
		'a paisa',
		(row) => withContent(row, { loadAmount: Math.round(row.content.loadAmount * 100 + 1) / 100 }),
	],
	['a mobile', (row) => withContent(row, { mobile: '9999999999' })],
	['an email', (row) => withContent(row, { email: 'z@example.com' })],
	['a name', (row) => withContent(row, { name: `${row.content.name} II` })],
	['a title', (row) => withContent(row, { title: row.content.title === 'Mr' ? 'Ms' : 'Mr' })],
	['remarks', (row) => withContent(row, { remarks: 'Ten years' })],
	['an account', (row) => ({ ...row, account: 'third' })],
	['a reference', (row) => ({ ...row, reference: 'A-9' })],
];

function withContent(row: Payment, change: Partial<Payment['content']>): Payment {
	return { ...row, content: { ...row.content, ...change } };
}

it.each(changes)('%s that changes makes another plan, and says that something did', (_, change) => {
	fc.assert(
		fc.property(sheet, fc.nat(), (rows, at) => {
			const changed = rows.map((row, index) => (index === at % rows.length ? change(row) : row));
			const plan = planOf(rows);
			expect(planOf(changed).planId).not.toBe(plan.planId);
			expect(differenceFrom(plan.planId, planOf(changed))).toMatch(/^the sheet has /);
			expect(differenceFrom(plan.planId, plan)).toBeUndefined();
		}),
	);
});

it('a row more, a row less or a row twice makes another plan', () => {
	fc.assert(
		fc.property(sheet, payment, fc.nat(), (rows, more, at) => {
			const { planId } = planOf(rows);
			const place = at % rows.length;
			expect(planOf([...rows, more]).planId).not.toBe(planId);
			expect(planOf([...rows, rows[place]]).planId).not.toBe(planId);
			expect(planOf(rows.filter((_, index) => index !== place)).planId).not.toBe(planId);
		}),
	);
});

it('rows with no reference of their own get one each, and the same ones every time', () => {
	fc.assert(
		fc.property(sheet, (rows) => {
			const nameless = rows.map((row) => ({ ...row, reference: undefined }));
			const { references } = planOf([...nameless, ...nameless]);
			expect(new Set(references).size).toBe(references.length);
			for (const reference of references) expect(reference).toMatch(/^[A-Z0-9-]{1,32}$/);
			expect(planOf([...nameless, ...nameless]).references).toEqual(references);
		}),
	);
});

it('rows that come with the references that their plan gave them are the same plan', () => {
	fc.assert(
		fc.property(sheet, (rows) => {
			const plan = planOf(rows);
			const returned = rows.map((row, at) => ({ ...row, reference: plan.references[at] }));
			expect(planOf(returned)).toEqual(plan);
		}),
	);
});

it.each<[string, number, string]>([
	['2-300-', 350, 'the sheet has 50 points more'],
	['3-300-', 300, 'the sheet has 1 row less'],
	['1-400.5-', 300, 'the sheet has 1 row more and 100.5 points less'],
	['2-300-', 300, 'the sheet has as many rows and points, but for other people'],
	['nonsense', 300, 'which is no plan that a dry run gives'],
])('%s against a sheet of two rows and %d points: %s', (of, points, words) => {
	const planId = of.endsWith('-') ? of + 'A'.repeat(26) : of;
	const row = { title: 'Mr', name: 'A', email: 'a@example.com', mobile: '9000000001' };
	const two = [points - 100, 100].map((loadAmount) => ({
		account: 'one',
		content: { ...row, loadAmount },
	}));
	expect(differenceFrom(planId, planOf(two))).toMatch(new RegExp(`^${words}`));
});
