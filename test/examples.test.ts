/** The workflows that users import, on n8n's engine. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { NodeResult, RunResult } from './engine';
import { exampleNames, workflowOf } from './exampleFiles';
import { setStage, useEach } from './stage';

const stage = useEach(() => setStage());

async function run(name: string): Promise<RunResult> {
	return await stage.engine.run(workflowOf(name), {
		credentialId: stage.credentialId,
		mode: 'manual',
	});
}

const itemsOf = (result: RunResult, node: string) =>
	result.nodes[node].items.map(({ json }) => json);

/** Those with other nodes of n8n's run in the lab: this engine has EnKash's nodes and a trigger alone. */
const here = exampleNames.filter((name) =>
	workflowOf(name).nodes.every(({ type }) =>
		/^n8n-nodes-enkash\.|\.(manualTrigger|stickyNote)$/.test(type),
	),
);

describe.each(here)('%s', (name) => {
	it('runs to its end, and every EnKash node gives items', async () => {
		const result = await run(name);

		expect(result.error).toBeUndefined();
		for (const node of workflowOf(name).nodes) {
			if (!node.type.startsWith('n8n-nodes-enkash.')) continue;
			expect(result.nodes[node.name].items.length).toBeGreaterThan(0);
		}
	});
});

/** One EnKash node of an example alone, as it is set there, over items that n8n's other nodes give it. */
async function runNode(
	example: string,
	name: string,
	items: IDataObject[],
	changes: INodeParameters = {},
): Promise<NodeResult> {
	const { parameters, onError } = nodeOf(example, name);
	const { credentialId } = stage;
	return await stage.engine.runNode(
		{ ...parameters, ...changes },
		{ items, onError, credentialId },
	);
}

const nodeOf = (example: string, name: string) => {
	const found = workflowOf(example).nodes.find((node) => node.name === name);
	if (!found) throw new Error(`${example} has no node ${name}`);
	return found;
};

it.each(exampleNames)('%s has its Dry Run where a person looks for it', (name) => {
	const options = workflowOf(name).nodes.map(({ parameters }) => parameters.options ?? {});
	expect(options.filter((each) => 'dryRun' in (each as object))).toEqual([]);
});

describe('google-sheet-results', () => {
	// As n8n's Google Sheets node gives them, with what an earlier run has written.
	const row = (row_number: number, changes: IDataObject = {}) => ({
		row_number,
		'Full Name': 'Asha Rao',
		Email: `row${row_number}@example.com`,
		Mobile: `900000300${row_number}`,
		Title: 'Ms',
		Points: 100,
		'Award Reference': `SHEET-${row_number}`,
		Outcome: '',
		Problem: '',
		...changes,
	});
	const items = [row(2), row(3, { Mobile: '12', Outcome: 'invalid' }), row(4)];

	it('sends nothing before its Dry Run is switched off', async () => {
		const { items: rows } = await runNode('google-sheet-results', 'Bulk Allocate', items);
		expect(rows.map(({ json }) => json.outcome)).toEqual(['dryRun', 'invalid', 'dryRun']);
		expect(stage.sandbox.ledger).toEqual([]);
	});

	it('pays each row under its own reference, and again nobody', async () => {
		const paying = { dryRun: false };
		const outcomes = [];
		for (let time = 0; time < 2; time++) {
			const result = await runNode('google-sheet-results', 'Bulk Allocate', items, paying);
			outcomes.push(result.items.map(({ json }) => json.outcome));
		}
		expect(outcomes).toEqual([
			['allocated', 'invalid', 'allocated'],
			['alreadyAllocated', 'invalid', 'alreadyAllocated'],
		]);
		expect(stage.sandbox.ledger.map(({ reference }) => reference)).toEqual(['SHEET-2', 'SHEET-4']);
	});
});

it('birthdays pays an occasion once a year, under the ID of the employee', async () => {
	const occasion = (kind: string, year: number) => ({ kind, points: 500, year, years: 3 });
	const person = {
		'Employee ID': 'E1',
		'First Name': 'Asha',
		Email: 'asha@example.com',
		Mobile: '9000003101',
		Title: 'Ms',
		Gender: 'F',
	};
	const items = [
		{ ...person, occasion: occasion('birthday', 2026) },
		{ ...person, occasion: occasion('anniversary', 2026) },
		{ ...person, occasion: occasion('birthday', 2027) },
	];
	await runNode('birthdays', 'Give Points', items);
	const { items: again } = await runNode('birthdays', 'Give Points', items);

	expect(again.map(({ json }) => json.outcome)).toEqual(Array(3).fill('alreadyAllocated'));
	expect(stage.sandbox.ledger.map(({ reference }) => reference)).toEqual([
		'E1-BIRTHDAY-2026',
		'E1-ANNIVERSARY-2026',
		'E1-BIRTHDAY-2027',
	]);
});

it('vouchers-for-a-sheet buys once for each Gift ID, and tells what was bought before', async () => {
	const items = [
		{ 'Gift ID': 'GIFT-1', Value: '100' },
		{ 'Gift ID': 'GIFT-1', Value: '100' },
		{ 'Gift ID': 'GIFT-2', Value: '100' },
	];
	const result = await runNode('vouchers-for-a-sheet', 'Buy a Voucher', items);

	expect(result.items.map(({ json }) => json.outcome)).toEqual([
		'ordered',
		'alreadyOrdered',
		'ordered',
	]);
	expect(stage.sandbox.ledger.map(({ reference }) => reference)).toEqual(['GIFT-1', 'GIFT-2']);
});

describe.each(['approve-on-a-form', 'approve-by-mail', 'approve-in-slack'])('%s', (example) => {
	const { nodes, connections } = workflowOf(example);
	const asking = nodes.filter(
		({ type, parameters }) =>
			type === 'n8n-nodes-base.wait' || parameters.operation === 'sendAndWait',
	);

	/** Whether a node can be come to, from another one, without passing those. */
	const isReached = (from: string, to: string, without: string[]): boolean =>
		from === to ||
		(connections[from]?.main ?? [])
			.flatMap((links) => links ?? [])
			.filter(({ node }) => !without.includes(node))
			.some(({ node }) => isReached(node, to, without));

	it('pays nothing but a plan, and that after somebody was asked', () => {
		const [begin] = nodes.filter(({ type }) => /trigger$/i.test(type));
		const names = asking.map(({ name }) => name);
		expect(isReached(begin.name, 'Pay the Plan', [])).toBe(true);
		expect(isReached(begin.name, 'Pay the Plan', names)).toBe(false);
		for (const { parameters } of nodes.filter(({ type }) => type.endsWith('.enkash'))) {
			const { onlyPayPlan } = parameters.options as IDataObject;
			expect([parameters.dryRun, onlyPayPlan]).toEqual(
				parameters.dryRun
					? [true, undefined]
					: [undefined, "={{ $('What Is to Be Paid').first().json.planId }}"],
			);
		}
	});

	it('waits for an answer no longer than two days', () => {
		for (const { parameters } of asking) {
			const { limitWaitTime } = (parameters.options ?? {}) as IDataObject;
			const limit = (limitWaitTime as IDataObject)?.values ?? parameters;
			expect(limit).toMatchObject({ resumeAmount: 2, resumeUnit: 'days' });
		}
	});

	it.each([
		['as it was approved', 100, ['allocated', 'allocated']],
		['changed meanwhile', 5000, [undefined, undefined]],
	])('pays a sheet %s', async (_, points, expected) => {
		const row = (at: number, Points: number) => ({
			...{ 'Full Name': `Person ${at}`, Email: `row${at}@example.com`, Title: 'Ms', Points },
			...{ Mobile: `900000620${at}`, 'Award Reference': `APPROVED-${at}` },
		});
		const approved = [row(1, 100), row(2, 100)];
		const planned = (await runNode(example, 'Dry Run', approved)).items;
		const { planId } = planned[0].json;
		const rows = [row(1, 100), row(2, points)];
		const { items } = await runNode(example, 'Pay the Plan', rows, {
			rowSource: 'items',
			compareWith: JSON.stringify(planned),
			options: { onInvalidRow: 'report', onlyPayPlan: planId as string },
		});
		expect(items.map(({ json }) => json.outcome)).toEqual(expected);
		expect(stage.sandbox.ledger).toHaveLength(expected[0] ? 2 : 0);
		if (!expected[0]) expect(items[0].json.error).toMatch(/1 row changed \(Person 2 100 → 5000\)/);
	});
});

it('approve-by-mail asks a second approver with nothing of what the first one answered', () => {
	const { nodes, connections } = workflowOf('approve-by-mail');
	const before = Object.keys(connections).filter((name) =>
		connections[name].main.flat().some((link) => link?.node === 'Ask a Director'),
	);
	expect(before).toEqual(['Ask Anew']);
	// A wait that lapses gives what it was given: the first answer would count for both.
	const fresh = nodes.find(({ name }) => name === 'Ask Anew')?.parameters;
	expect(fresh).toMatchObject({
		mode: 'raw',
		jsonOutput: "={{ $('What Is to Be Paid').first().json }}",
	});
});

describe('agent-with-approval', () => {
	it('has a person between the agent and each tool that moves points', () => {
		const { nodes, connections } = workflowOf('agent-with-approval');
		const moving = nodes.filter(({ parameters }) => parameters.operation === 'allocate');
		expect(moving).toHaveLength(1);
		for (const { name } of moving) {
			const to = connections[name].ai_tool.flat().map((link) => link?.node);
			expect(to.map((node) => nodeOf('agent-with-approval', node ?? '').type)).toEqual([
				'n8n-nodes-base.emailSendHitlTool',
			]);
		}
	});

	it('lets the model fill in whom to reward, and with how much', async () => {
		const args = {
			...{ Email: 'meera.nair@example.com', Mobile: '9000003201', First_Name: 'Meera' },
			...{ Title: 'Ms', Gender: 'F', Points: 250 },
		};
		const { parameters } = nodeOf('agent-with-approval', 'Allocate Points');
		const call = { args, credentialId: stage.credentialId, executionId: 'agent-1' };
		expect(await stage.engine.callTool(parameters, call)).toMatchObject([{ outcome: 'allocated' }]);
		expect(stage.sandbox.ledger).toMatchObject([{ amount: 250, email: args.Email }]);
	});
});

it('redemption goes from the catalog to a voucher: one order, found again by its reference', async () => {
	const result = await run('buy-voucher');

	expect(itemsOf(result, 'Add to Cart')).toMatchObject([
		{ totalQuantity: 2, totalAmount: 588, totalSavings: 12 },
	]);
	const [order] = itemsOf(result, 'Create Order');
	expect(order).toMatchObject({ outcome: 'ordered', vouchersPending: false, paidAmount: 490 });
	expect(itemsOf(result, 'Get Order')).toMatchObject([
		{
			partnerOrderReferenceId: order.orderReferenceId,
			voucherDetailsList: [{ cardNumber: expect.stringMatching(/^\d{16}$/) as string }],
		},
	]);
	expect(stage.sandbox.ledger).toMatchObject([
		{ kind: 'order', reference: order.orderReferenceId },
	]);
});

it('points creates an event, credits its coins once, and reads the balance', async () => {
	const result = await run('coins-for-event');

	const [event] = itemsOf(result, 'Create Event');
	expect(itemsOf(result, 'Allocate Coins')).toMatchObject([
		{ outcome: 'allocated', event: event.event },
	]);
	expect(itemsOf(result, 'Get Balance')).toEqual([{ userId: 'EKQZVMQK', balance: event.amount }]);
	expect(stage.sandbox.ledger).toMatchObject([{ kind: 'coins', amount: 50 }]);
});

it('take-back-a-run takes back each payment of a run, once however often it runs', async () => {
	expect(itemsOf(await run('take-back-a-run'), 'Take Back')).toMatchObject([
		{ outcome: 'reversed', uniqueReferenceNumber: 'DEMO-BACK-1', loadAmount: 100 },
		{ outcome: 'reversed', uniqueReferenceNumber: 'DEMO-BACK-2', loadAmount: 250 },
	]);
	expect(itemsOf(await run('take-back-a-run'), 'Take Back')).toMatchObject([
		{ outcome: 'alreadyReversed' },
		{ outcome: 'alreadyReversed' },
	]);
	const moved = stage.sandbox.ledger.map(({ kind, amount }) => [kind, amount]);
	expect(moved).toEqual([
		...[100, 250].map((amount) => ['credit', amount]),
		...[100, 250].map((amount) => ['debit', amount]),
	]);
});

it('reconciliation finds each row of the sheet paid, and nothing beside it', async () => {
	expect(itemsOf(await run('reconciliation'), 'Reconcile')).toMatchObject([
		{ finding: 'paid', uniqueReferenceNumber: 'DEMO-CHECK-1', totalToCheck: 0 },
		{ finding: 'paid', uniqueReferenceNumber: 'DEMO-CHECK-2', totalToCheck: 0 },
	]);
});
