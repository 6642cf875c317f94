/** What a dry run foresees beside its plan: what changed, who is new, and which limit would stop it. */
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { compare, comparisonInWords } from '../../nodes/Enkash/payments/sheet/planComparison';
import type { NodeResult } from '../engine';
import { dataOf } from '../stage';
import { all, outcomes, sheetOf, useOffice } from './sheetStage';

const office = useOffice();

const nameless = (count: number) => sheetOf(count).map(({ 'Award Reference': _, ...row }) => row);
const hints = (result: NodeResult) => result.hints.map(({ message }) => message);
const dry = async (sheet: IDataObject[], parameters: INodeParameters = {}) => {
	const { options = {}, ...fields } = parameters;
	const settings = { options: options as INodeParameters };
	return await office.pay(sheet, settings, { dryRun: true, ...fields });
};
const handedIn = (rows: unknown) => ({ compareWith: JSON.stringify(rows) });
const change = ([first, ...rows]: IDataObject[], by: IDataObject) => [{ ...first, ...by }, ...rows];

describe('rows of an earlier run', () => {
	it.each<[string, (sheet: IDataObject[]) => Promise<unknown>]>([
		['items of a dry run', async (sheet) => dataOf(await dry(sheet))],
		['the same, as n8n holds them', async (sheet) => (await dry(sheet)).items],
		['items of a paid run', async (sheet) => dataOf(await office.pay(sheet))],
		['rows of a sheet', async (sheet) => await Promise.resolve(sheet)],
	])('tell what changed since: %s', async (_, run) => {
		for (const rowsOf of [sheetOf, nameless]) {
			const earlier = handedIn(await run(rowsOf(4)));
			const now = [...change(rowsOf(3), { POINTS: '150' }), rowsOf(5)[4]];
			const result = await dry(now, earlier);
			expect(hints(result)).toContain(
				"Compared with the 4 rows in 'Compare With': 1 row added (Person 4 14), 1 row removed (Person 3 13), 1 row changed (Person 0 10 → 150).",
			);
			expect(dataOf(result).map(({ change, previousPoints }) => [change, previousPoints])).toEqual([
				['changed', 10],
				['unchanged', 11],
				['unchanged', 12],
				['added', 0],
			]);
			expect(dataOf(result)[0]).toMatchObject({ totalAdded: 1, totalRemoved: 1, totalChanged: 1 });
			expect(hints(await dry(rowsOf(4), earlier))).toContain(
				"Compared with the 4 rows in 'Compare With': the same references, people and points.",
			);
		}
	});

	it('tell of another person, and of another reference', async () => {
		const earlier = handedIn(sheetOf(1));
		const other = await dry(change(sheetOf(1), { 'E-Mail ID': 'x@example.com' }), earlier);
		expect(hints(other).join()).toContain(
			'1 row changed (Person 0 (person0@example.com, 9800000000, AWARD-0) 10 → Person 0 (x@example.com, 9800000000, AWARD-0) 10)',
		);
		const again = await dry(change(sheetOf(1), { 'Award Reference': 'NEW' }), earlier);
		expect(hints(again).join()).toContain(
			'AWARD-0) 10 → Person 0 (person0@example.com, 9800000000, NEW) 10',
		);
	});

	it('that were not valid are left out, as the plan leaves them out', async () => {
		const sheet = [...sheetOf(1), { ...sheetOf(2)[1], POINTS: 0 }];
		const earlier = handedIn(dataOf(await dry(sheet)));
		expect(hints(await dry(sheet, earlier)).join()).toContain(
			"the 1 row in 'Compare With': the same",
		);
	});

	it('are told where a plan is refused, and nothing is sent', async () => {
		const [{ planId }] = dataOf(await dry(sheetOf(3)));
		const now = change(sheetOf(3), { POINTS: 1000 });
		const { error } = await office.pay(
			now,
			{ options: { onlyPayPlan: planId as string } },
			handedIn(sheetOf(3)),
		);
		expect(error?.message).toContain(
			'the sheet has 990 points more: 1 row changed (Person 0 10 → 1000)',
		);
		const without = await office.pay(now, { options: { onlyPayPlan: planId as string } });
		expect(without.error?.description).toContain("give the approved ones to 'Compare With'");
		expect(office.sandbox.requests).toHaveLength(0);
	});

	it.each(['nonsense', '[1, 2]', 'true', '="text"'])('are refused as none: %s', async (given) => {
		const { error } = await dry(sheetOf(1), { compareWith: given });
		expect(error?.message).toMatch(/^'Compare With' holds no rows/);
		expect(error?.description).toMatch(/^Nothing was sent/);
	});

	it('may be none at all: everybody is new then', async () => {
		expect(hints(await dry(sheetOf(1), { compareWith: '={{ [] }}' })).join()).toContain(
			"the 0 rows in 'Compare With': 1 row added (Person 0 10)",
		);
	});

	it('leave a dry run whose items can be paid as they are', async () => {
		const planned = dataOf(await dry(nameless(2), handedIn(nameless(1))));
		const { planId } = planned[0] as { planId: string };
		const result = await office.pay(planned, { options: { onlyPayPlan: planId } });
		expect(outcomes(result)).toEqual(all('allocated', 2));
		expect(hints(result)).toEqual(['2 rows: 2 allocated (21 points).']);
	});

	it('add up, whatever they are', () => {
		const row = fc.record({
			reference: fc.option(fc.constantFrom('A', 'B', 'C'), { nil: undefined }),
			name: fc.constantFrom('Asha', 'Meera'),
			email: fc.constantFrom('a@example.com', 'b@example.com'),
			mobile: fc.constantFrom('9000000001', '9000000002'),
			points: fc.constantFrom(1, 2.5, 100),
		});
		const rows = fc.array(row, { maxLength: 12 });
		fc.assert(
			fc.property(rows, rows, (now, before) => {
				const { added, removed, changed, unchanged } = compare(now, before);
				expect(added.length + changed.size + unchanged.length).toBe(now.length);
				expect(removed.length + changed.size + unchanged.length).toBe(before.length);
				expect(comparisonInWords(compare(now, [...now].reverse()))).toBeUndefined();
			}),
		);
	});
});

describe('who is new', () => {
	const lookUpUsers = { options: { lookUpUsers: true } };

	it('is told where EnKash is asked for its users, in one call', async () => {
		await office.pay(sheetOf(2));
		const before = office.sandbox.requests.length;
		const result = await dry(sheetOf(4), lookUpUsers);
		expect(dataOf(result).map(({ newUser }) => newUser)).toEqual([false, false, true, true]);
		expect(dataOf(result)[0].totalNewUsers).toBe(2);
		expect(hints(result).join()).toMatch(
			/EnKash's list of \d+ users does not show the people of 2 rows: Person 2, Person 3\. They would be created\./,
		);
		expect(office.sandbox.requests).toHaveLength(before + 1);
	});

	it('matters where those whom EnKash knows are not paid', async () => {
		const result = await dry(sheetOf(1), { ...lookUpUsers, isPointsAllocation: false });
		expect(hints(result).join()).toContain("'Pay Existing Users' is off");
	});

	it('is said to be unknown where the list cannot be had, and the plan is given all the same', async () => {
		office.sandbox.faults.add({ call: 'reward.getUsers', kind: 'status', status: 500 });
		const result = await dry(sheetOf(1), lookUpUsers);
		expect(hints(result).join()).toMatch(/Who is new is not known: /);
		expect(dataOf(result)[0]).toMatchObject({ planId: expect.stringMatching(/^1-10-/) as string });
	});
});

describe('a limit that would stop the run', () => {
	it.each<[string, INodeParameters, string]>([
		['for a run', { maxPointsPerRun: 20 }, '2 payments of 21 points in all would be 1 points over'],
		['for a payment', { maxPointsPerPayment: 10 }, 'Payment AWARD-1 of 11 points is 1 points over'],
	])('is told by a dry run: %s', async (_, options, words) => {
		const result = await dry(sheetOf(2), { options });
		for (const item of dataOf(result)) expect(item.limitNote).toContain(words);
		expect(hints(result).join()).toContain(
			'A limit would stop it, as far as none of it is paid already',
		);
		expect(office.sandbox.requests).toHaveLength(0);
	});

	it('is that of the credential as well', async () => {
		const credentialId = office.credentialWith({ maxPointsPerRun: 20 });
		const result = await office.pay(sheetOf(2), { credentialId }, { dryRun: true });
		expect(dataOf(result)[0].limitNote).toContain('in the EnKash credential');
	});

	it('is not used up by dry runs', async () => {
		const result = await dry(sheetOf(2), { options: { maxPointsPerRun: 21 } });
		expect(dataOf(result)[0]).not.toHaveProperty('limitNote');
		const paid = await office.pay(sheetOf(2), { options: { maxPointsPerRun: 21 } });
		expect(outcomes(paid)).toEqual(all('allocated', 2));
	});
});
