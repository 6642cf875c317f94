/** What was approved is paid, and nothing else. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { dataOf } from '../stage';
import { all, call, goOn, outcomes, sheetOf, useOffice } from './sheetStage';

const office = useOffice();

interface PlannedItem extends IDataObject {
	planId: string;
	reference: string;
}

const planIn = async (sheet: IDataObject[], parameters: INodeParameters = {}) =>
	dataOf(await office.pay(sheet, {}, { dryRun: true, ...parameters }))[0] as PlannedItem;
const under = (onlyPayPlan: string) => ({ options: { onlyPayPlan } });
const nameless = (count: number) => sheetOf(count).map(({ 'Award Reference': _, ...row }) => row);

describe('a dry run', () => {
	it('gives the plan on each item, and above them', async () => {
		const result = await office.pay(sheetOf(3), {}, { dryRun: true });
		const [{ planId }] = dataOf(result) as PlannedItem[];
		expect(planId).toMatch(/^3-33-[A-Z2-7]{26}$/);
		for (const item of dataOf(result))
			expect(item).toMatchObject({ planId, totalRows: 3, totalPoints: 33 });
		expect(result.hints[0].message).toBe(
			`3 rows: 3 would be sent (33 points, the largest 12 in row 3). This is plan ${planId}. Nothing was sent. To pay, turn 'Dry Run' off.`,
		);
	});

	it('gives the same one in another n8n, whatever the order of rows and columns', async () => {
		const { planId } = await planIn(sheetOf(4));
		const turned = sheetOf(4)
			.reverse()
			.map((row) => Object.fromEntries(Object.entries(row).reverse()));
		const other = await office.otherN8n();
		const [item] = dataOf(await other.run(call, { dryRun: true }, { items: turned }));
		expect(item.planId).toBe(planId);
	});

	it('has a plan of the valid rows alone, whether paid already or not', async () => {
		const { planId } = await planIn(sheetOf(2));
		await office.pay(sheetOf(1));
		expect((await planIn([...sheetOf(2), { ...sheetOf(3)[2], POINTS: 0 }])).planId).toBe(planId);
	});

	it('is another plan from another account, or for new users alone', async () => {
		const { planId } = await planIn(sheetOf(2));
		for (const changes of [{ cardAccountId: 'CAN5INC7Q' }, { isPointsAllocation: false }])
			expect((await planIn(sheetOf(2), changes)).planId).not.toBe(planId);
	});

	it('says how it differs from the plan that may be paid', async () => {
		const { planId } = await planIn(sheetOf(2));
		const { hints } = await office.pay(sheetOf(3), under(planId), { dryRun: true });
		expect(hints.map(({ message }) => message)).toContain(
			`It is not the plan in 'Only Pay Plan', ${planId}, and is not paid: the sheet has 1 row more and 12 points more.`,
		);
		const same = await office.pay(sheetOf(2), under(planId), { dryRun: true });
		expect(same.hints.map(({ message }) => message)).toContain(
			"It is the plan in 'Only Pay Plan', and can be paid.",
		);
	});
});

describe('a plan', () => {
	it('is paid, in whatever order its rows come', async () => {
		const { planId } = await planIn(sheetOf(4));
		const result = await office.pay(sheetOf(4).reverse(), under(planId));
		expect(outcomes(result)).toEqual(all('allocated', 4));
		expect(result.metadata).toMatchObject({ enkashPlan: planId });
	});

	it.each<[string, (rows: IDataObject[]) => IDataObject[], string]>([
		[
			'a row more',
			(rows) => [...rows, sheetOf(4)[3]],
			'the sheet has 1 row more and 13 points more',
		],
		['a row less', (rows) => rows.slice(1), 'the sheet has 1 row less and 10 points less'],
		[
			'a paisa more',
			([row, ...rows]) => [{ ...row, POINTS: 10.01 }, ...rows],
			'the sheet has 0.01 points more',
		],
		[
			'another person',
			([row, ...rows]) => [{ ...row, 'Mobile No.': '9811111111' }, ...rows],
			'the sheet has as many rows and points, but for other people',
		],
	])('is not paid with %s: nothing is sent', async (_, change, words) => {
		const { planId } = await planIn(sheetOf(3));
		const { error } = await office.pay(change(sheetOf(3)), under(planId));
		expect(error?.message).toMatch(`'Only Pay Plan' is ${planId}, and ${words}`);
		expect(error?.description).toMatch(/^Nothing was sent\. The sheet is plan /);
		expect(office.sandbox.requests).toHaveLength(0);
	});

	it('is not paid where the node goes on after errors either', async () => {
		const { planId } = await planIn(sheetOf(2));
		const items = dataOf(await office.pay(sheetOf(3), { ...goOn, ...under(planId) }));
		for (const { error } of items) expect(error).toMatch(/^'Only Pay Plan' is /);
		expect(office.sandbox.requests).toHaveLength(0);
	});

	it.each(['', ' ', '={{ $json.planId }}', '={{ null }}', '={{ undefined }}'])(
		'that is empty is not taken for none: %j',
		async (planId) => {
			const { error } = await office.pay(sheetOf(2), under(planId));
			expect(error?.message).toBe("'Only Pay Plan' is empty [item 0]");
			expect(office.sandbox.requests).toHaveLength(0);
		},
	);

	it('that differs from item to item is refused', async () => {
		const { planId } = await planIn(sheetOf(2));
		const only = `={{ $itemIndex ? 'other' : '${planId}' }}`;
		const { error } = await office.pay(sheetOf(2), under(only));
		expect(error?.message).toMatch(/^'Only Pay Plan' is .+ for item 0 and .+ for item 1/);
		expect(office.sandbox.requests).toHaveLength(0);
	});
});

describe('rows that have no reference', () => {
	it('are paid once under a plan, however often it is executed', async () => {
		const sheet = [...nameless(3), nameless(1)[0]];
		const { planId, reference } = await planIn(sheet);
		const first = await office.pay(sheet, under(planId));
		expect(dataOf(first)[0]).toMatchObject({ outcome: 'allocated', reference });
		const again = await office.pay([...sheet].reverse(), under(planId));
		expect(outcomes(again)).toEqual(all('alreadyAllocated', 4));
		const other = await office.otherProcess();
		const options = { onlyPayPlan: planId };
		expect(outcomes(await other.run(call, { options }, { items: sheet }))).toEqual(
			all('alreadyAllocated', 4),
		);
		expect(office.paid()).toHaveLength(4);
	});

	it('are not warned of under a plan', async () => {
		const { planId } = await planIn(nameless(2));
		const { hints } = await office.pay(nameless(2), under(planId));
		expect(hints.map(({ message }) => message)).toEqual(['2 rows: 2 allocated (21 points).']);
	});

	it('may come out of the dry run itself, with the references that it showed', async () => {
		const dry = await office.pay(nameless(3), {}, { dryRun: true });
		const planned = dataOf(dry) as PlannedItem[];
		const result = await office.pay(planned, under(planned[0].planId));
		expect(outcomes(result)).toEqual(all('allocated', 3));
		expect(office.paid()).toEqual(planned.map(({ reference }) => reference));
	});
});

it('a plan that is half paid goes on, with references or without', async () => {
	for (const sheet of [nameless(6), sheetOf(6)]) {
		const { planId } = await planIn(sheet);
		office.sandbox.faults.add({
			call,
			kind: 'refuse',
			message: 'KYC is not uploaded',
			skip: 1,
			times: 1,
		});
		const paidBefore = office.paid().length;
		const { error } = await office.pay(sheet, {
			options: { onlyPayPlan: planId, batchSize: 2 },
		});
		expect(error?.message).toMatch(/^Refused by EnKash: KYC/);
		expect(error?.description).not.toMatch(/no reference of their own/);
		expect(office.paid()).toHaveLength(paidBefore + 2);
		expect(outcomes(await office.pay(sheet, under(planId)))).toEqual([
			...all('alreadyAllocated', 2),
			...all('allocated', 4),
		]);
		expect(office.paid()).toHaveLength(paidBefore + 6);
		office.sandbox.faults.clear();
	}
});
