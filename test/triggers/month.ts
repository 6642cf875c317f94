/**
 * Weeks of an account in a simulated time: points are moved, EnKash lists them, sooner or later, and an
 * active workflow polls, while EnKash fails and n8n is restarted. All by seed.
 */
import { generator } from '../../sandbox/random';
import type { FaultRule, SandboxSettings } from '../../sandbox/types';
import { setClock } from '../clock';
import type { Poller } from '../engine';
import type { Stage } from '../stage';
import { endSilence } from '../waiting';
import { activate } from './watching';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const OVERLAP = 60 * MINUTE;
const ACCOUNT = 'CAVBMRFE8';

export interface Plan {
	seed: number;
	days: number;
	/** Minutes between two polls. */
	interval: number;
	/** Transactions a day, bursts aside. */
	perDay: number;
	settings?: Partial<SandboxSettings>;
	durable?: boolean;
}

export interface Ledger {
	/** How often each transaction came out, by its reference. */
	came: Map<string, number>;
	/** All that were listed in time. */
	expected: Set<string>;
	/** Those that were listed later than the overlap allows. */
	tooLate: Set<string>;
	/** Polls by what became of them. */
	polls: Record<string, number>;
	/** Characters of the largest state that n8n had to keep. */
	largestState: number;
	/** Whether each poll gave its items in order of time. */
	inOrder: boolean;
}

/** A transaction that is listed at `shownAt`. */
interface Happening {
	reference: string;
	at: number;
	shownAt: number;
}

/** Every way in which a poll fails, or seems to have nothing to tell. */
const FAULTS: FaultRule[] = [
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 503 },
	{ kind: 'statusAfter' },
	{ kind: 'resetBefore' },
	{ kind: 'resetAfter' },
	{ kind: 'truncated' },
	{ kind: 'html' },
	{ kind: 'html', status: 502 },
	{ kind: 'empty' },
	{ kind: 'garbageAfter' },
	{ kind: 'redirect' },
	{ kind: 'rateLimit' },
	{ kind: 'refuse' },
	{ kind: 'refuse', message: 'Something went wrong' },
	{ kind: 'status', status: 403 },
	{ kind: 'hang', times: 4 },
	{ kind: 'mutate', body: () => '{"code":0,"message":"Success"}' },
	{ kind: 'mutate', body: () => '{"code":0,"message":"Success","payload":"Success"}' },
	{ kind: 'mutate', body: () => '{"code":0,"message":"Success","payload":[]}' },
];

/** Runs the plan to its end, and one day more without anything new. */
export async function live(stage: Stage, plan: Plan): Promise<Ledger> {
	const { seed, days, interval, settings } = plan;
	Object.assign(stage.sandbox.settings, settings);
	const random = generator(seed);
	// In the past, since the sandbox shows nothing of what is to come.
	const start = Math.floor((Date.now() - (days + 2) * DAY) / MINUTE) * MINUTE;
	const happenings = happeningsOf(plan, start, random);
	const ledger = emptyLedger(happenings);
	const list = listOf(stage, happenings);
	const endHangs = endSilence(stage.sandbox);
	let poller: Poller | undefined;

	const note = (items: Array<Record<string, unknown>>) => {
		const times = items.map(({ occurredAt }) => String(occurredAt));
		if (times.join() !== [...times].sort().join()) ledger.inOrder = false;
		for (const { reference } of items) {
			const name = String(reference);
			ledger.came.set(name, (ledger.came.get(name) ?? 0) + 1);
		}
		ledger.largestState = Math.max(ledger.largestState, stage.engine.staticData.size('workflow'));
	};
	/** Begins a process with what the last one had saved; n8n tries again until it can. */
	const startPolling = async () => {
		const { poller: fresh, first } = await activate(stage, 'transactionCreated', {
			durable: plan.durable,
			parameters: { options: { overlap: OVERLAP / MINUTE } },
		});
		if (first.error) return undefined;
		note(first.items);
		return fresh;
	};
	const tick = async (fate: Fate) => {
		count(ledger, fate);
		if (fate === 'fails') {
			stage.sandbox.faults.add({ ...FAULTS[Math.floor(random() * FAULTS.length)], call: 'R4' });
		}
		if (!poller) poller = await startPolling();
		else if (fate === 'in vain') {
			await poller.pollInVain();
			poller = undefined;
		} else {
			const { items, error } = await poller.poll();
			if (error && fate !== 'fails') throw error;
			note(items);
			if (fate === 'repeated') note((await poller.poll()).items);
		}
		stage.sandbox.faults.clear();
		if (fate === 'restart') poller = undefined;
	};

	setClock(start);
	list.showUntil(start);
	poller = await startPolling();
	const end = start + days * DAY;
	for (let now = start + interval * MINUTE; now < end; now += interval * MINUTE) {
		setClock(now);
		list.showUntil(now);
		await tick(fateOf(random()));
	}
	for (const later of [1, 2]) {
		setClock(end + later * OVERLAP);
		list.showUntil(end + later * OVERLAP);
		await tick('fine');
	}
	endHangs();
	return ledger;
}

/** What is not as it should be: each that was listed in time once, and none of the others twice. */
export function problemsOf({ came, expected, tooLate, inOrder, largestState }: Ledger): string[] {
	const missing = [...expected].filter((reference) => !came.has(reference));
	const many = [...came].filter(([, times]) => times > 1);
	const others = [...came.keys()].filter((name) => !expected.has(name) && !tooLate.has(name));
	return [
		...missing.map((reference) => `${reference} is lost`),
		...many.map(([reference, times]) => `${reference} came ${times} times`),
		...others.map((name) => `${name} is none of them`),
		...(inOrder ? [] : ['not in order of time']),
		...(largestState > 65_536 ? [`a state of ${largestState} characters`] : []),
	];
}

type Fate = 'fine' | 'fails' | 'restart' | 'in vain' | 'repeated';

function fateOf(chance: number): Fate {
	if (chance < 0.1) return 'fails';
	if (chance < 0.16) return 'restart';
	if (chance < 0.22) return 'in vain';
	return chance < 0.28 ? 'repeated' : 'fine';
}

function emptyLedger(happenings: Happening[]): Ledger {
	const isTooLate = ({ at, shownAt }: Happening) => shownAt - at > OVERLAP;
	const names = (list: Happening[]) => new Set(list.map(({ reference }) => reference));
	return {
		came: new Map(),
		expected: names(happenings.filter((each) => !isTooLate(each))),
		tooLate: names(happenings.filter(isTooLate)),
		polls: {},
		largestState: 0,
		inOrder: true,
	};
}

function count({ polls }: Ledger, fate: Fate): void {
	polls[fate] = (polls[fate] ?? 0) + 1;
}

/** Points come all day, now and then in bursts of one second, and a tenth of them is listed late. */
function happeningsOf({ days, perDay }: Plan, start: number, random: () => number): Happening[] {
	const happenings: Happening[] = [];
	const add = (at: number) => {
		const late = latenessOf(random());
		const reference = `SIM-${happenings.length}`;
		happenings.push({ reference, at, shownAt: at + Math.floor(late) });
	};
	for (let day = 0; day < days; day++) {
		// None within the last hours, so that all of it is listed at the end.
		const within = () => start + MINUTE + day * DAY + Math.floor(random() * (DAY - 3 * OVERLAP));
		for (let each = 0; each < perDay; each++) add(within());
		const bursts = Math.floor(random() * 3);
		for (let burst = 0; burst < bursts; burst++) {
			const at = Math.floor(within() / 1000) * 1000;
			// Around the size of a page.
			const size = [9, 10, 11, 99, 100, 101][Math.floor(random() * 6)];
			for (let each = 0; each < size; each++) add(at);
		}
	}
	return happenings;
}

function latenessOf(chance: number): number {
	if (chance < 0.005) return OVERLAP * 1.5;
	return chance < 0.1 ? (chance / 0.1) * 0.95 * OVERLAP : 0;
}

/** The sandbox's list, to which transactions are added when they are shown. */
function listOf({ sandbox }: Stage, happenings: Happening[]) {
	const card = sandbox.state.accounts.get(ACCOUNT)?.cards[1];
	if (!card) throw new Error('The sandbox has lost its cards');
	const waiting = [...happenings].sort((one, other) => one.shownAt - other.shownAt);
	let next = 0;
	return {
		showUntil: (now: number) => {
			for (; next < waiting.length && waiting[next].shownAt <= now; next++) {
				const { reference, at } = waiting[next];
				sandbox.state.addTransaction({
					id: sandbox.state.ids.next('ECT', 10),
					at,
					card,
					direction: 'CR',
					type: 'ALLOCATE_POINT',
					reference,
					amount: 100,
					balance: 100,
					description: '',
				});
			}
		},
	};
}
