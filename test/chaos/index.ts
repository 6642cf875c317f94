/**
 * Pays thousands of people in every way that the node has, while a fifth of all calls fail in every
 * way: with Retry On Fail on, with the process killed in mid-run, with two workers, and with a list
 * or answers that are worse than one would hope. Then lets n8n's HTTP Request node do the same.
 * `npm run chaos -- --quick`, or `--items 1000 --seed 7`, `--switch list-late`, `--only coins`, `--docs`
 */
import { parseArgs } from 'node:util';
import { table } from '../../demo/table';
import { installedLab } from '../../lab/install';
import { measureMemory } from './memory';
import { Office } from './office';
import { details, line, writePage, type Line } from './report';
import { isGood, play, scenesFor, type Scene } from './scenes';

const { values } = parseArgs({
	options: {
		items: { type: 'string', default: '10000' },
		seed: { type: 'string', default: '1' },
		quick: { type: 'boolean', default: false },
		switch: { type: 'string' },
		only: { type: 'string', default: '' },
		docs: { type: 'boolean', default: false },
		memory: { type: 'boolean', default: false },
	},
});
const only = new RegExp(values.only);
const seed = Number(values.seed);
const items = Math.round(Number(values.items) / (values.quick ? 10 : 1));

/** Scenes played at the same time: most of their time is waiting, for answers that do not come above all. */
const AT_A_TIME = 3;

/** How many of the items the smaller scenes take. */
const PART = 0.2;

function sizeOf({ size }: Scene): number {
	return size === 'whole' ? items : Math.max(1, Math.round(items * PART));
}

/** Plays a scene; gives its line of the table, and whether it kept what the node promises. */
async function show(scene: Scene): Promise<{ row?: Line; good: boolean }> {
	if (scene.way === 'http' && !(await installedLab())) {
		console.log(`${scene.name}: skipped, since the lab has it; \`npx tsx lab/install.ts\``);
		return { good: true };
	}
	const started = Date.now();
	const office = await Office.open({ items: sizeOf(scene), seed });
	try {
		const ending = await play(scene, office);
		const seconds = (Date.now() - started) / 1000;
		const good = isGood(scene, ending);
		console.log(`${scene.name}: ${good ? 'done' : 'NOT AS PROMISED'}, ${Math.round(seconds)} s`);
		if (scene.way !== 'http') for (const each of details(ending)) console.log(each);
		return { row: line(scene, ending, office.sandbox, seconds), good };
	} catch (error) {
		console.log(`${scene.name}: BROKE OFF, ${String(error)}`);
		return { good: false };
	} finally {
		await office.close();
	}
}

async function main(): Promise<boolean> {
	const heading = `${items} items, in the smaller scenes ${Math.round(items * PART)}; seed ${seed}.`;
	console.log(`${heading} A fifth of all calls fail; the server pays duplicates.\n`);
	const scenes = scenesFor(values.switch).filter(({ name }) => only.test(name));
	const shown: Array<Awaited<ReturnType<typeof show>>> = [];
	const waiting = [...scenes.entries()];
	const player = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const [place, scene] = next;
			shown[place] = await show(scene);
		}
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, player));
	const rows = shown.flatMap(({ row }) => (row ? [row] : []));
	console.log(`\n${table(rows).join('\n')}`);
	if (values.docs) writePage(heading, rows);
	return shown.every(({ good }) => good);
}

const work = values.memory ? measureMemory(items) : main();
void work.then((good) => {
	process.exitCode = good ? 0 : 1;
});
