/** What is run: each way to pay, and what happens to its executions. */
import { SWITCHES, switchNamed } from '../../sandbox';
import { Audit, type Findings } from './audit';
import type { Told } from './job';
import type { Office } from './office';
import { PAYERS, type Payer } from './payers';

export interface Scene {
	name: string;
	/** Beside the others: nothing of the node takes part. */
	way: Payer | 'http';
	/** Whether it takes the whole of the items, or a share of them. */
	size: 'whole' | 'part';
	/** A switch of the sandbox that is on, beside the faults. */
	switchName?: string;
	workers: 1 | 2;
	/** Executions that are killed before the first that runs to its end. */
	kills: number;
	/** Whether the rows are run again until nothing can come of it any more. */
	again: boolean;
}

const ALL: Payer[] = ['single', 'bulk', 'order', 'coins'];

/** Switches that are on by default in scenes of their own. */
const TELLING = ['list-late', 'list-empty', 'list-blind-to-many', 'list-pending', 'after-refused'];

/** The share of the calls that a switch strikes, where it is a fault. */
const SWITCH_RATE = 0.1;

const KILLS = 3;

/** Executions of the same rows at most. */
const MAX_RUNS = 12;

function sceneOf(way: Payer, suffix: string, changes: Partial<Scene>): Scene {
	const name = `${PAYERS[way].name}${suffix}`;
	return { name, way, size: 'part', workers: 1, kills: 0, again: true, ...changes };
}

function plain(way: Payer, size: Scene['size']): Scene[] {
	return [
		sceneOf(way, '', { size }),
		sceneOf(way, `, killed ${KILLS} times`, { size, kills: KILLS }),
	];
}

/** The ways to pay that a switch can do harm to. */
function switched(switchName: string): Scene[] {
	const { concerns } = switchNamed(switchName);
	return ALL.filter((way) => concerns.includes(PAYERS[way].concern)).map((way) =>
		sceneOf(way, `, ${switchName}`, { switchName }),
	);
}

const HTTP: Scene = {
	name: 'HTTP Request node',
	way: 'http',
	size: 'whole',
	workers: 1,
	kills: 0,
	again: false,
};

/** @param only a switch to run under, and nothing else */
export function scenesFor(only?: string): Scene[] {
	if (only) return switched(only);
	return [
		...plain('single', 'whole'),
		...plain('bulk', 'whole'),
		HTTP,
		...plain('order', 'part'),
		...plain('coins', 'part'),
		...ALL.map((way) => sceneOf(way, ', two workers', { workers: 2 })),
		...TELLING.flatMap(switched),
	];
}

export const switchNames = SWITCHES.map(({ name }) => name);

export interface Ending extends Findings {
	runs: number;
}

/** Until nothing but open items is left; then once more, as on another day, which may pay nobody. */
export async function play(scene: Scene, office: Office): Promise<Ending> {
	const { way, kills, switchName } = scene;
	const { sandbox, plan } = office;
	const { due } = PAYERS[way === 'http' ? 'single' : way];
	const audit = new Audit(plan, sandbox.ledger, due);
	if (switchName) switchNamed(switchName).turnOn(sandbox, { rate: SWITCH_RATE, seed: plan.seed });
	for (let kill = 1; kill <= kills; kill++) {
		await office.runUntil(way, Math.floor((plan.items * kill) / (kills + 1)));
	}
	let runs = kills;
	let wasOver = false;
	do {
		wasOver = audit.isOver();
		const before = audit.paid();
		audit.hear(await executed(scene, office), before);
		runs += scene.workers;
	} while (scene.again && !(wasOver && audit.isOver()) && runs < MAX_RUNS * scene.workers);
	return { ...audit.findings(), runs };
}

async function executed({ way, workers }: Scene, office: Office): Promise<Told[]> {
	return workers === 2 ? await office.runTwo(way) : await office.run(way);
}

/** Lists that cannot be read at all: nothing is sent then, and each row says so. */
const UNREADABLE = ['list-unfiltered', 'list-text', 'list-number'];

/** What the node promises of each scene. Two workers within the same second are left out, as the docs say. */
export function isGood({ way, workers, again, switchName }: Scene, ending: Ending): boolean {
	if (way === 'http') return true;
	const mayHold = switchName !== undefined && UNREADABLE.includes(switchName);
	const left = ending.left.filter((words) => !mayHold || !/^\S+: Not sent\b/.test(words));
	const doubled = ending.doubled + (workers === 1 ? ending.withinASecond : 0);
	const wrong = [ending.lost, ending.toldWrongly, ending.stopped, again ? left : []];
	return doubled === 0 && ending.exact && wrong.every(({ length }) => length === 0);
}
