/**
 * Every operation under every fault of the sandbox. What must come of a cell follows from two things
 * alone: what kind of call it is, and how far the fault let it get.
 */
import { createEngine } from '../engine';
import { CALLS, CELLS, FAULTS, isLate, play, type Cell, type Extent, type Verdict } from './cells';

interface Demand {
	result: RegExp;
	effects: number;
	sent: number;
}

const NAMED = /(GET|POST|PATCH) http:\/\/enkash\/\S+/;
const REFUSED = /^(Refused by EnKash: )?Not today \[item 0\]$/;
const BUSY = new RegExp(`${NAMED.source} answered HTTP 429`);
const UNCONFIRMED = /unconfirmed: .*SAMPLE-|SAMPLE-[\w-]+ is unconfirmed: /i;
const NOT_CARRIED_OUT = /SAMPLE-[\w-]+ was not carried out: /;

const demandOf: Record<Cell['family'], (cell: Cell) => Demand> = {
	login: ({ reach }) => ({
		result:
			reach === 'done'
				? /^item$/
				: reach === 'refused'
					? /^EnKash refused the login: Not today \[item 0\]$/
					: NAMED,
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
		return cell.extent === 'once'
			? { result: /^allocated$/, effects: 1, sent: 2 }
			: { result: NOT_CARRIED_OUT, effects: 0, sent: 3 };
	},
	'blind transfer': ({ reach }) => {
		const results = {
			done: /^allocated$/,
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

/** Milliseconds that no answer takes, however busy the machine is. */
const AMPLE = 120_000;

async function playAll(): Promise<Map<Cell, Verdict>> {
	const engine = await createEngine();
	const verdicts = new Map<Cell, Verdict>();
	const playEach = async (cells: Cell[], timeout: number) => {
		const waiting = [...cells];
		const player = async () => {
			for (let cell = waiting.shift(); cell; cell = waiting.shift())
				verdicts.set(cell, await play(cell, engine, timeout));
		};
		await Promise.all(Array.from({ length: AT_A_TIME }, player));
	};
	await playEach(
		CELLS.filter((cell) => !isLate(cell)),
		AMPLE,
	);
	const direct = [...verdicts].filter(([cell]) => isDirect(cell)).map(([, { took }]) => took);
	// These wait for the time-out, so it is as short as this machine's pace allows: one answer of
	// theirs may take several times as long as all answers of another cell together.
	await playEach(CELLS.filter(isLate), Math.max(1_500, 4 * Math.max(...direct)));
	return verdicts;
}

/** The call is answered at once, and the node does not pause before it tries again. */
function isDirect({ reach }: Cell): boolean {
	return reach === 'done' || reach === 'refused';
}

/** One letter of the printed matrix, for one extent of a cell. */
function letterOf({ result }: Verdict): string {
	if (result === 'item' || result === 'allocated') return '+';
	if (result === 'recovered') return 'r';
	if (UNCONFIRMED.test(result)) return 'u';
	return result.includes('Not today') ? 'n' : 'e';
}

function drawn(verdicts: Map<Cell, Verdict>): string {
	const width = Math.max(...CALLS.map((call) => call.length));
	const columns = FAULTS.map((fault) => fault.slice(0, 7).padEnd(8)).join('');
	const rows = CALLS.map((call) => {
		const cells = FAULTS.map((fault) => {
			const letter = (extent: Extent) => {
				const cell = CELLS.find(
					(each) => each.call === call && each.fault === fault && each.extent === extent,
				);
				const verdict = cell && verdicts.get(cell);
				return verdict ? letterOf(verdict) : '';
			};
			return (['once', 'always', 'deaf'] as const).map(letter).join('').padEnd(8);
		});
		return `${call.padEnd(width)}  ${cells.join('')}`;
	});
	return [`${''.padEnd(width)}  ${columns}`, ...rows].join('\n');
}

const LEGEND = [
	'Each cell: the fault strikes once, always, and (for transfers) once with a look-up that fails from then on.',
	'+ item · r recovered by look-up · u unconfirmed · n refused in EnKash’s words · e error that names the endpoint',
].join('\n');

test('every operation under every fault ends as the design demands', async () => {
	const started = Date.now();
	const verdicts = await playAll();
	const seconds = Math.round((Date.now() - started) / 1000);
	const size = `${CALLS.length} operations × ${FAULTS.length} faults, ${CELLS.length} cells in ${seconds} s`;
	process.stdout.write(`\nFault matrix: ${size}\n${drawn(verdicts)}\n${LEGEND}\n`);
	const wrong = CELLS.flatMap((cell) => {
		const demand = demandOf[cell.family](cell);
		const verdict = verdicts.get(cell) as Verdict;
		const right =
			demand.result.test(verdict.result) &&
			demand.effects === verdict.effects &&
			demand.sent === verdict.sent;
		return right ? [] : [{ cell: `${cell.call} ${cell.fault} ${cell.extent}`, demand, verdict }];
	});
	expect(wrong).toEqual([]);
}, 600_000);
