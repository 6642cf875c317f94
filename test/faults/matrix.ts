/**
 * Every operation under every fault of the sandbox. What must come of a cell follows from two things
 * alone: what kind of call it is, and how far the fault let it get. `npm test` plays an eighth of it,
 * `npm run test:long` all.
 */
import type { CallId } from '../../nodes/Enkash/api/wire/endpoints';
import { createEngine } from '../engine';
import { isPlayed } from '../matrix';
import { bringBackPauses, skipPauses } from '../waiting';
import { CALLS, CELLS, FAULTS, REFUSAL, play, type Cell, type Extent, type Verdict } from './cells';

interface Demand {
	result: RegExp;
	effects: number;
	sent: number;
	/** Where it depends on the time that passed. */
	otherwise?: Demand;
}

const NAMED = /(GET|POST|PATCH) http:\/\/enkash\/\S+/;
const REFUSED = new RegExp(`^(Refused by EnKash: )?${REFUSAL} \\[item 0\\]$`);
const REFUSED_LOGIN = new RegExp(`^EnKash refused the login: ${REFUSAL} \\[item 0\\]$`);
const DONE = /^(allocated|ordered|reversed)$/;
const BUSY = new RegExp(`${NAMED.source} answered HTTP 429`);
const UNCONFIRMED = /unconfirmed: .*SAMPLE-|(SAMPLE|REV)-[\w-]+ is unconfirmed: /i;

const demandOf: Record<Cell['family'], (cell: Cell) => Demand> = {
	login: ({ reach }) => ({
		result: reach === 'done' ? /^item$/ : reach === 'refused' ? REFUSED_LOGIN : NAMED,
		effects: 0,
		sent: 1,
	}),
	read: (cell) => {
		if (!cell.passing) return demandOf.change(cell);
		return cell.extent === 'once'
			? { result: /^item$/, effects: 0, sent: 2 }
			: { result: NAMED, effects: 0, sent: 4 };
	},
	change: ({ reach }) => ({
		result: reach === 'done' ? /^item$/ : reach === 'refused' ? REFUSED : NAMED,
		effects: 0,
		sent: 1,
	}),
	transfer: (cell) => {
		if (!cell.reach.startsWith('lost') || cell.extent === 'deaf')
			return demandOf['blind transfer'](cell);
		if (cell.reach === 'lost after') return { result: /^recovered$/, effects: 1, sent: 1 };
		// Alone, nothing proves that it is not there.
		if (cell.extent === 'once') return demandOf['blind transfer'](cell);
		const proven = { result: DONE, effects: 2, sent: 3 };
		// Of a silent one it is not known when it ends: the other may come too soon after it to prove anything.
		return cell.fault === 'hang'
			? { result: UNCONFIRMED, effects: 1, sent: 2, otherwise: proven }
			: proven;
	},
	'blind transfer': ({ reach }) => {
		const results = {
			done: DONE,
			refused: REFUSED,
			busy: BUSY,
			'lost before': UNCONFIRMED,
			'lost after': UNCONFIRMED,
		};
		const effects = reach === 'done' || reach === 'lost after' ? 1 : 0;
		return { result: results[reach], effects, sent: 1 };
	},
};

/** Cells played at the same time; most of their time is waiting. */
const AT_A_TIME = 24;

async function playAll(cells: Cell[]): Promise<Map<Cell, Verdict>> {
	const engine = await createEngine();
	const verdicts = new Map<Cell, Verdict>();
	const waiting = [...cells];
	const player = async () => {
		for (let cell = waiting.shift(); cell; cell = waiting.shift())
			verdicts.set(cell, await play(cell, engine));
	};
	const length = Math.min(AT_A_TIME, cells.length);
	await Promise.all(Array.from({ length }, player));
	return verdicts;
}

/** One letter of the printed matrix, for one extent of a cell. */
function letterOf({ result }: Verdict): string {
	if (result === 'item' || DONE.test(result)) return '+';
	if (result === 'recovered') return 'r';
	if (UNCONFIRMED.test(result)) return 'u';
	return result.includes(REFUSAL) ? 'n' : 'e';
}

function drawn(calls: CallId[], verdicts: Map<Cell, Verdict>): string {
	const width = Math.max(...calls.map((call) => call.length));
	const columns = FAULTS.map((fault) => fault.slice(0, 7).padEnd(8)).join('');
	const rows = calls.map((call) => {
		const cells = FAULTS.map((fault) => {
			const letter = (extent: Extent) => {
				const cell = CELLS.find(
					(each) => each.call === call && each.fault === fault && each.extent === extent,
				);
				const verdict = cell && verdicts.get(cell);
				return verdict ? letterOf(verdict) : '';
			};
			return (['once', 'always', 'beside', 'deaf'] as const).map(letter).join('').padEnd(8);
		});
		return `${call.padEnd(width)}  ${cells.join('')}`;
	});
	return [`${''.padEnd(width)}  ${columns}`, ...rows].join('\n');
}

const LEGEND = [
	'Each cell: the fault strikes once, always, and for transfers the first of two, and once with a look-up that fails from then on.',
	'+ item · r recovered by look-up · u unconfirmed · n refused in EnKash’s words · e error that names the endpoint',
].join('\n');

function meets(verdict: Verdict, { result, effects, sent }: Demand): boolean {
	return result.test(verdict.result) && effects === verdict.effects && sent === verdict.sent;
}

/** The claim of a part of the matrix. The parts are files of their own, so that workers share them. */
export function proveOf(resources: (name: string) => boolean): void {
	const calls = CALLS.filter((call) => resources(call.split('.')[0]));
	const cells = CELLS.filter(
		({ call, fault }) =>
			calls.includes(call) && isPlayed(CALLS.indexOf(call), FAULTS.indexOf(fault), 8),
	);
	beforeAll(skipPauses);
	afterAll(bringBackPauses);

	test('every operation under every fault ends as the design demands', async () => {
		const verdicts = await playAll(cells);
		const size = `${calls.length} operations × ${FAULTS.length} faults, ${cells.length} cells`;
		process.stdout.write(`\nFault matrix: ${size}\n${drawn(calls, verdicts)}\n${LEGEND}\n`);
		const wrong = cells.flatMap((cell) => {
			const demand = demandOf[cell.family](cell);
			const verdict = verdicts.get(cell) as Verdict;
			const right =
				meets(verdict, demand) || (demand.otherwise && meets(verdict, demand.otherwise));
			return right ? [] : [{ cell: `${cell.call} ${cell.fault} ${cell.extent}`, demand, verdict }];
		});
		expect(wrong).toEqual([]);
	});
}
