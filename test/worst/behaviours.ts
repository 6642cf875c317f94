/** What EnKash does in a cell: as one would hope, or otherwise in one way or two. */
import { SWITCHES, type Concern } from '../../sandbox';
import { faultSwitches } from '../../sandbox/switchKinds/faultSwitches';
import type { Payer } from './payers';

export interface Behaviour {
	/** None where EnKash behaves. */
	switches: string[];
	/** Whether a fault strikes each call, and not a few. */
	lasting: boolean;
}

/** Lists that cannot prove anything, each beside a fault that only a list can clear up. */
const BLIND: Record<Concern, string[]> = {
	points: ['list-late', 'list-empty'],
	sheet: ['list-late', 'list-empty'],
	order: ['list-late', 'order-not-found'],
	coins: [],
};
const LOST = ['after-401', 'after-409', 'after-refused', 'answer-lost', 'second-refused'];

/** Each switch by itself, then the pairs. */
export function behavioursFor({ concern, sister }: Payer): Behaviour[] {
	const fitting = SWITCHES.filter(({ concerns }) => concerns.includes(concern));
	const alone = fitting.flatMap((each) => {
		const once = { switches: [each.name], lasting: false };
		return faultSwitches.includes(each) ? [once, { ...once, lasting: true }] : [once];
	});
	const blind = sister ? [] : BLIND[concern];
	const pairs = blind.flatMap((list) =>
		LOST.map((fault) => ({ switches: [list, fault], lasting: false })),
	);
	return [{ switches: [], lasting: false }, ...alone, ...pairs];
}
