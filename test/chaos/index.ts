/**
 * Pays ten thousand people one by one, and a sheet of ten thousand rows, while a fifth of all calls
 * fail in every way: with Retry On Fail on, and once more with the process killed in mid-run.
 * Then lets n8n's HTTP Request node do the same. `npm run chaos -- --items 1000 --seed 7`
 */
import { parseArgs } from 'node:util';
import { installedLab } from '../../lab/install';
import { table, type Row } from '../../demo/table';
import { measureMemory } from './memory';
import { audit, Office, type Audit } from './office';
import type { Plan } from './plan';
import type { Told, Way } from './worker';

const { values } = parseArgs({
	options: {
		items: { type: 'string', default: '10000' },
		seed: { type: 'string', default: '1' },
		memory: { type: 'boolean', default: false },
	},
});
const plan: Plan = { items: Number(values.items), seed: Number(values.seed) };

/** Executions of the same sheet until nobody is left, at most. */
const MAX_RUNS = 12;

/** Where a run is killed, in shares of the sheet. */
const KILLED_AT = [0.2, 0.5, 0.8];

interface Scene {
	name: string;
	way: Way;
	killed: boolean;
	/** Whether the sheet is run again until nobody is left. */
	again: boolean;
}

const scenes: Scene[] = [
	{ name: 'EnKash node, one by one, Retry On Fail', way: 'single', killed: false, again: true },
	{ name: 'EnKash node, one by one, killed 3 times', way: 'single', killed: true, again: true },
	{ name: 'EnKash node, sheet, Retry On Fail', way: 'bulk', killed: false, again: true },
	{ name: 'EnKash node, sheet, killed 3 times', way: 'bulk', killed: true, again: true },
	{ name: 'HTTP Request node, Retry On Fail', way: 'http', killed: false, again: false },
];

/** What all executions of a scene came to. */
interface Ending extends Audit {
	runs: number;
	unconfirmedEver: string[];
}

async function play({ way, killed, again }: Scene, office: Office): Promise<Ending> {
	let runs = 0;
	if (killed) {
		for (const share of KILLED_AT) {
			await office.runUntil(way, Math.floor(plan.items * share));
			runs++;
		}
	}
	const unconfirmedEver: string[] = [];
	let told: Told;
	let found: Audit;
	do {
		told = await office.run(way);
		runs++;
		found = audit(office, told);
		unconfirmedEver.push(...found.unconfirmed);
	} while (again && found.named.length > 0 && runs < MAX_RUNS);
	return { ...found, runs, unconfirmedEver };
}

function line(scene: Scene, ending: Ending, { sandbox }: Office, seconds: number): Row {
	return {
		scene: scene.name,
		due: ending.due,
		made: ending.made,
		doubled: ending.doubled,
		lost: ending.lost.length,
		unconfirmed: ending.unconfirmedEver.length,
		'still failed, named': ending.named.length,
		'to the paisa': ending.exact ? 'yes' : 'no',
		executions: ending.runs,
		requests: sandbox.requests.length,
		'of them with a fault': sandbox.requests.filter(({ fault }) => fault).length,
		seconds: Math.round(seconds),
	};
}

async function main(): Promise<boolean> {
	console.log(
		`${plan.items} items, seed ${plan.seed}, a fifth of all calls fail; the server pays duplicates\n`,
	);
	const rows: Row[] = [];
	let good = true;
	for (const scene of scenes) {
		if (scene.way === 'http' && !(await installedLab())) {
			console.log(
				'HTTP Request node: skipped, since the lab has it; install it with `npx tsx lab/install.ts`',
			);
			continue;
		}
		const started = Date.now();
		const office = await Office.open(plan);
		const ending = await play(scene, office);
		rows.push(line(scene, ending, office, (Date.now() - started) / 1000));
		await office.close();
		console.log(`${scene.name}: done in ${Math.round((Date.now() - started) / 1000)} s`);
		for (const reference of ending.unconfirmedEver)
			console.log(`  unconfirmed in one of its executions: ${reference}`);
		for (const reference of ending.lost.slice(0, 10)) console.log(`  lost: ${reference}`);
		if (scene.way === 'http') continue;
		good &&=
			ending.doubled === 0 && ending.lost.length === 0 && ending.named.length === 0 && ending.exact;
	}
	console.log(`\n${table(rows).join('\n')}`);
	return good;
}

const work = values.memory ? measureMemory(plan.items) : main();
void work.then((good) => {
	process.exitCode = good ? 0 : 1;
});
