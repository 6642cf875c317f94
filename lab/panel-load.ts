/**
 * `npm run bench:editor -- [rounds]`: how long the editor works to open our node and to switch its
 * operation, beside n8n's own Google Sheets and Stripe nodes. One after the other, round by round, in
 * one tab. The figures are CPU time of the page's main thread, so that a busy machine changes little.
 */
import type { CDPSession } from 'playwright-core';
import { digits, ratioOf, spreadOf } from '../bench/spread';
import { startBrowser } from './browser';
import { Editor } from './editor';
import { startN8n } from './n8n';
import type { NodeJson, WorkflowJson } from './types';

interface Contestant {
	/** The node's name on the canvas. */
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	/** Labels of two operations that are switched between, the one it begins with last. */
	operations: [string, string];
}

const CONTESTANTS: Contestant[] = [
	{
		name: 'EnKash',
		type: 'n8n-nodes-enkash.enkash',
		typeVersion: 1,
		parameters: { resource: 'reward', operation: 'getTransactions' },
		operations: ['Allocate Points', 'Get Transactions'],
	},
	{
		name: 'Google Sheets',
		type: 'n8n-nodes-base.googleSheets',
		typeVersion: 4.7,
		parameters: { resource: 'sheet', operation: 'read' },
		operations: ['Append Row', 'Get Row(s)'],
	},
	{
		name: 'Stripe',
		type: 'n8n-nodes-base.stripe',
		typeVersion: 1,
		parameters: { resource: 'charge', operation: 'getAll' },
		operations: ['Create', 'Get Many'],
	},
];

const FIGURES = ['open', 'switch'] as const;
type Figure = (typeof FIGURES)[number];
type Measured = Record<Figure, number[]>;

const WARM_UP = 2;

async function main(rounds: number): Promise<void> {
	const n8n = await startN8n({ name: 'panel-load' });
	const browser = await startBrowser();
	try {
		const editor = new Editor(await browser.newTab(), n8n.url);
		editor.page.setDefaultTimeout(120_000);
		await editor.signIn();
		const { id } = await n8n.rest.createWorkflow(workflow());
		await editor.openWorkflow(id);
		const page = await editor.page.context().newCDPSession(editor.page);
		await page.send('Performance.enable', { timeDomain: 'threadTicks' });

		const measured = new Map<string, Measured>(
			CONTESTANTS.map(({ name }) => [name, { open: [], switch: [] }]),
		);
		for (let round = -WARM_UP; round < rounds; round++) {
			for (const contestant of inTurn(round + WARM_UP)) {
				const taken = await trial(editor, page, contestant);
				if (round < 0) continue;
				for (const figure of FIGURES) measured.get(contestant.name)?.[figure].push(taken[figure]);
			}
		}
		const { text } = await n8n.rest.file('/types/nodes.json');
		console.log(report(measured, sizesIn(text)));
	} finally {
		await browser.close();
		await n8n.stop();
	}
}

/** Each of them is first in turn. */
function inTurn(round: number): Contestant[] {
	const first = round % CONTESTANTS.length;
	return [...CONTESTANTS.slice(first), ...CONTESTANTS.slice(0, first)];
}

async function trial(
	editor: Editor,
	page: CDPSession,
	{ name, operations }: Contestant,
): Promise<Record<Figure, number>> {
	const open = await work(editor, page, async () => await editor.openNode(name));
	let switching = 0;
	for (const operation of operations) {
		const dropdown = editor.field('operation');
		// The dropdown itself is n8n's, and opened before the clock runs.
		await dropdown.click();
		const option = editor.page.getByRole('option').filter({ visible: true });
		const wanted = option
			.filter({ has: editor.page.getByText(operation, { exact: true }) })
			.first();
		await wanted.waitFor();
		await rest(editor);
		switching += await work(editor, page, async () => await wanted.click());
	}
	await editor.closeNode();
	await rest(editor);
	return { open, switch: switching / operations.length };
}

/** Milliseconds of CPU that the page's main thread needs until what was done has come to rest. */
async function work(editor: Editor, page: CDPSession, act: () => Promise<void>): Promise<number> {
	const before = await busy(page);
	await act();
	await rest(editor);
	return (await busy(page)) - before;
}

async function busy(page: CDPSession): Promise<number> {
	const { metrics } = await page.send('Performance.getMetrics');
	const duration = metrics.find(({ name }) => name === 'TaskDuration');
	if (!duration) throw new Error('Chromium does not tell how long its tasks took');
	return duration.value * 1000;
}

/** Until nothing was added to the page, or taken from it, for a third of a second. */
async function rest({ page }: Editor): Promise<void> {
	await page.evaluate(`new Promise((resolve) => {
		let timer = setTimeout(done, 330);
		const watch = new MutationObserver(() => {
			clearTimeout(timer);
			timer = setTimeout(done, 330);
		});
		function done() {
			watch.disconnect();
			resolve();
		}
		watch.observe(document.body, { subtree: true, childList: true });
	})`);
}

function workflow(): WorkflowJson {
	const nodes = CONTESTANTS.map(({ name, type, typeVersion, parameters }, position): NodeJson => ({
		name,
		type,
		typeVersion,
		parameters,
		position: [position * 300, 0],
	}));
	return { name: 'Panel load', nodes, connections: {} };
}

interface Size {
	parameters: number;
	kilobytes: number;
}

interface TypeJson {
	name: string;
	version: number | number[];
	properties: unknown[];
}

/** What of each node the editor has to hold, in the version that is opened. */
function sizesIn(text: string): Map<string, Size> {
	const types = JSON.parse(text) as TypeJson[];
	return new Map(
		CONTESTANTS.map(({ name, type, typeVersion }) => {
			const found = types.find(
				(each) => each.name === type && [each.version].flat().includes(typeVersion),
			);
			if (!found) throw new Error(`n8n has no ${type} ${typeVersion}`);
			const bytes = JSON.stringify(found).length;
			return [name, { parameters: found.properties.length, kilobytes: Math.round(bytes / 1000) }];
		}),
	);
}

function report(measured: Map<string, Measured>, sizes: Map<string, Size>): string {
	const own = measured.get(CONTESTANTS[0].name);
	const lines = [...measured].map(([name, taken]) => {
		const figures = FIGURES.flatMap((figure) => {
			const { median, min, max } = spreadOf(taken[figure]);
			const spread = `${digits(median)} ms (${digits(min)} to ${digits(max)})`;
			const ratio = own ? `${digits(ratioOf(own[figure], taken[figure]).median)}×` : '';
			return [spread, ratio];
		});
		const { parameters, kilobytes } = sizes.get(name) ?? { parameters: 0, kilobytes: 0 };
		return `| ${[name, ...figures, parameters, `${kilobytes} kB`].join(' | ')} |`;
	});
	return [
		'| node | open | ours to it | switch operation | ours to it | parameters | description |',
		'| --- | --- | --- | --- | --- | --- | --- |',
		...lines,
	].join('\n');
}

void main(Number(process.argv[2] ?? 9));
