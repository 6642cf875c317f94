/** One cell of the fault matrix: an operation, a fault, how far it reaches, and what came of it. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { endpoints, type CallId } from '../../nodes/Enkash/api/wire/endpoints';
import type { FaultKind, FaultRule } from '../../sandbox/types';
import type { Engine } from '../engine';
import { samples, type Sample } from '../actions/samples';
import { setStage, type Stage } from '../stage';
import { endSilence } from '../waiting';

interface Fault {
	reach: Reach;
	/** May be over soon, so that a call which moves nothing is worth repeating. */
	passing?: true;
	/** What the sandbox needs to know beside the kind. */
	rule?: Omit<FaultRule, 'kind' | 'call'>;
}

/** Surely comes before anything is done, in a batch as well. */
export const REFUSAL = 'KYC is not uploaded';

/** Every kind there is: a new one does not compile until it is put here. */
const RULES: Record<FaultKind, Fault> = {
	partial: { reach: 'done' },
	refuse: { reach: 'refused', rule: { message: REFUSAL } },
	rateLimit: { reach: 'busy', passing: true, rule: { retryAfter: 0 } },
	status: { reach: 'lost before' },
	resetBefore: { reach: 'lost before', passing: true },
	html: { reach: 'lost before' },
	hang: { reach: 'lost before' },
	redirect: { reach: 'lost before', rule: { location: 'http://127.0.0.1:9/elsewhere' } },
	// Longer than the time-out of a cell.
	delay: { reach: 'lost after', rule: { delay: 600_000 } },
	resetAfter: { reach: 'lost after', passing: true },
	statusAfter: { reach: 'lost after', passing: true },
	truncated: { reach: 'lost after' },
	empty: { reach: 'lost after' },
	garbageAfter: { reach: 'lost after' },
	hangAfter: { reach: 'lost after' },
	mutate: { reach: 'lost after', rule: { body: '{"unexpected":true}' } },
};

export const FAULTS = Object.keys(RULES) as FaultKind[];

/** Where the effect of a call that moves value is looked up; there is no such call for coins. */
const BOOKS: Partial<Record<string, CallId>> = {
	reward: 'reward.getTransactions',
	incentive: 'incentive.getTransactions',
	redemption: 'redemption.getOrder',
};

/**
 * The fault strikes the call once, or always, or once with a look-up that does not work from then on,
 * or the first of two items.
 */
export type Extent = 'once' | 'always' | 'deaf' | 'beside';

/** What a fault leaves behind: what EnKash did, and what we get to know of it. */
export type Reach = 'done' | 'refused' | 'busy' | 'lost before' | 'lost after';

type Family = 'login' | 'read' | 'change' | 'transfer' | 'blind transfer';

export interface Cell {
	call: CallId;
	family: Family;
	sample: Sample;
	fault: FaultKind;
	reach: Reach;
	passing: boolean;
	extent: Extent;
	/** Where its effect can be looked up, for a call that moves value. */
	books?: CallId;
}

export const CALLS = Object.keys(samples) as CallId[];

export const CELLS: Cell[] = CALLS.flatMap((call) => {
	const sample = samples[call] as Sample;
	const books = sample.moves && BOOKS[call.split('.')[0]];
	const family = familyOf(call, sample, books);
	return FAULTS.flatMap((fault) => {
		const { reach, passing = false } = RULES[fault];
		const cell = { call, family, sample, fault, reach, passing, books };
		return extentsOf(cell).map((extent): Cell => ({ ...cell, extent }));
	});
});

function familyOf(call: CallId, { moves }: Sample, books?: CallId): Family {
	if (call.endsWith('.authenticate')) return 'login';
	if (moves) return books ? 'transfer' : 'blind transfer';
	return 'reads' in endpoints[call] ? 'read' : 'change';
}

/** Those that can make a difference: what is sent once meets a lasting fault once. */
function extentsOf({ family, reach, passing }: Omit<Cell, 'extent'>): Extent[] {
	const extents: Extent[] = ['once'];
	if (family === 'read' && passing) extents.push('always');
	if (family === 'transfer' && reach === 'lost before') extents.push('beside');
	if (family === 'transfer' && reach.startsWith('lost')) extents.push('deaf');
	return extents;
}

/** What came of a cell, as a user and as EnKash would count it. */
export interface Verdict {
	/** The outcome of an item that tells one, `item` for one that does not, else the sentence of the error. */
	result: string;
	/** How often value was moved. */
	effects: number;
	/** How often the call itself was sent. */
	sent: number;
}

let played = 0;

/** Milliseconds that no answer takes, however busy the machine is. */
const AMPLE = 120_000;

export async function play(cell: Cell, engine: Engine): Promise<Verdict> {
	const { call, family, sample } = cell;
	// A login that has worked before is repeated; those here have not.
	const stage = await setStage({}, engine, { loggedIn: family !== 'login' });
	const unwatch = endSilence(stage.sandbox);
	const parameters = withOwnReference(sample.parameters, ++played);
	try {
		await sample.before?.(stage, parameters);
		const { ledger } = stage.sandbox;
		const sent = () => stage.sandbox.requestsTo(call).length;
		const [effectsBefore, sentBefore] = [ledger.length, sent()];
		disturb(stage, cell);
		const items = cell.extent === 'beside' ? [{}, {}] : [{}];
		const options = { timeout: AMPLE, batchSize: 1 };
		const result = await resultOf(stage, call, { ...parameters, options }, items);
		return { result, effects: ledger.length - effectsBefore, sent: sent() - sentBefore };
	} finally {
		unwatch();
		await stage.stop();
	}
}

/** Transfers under one reference wait for each other, which cells are not to do. */
function withOwnReference(parameters: INodeParameters, cell: number): INodeParameters {
	const own = `"=SAMPLE-${cell}-$1-{{ $itemIndex }}"`;
	return JSON.parse(
		JSON.stringify(parameters).replaceAll(/"SAMPLE-(\w+)"/g, own),
	) as INodeParameters;
}

function disturb({ sandbox }: Stage, { call, fault, extent, books }: Cell): void {
	sandbox.faults.add({
		...RULES[fault].rule,
		kind: fault,
		call,
		times: extent === 'always' ? undefined : 1,
	});
	if (extent !== 'deaf') return;
	const before = sandbox.requestsTo(call).length;
	sandbox.faults.add({
		call: books,
		kind: 'html',
		when: () => sandbox.requestsTo(call).length > before,
	});
}

/** Of the first item, which the fault strikes. */
async function resultOf(
	stage: Stage,
	call: string,
	parameters: INodeParameters,
	input: IDataObject[],
): Promise<string> {
	const { items, error } = await stage.run(call, parameters, { items: input });
	if (error) return error.message.replaceAll(stage.sandbox.url, 'http://enkash');
	if (items.length === 0) return 'nothing';
	const { json } = items[0];
	if (Object.keys(json).length === 0) return 'an empty item';
	return typeof json.outcome === 'string' ? json.outcome : 'item';
}
