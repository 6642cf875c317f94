/**
 * The worst case, as one table: every operation that moves value, under everything that EnKash may do
 * otherwise than one would hope, however often and by whom it is run. The ledger judges each cell.
 * `npm test` plays one cell in twelve, `npm run test:long` all.
 */
import { switchNamed } from '../../sandbox';
import { isPlayed } from '../matrix';
import { bringBackPauses, skipPauses } from '../waiting';
import { behavioursFor, type Behaviour } from './behaviours';
import { Desk, Processes } from './desk';
import { KNOWN, LEFT_OUT, REPETITIONS } from './leftOut';
import { PAYERS, rowsOf, type Payer } from './payers';
import { prepare, SITUATIONS, type Situation } from './situations';
import { breaks, type Says, type Told } from './told';

interface Cell extends Behaviour {
	payer: Payer;
	situation: Situation;
	name: string;
}

function cellsOf(payer: Payer): Cell[] {
	return SITUATIONS.flatMap((situation) =>
		behavioursFor(payer).map((behaviour) => {
			const under = behaviour.switches.join(' and ') || 'as hoped';
			const name = `${situation.name}: ${under}${behaviour.lasting ? ', always' : ''}`;
			return { payer, situation, ...behaviour, name };
		}),
	);
}

/** Those that are played of all cells of a payer in one situation: payers and situations take turns. */
function playedOf(cells: Cell[]): Cell[] {
	return cells.filter(({ payer, situation }, row) => {
		const turn = PAYERS.indexOf(payer) - SITUATIONS.indexOf(situation);
		return isPlayed(row, turn, SHARE);
	});
}

/** As large as leaves no operation without a cell in any of its situations. */
const SHARE = 12;

interface Played {
	cell: Cell;
	told: Told[];
	broken: string[];
}

async function play(cell: Cell, desk: Desk, id: string): Promise<Played> {
	const { payer, situation, switches, lasting } = cell;
	desk.clear(id);
	payer.before?.(desk.sandbox, rowsOf(id));
	prepare(situation, desk, payer);
	const strikes = lasting ? {} : { times: situation.strikes };
	for (const name of switches) switchNamed(name).turnOn(desk.sandbox, strikes);
	const told = await situation.play(desk, payer);
	return { cell, told, broken: breaks(payer, rowsOf(id), told, desk.sandbox.ledger) };
}

/** Cells played at the same time; much of their time is waiting. */
const AT_A_TIME = 8;

async function playAll(cells: Cell[]): Promise<Played[]> {
	const processes = await Processes.start();
	const played: Played[] = [];
	const waiting = [...cells.entries()];
	const player = async () => {
		const desk = await Desk.open(processes);
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const [position, cell] = next;
			played.push(await play(cell, desk, `CELL${position}`));
		}
		await desk.close();
	};
	const length = Math.min(AT_A_TIME, cells.length);
	await Promise.all(Array.from({ length }, player));
	return played;
}

const SAYINGS: Says[] = ['paid', 'unpaid', 'held', 'open', 'nothing'];

function hasOpen({ told }: Played): boolean {
	return told.some(({ says }) => says === 'open');
}

/** How many cells were not played, and why. */
interface Unplayed {
	others: number;
	repetitions: number;
}

function counts(played: Played[], { others, repetitions }: Unplayed): string {
	const told = played.flatMap((each) => each.told);
	const rows = SAYINGS.map((says) => `${told.filter((each) => each.says === says).length} ${says}`);
	const open = played.filter(hasOpen).length;
	const left = `${others} left to the whole matrix, ${repetitions} repetitions left out`;
	return `${played.length} cells, ${open} with something open, ${left}; told: ${rows.join(', ')}`;
}

function knownIn(found: Break[]): string {
	return KNOWN.map(({ name }) => {
		const seen = found.filter(({ known }) => known === name).length;
		return seen > 0 ? `\n  known: ${name}: ${seen} cells` : '';
	}).join('');
}

interface Break {
	cell: string;
	sentences: string[];
	known?: string;
}

function breaksIn(played: Played[]): Break[] {
	return played.flatMap(({ cell: { name }, broken: sentences }) => {
		if (sentences.length === 0) return [];
		const known = KNOWN.find(({ isSeen }) => sentences.every((each) => isSeen(name, each)));
		return [{ cell: name, sentences, known: known?.name }];
	});
}

/** The claim for one operation. The parts are files of their own, so that workers share them. */
export function proveWorst(call: string): void {
	const payer = PAYERS.find((each) => each.call === call) as Payer;
	const all = cellsOf(payer);
	const cells = all.filter((cell) => !REPETITIONS.some(({ isOne }) => isOne(cell)));

	describe(`${call} is paid once, and told truthfully`, () => {
		beforeAll(skipPauses);
		afterAll(() => {
			bringBackPauses();
			for (const [behaviour, why] of Object.entries(LEFT_OUT)) {
				process.stdout.write(`\n${call}, left out: ${behaviour}: ${why}\n`);
			}
		});

		const situations = SITUATIONS.filter((each) =>
			cells.some(({ situation }) => situation === each),
		);
		test.each(situations)('$name', async (situation) => {
			const inIt = (cell: Cell) => cell.situation === situation;
			const here = cells.filter(inIt);
			const played = await playAll(playedOf(here));
			expect(played).not.toEqual([]);
			const found = breaksIn(played);
			const unplayed = {
				others: here.length - played.length,
				repetitions: all.filter(inIt).length - here.length,
			};
			process.stdout.write(
				`\n${call}, ${situation.name}: ${counts(played, unplayed)}${knownIn(found)}\n`,
			);
			expect(found.filter((each) => !each.known)).toEqual([]);
		});
	});
}
