/** The workflows that users import, on n8n's engine. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { partner } from '../sandbox/login';
import type { RunResult, WorkflowJson } from './engine';
import { setStage, type Stage } from './stage';

const folder = join(__dirname, '../examples');
const names = readdirSync(folder).flatMap((file) =>
	file.endsWith('.json') ? [file.replace('.json', '')] : [],
);
const textOf = (name: string) => readFileSync(join(folder, `${name}.json`), 'utf8');
const workflowOf = (name: string) => JSON.parse(textOf(name)) as WorkflowJson;

let stage: Stage;

beforeEach(async () => {
	stage = await setStage();
});

afterEach(() => stage.stop());

async function run(name: string): Promise<RunResult> {
	return await stage.engine.run(workflowOf(name), {
		credentialId: stage.credentialId,
		mode: 'manual',
	});
}

const itemsOf = (result: RunResult, node: string) =>
	result.nodes[node].items.map(({ json }) => json);

/** Those with other nodes of n8n's run in the lab: this engine has EnKash's nodes and a trigger alone. */
const here = names.filter((name) =>
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

describe.each(names)('%s', (name) => {
	it('explains itself on the canvas', () => {
		const notes = workflowOf(name).nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(JSON.stringify(notes)).toContain('EnKash API');
	});

	it('holds no credential and no secret', () => {
		const text = textOf(name);
		for (const secret of [partner.password, partner.clientSecret, partner.username])
			expect(text).not.toContain(secret);
		expect(workflowOf(name).nodes.filter(({ credentials }) => credentials)).toEqual([]);
		expect(text).not.toMatch(/bearer|"pinData"/i);
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
