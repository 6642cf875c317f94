/** Contestants that do the same task in turns. */
import type { AnsweringServer, Counted } from './answeringServer';
import { LABELS, type Contestant, type Task } from './contestants';
import { Lane, type Cost } from './laneProcess';

/** A contestant, and whose build of the package it takes. */
export interface Entrant {
	contestant: Contestant;
	/** Another build than this one. */
	packageDir?: string;
}

export interface Trial {
	name: string;
	task: Task;
	entrants: Entrant[];
	items: number;
	inFlight: number;
	/** Milliseconds before each answer. */
	delay: number;
	rounds: number;
	/** Runs before those that count, each of so many items. */
	warmUp: number[];
}

export type Run = Cost & Counted;

export interface Result {
	trial: Omit<Trial, 'entrants'>;
	entrant: Entrant;
	label: string;
	/** One for each round. */
	runs: Run[];
}

/** As in design and docs: 50 items, and then some more, since n8n compiles what it runs often. */
export const WARM_UP = [50, 300];

export const labelOf = ({ contestant, packageDir }: Entrant) =>
	packageDir ? `${LABELS[contestant]}, other build` : LABELS[contestant];

/** Each entrant in a process of its own, one at work at a time, in another order each round. */
export async function hold(trial: Trial, server: AnsweringServer): Promise<Result[]> {
	const { entrants, rounds, ...facts } = trial;
	const { url } = server;
	const results: Result[] = entrants.map((entrant) => ({
		trial: { rounds, ...facts },
		entrant,
		label: labelOf(entrant),
		runs: [],
	}));
	const lanes: Lane[] = [];
	try {
		for (const { entrant } of results) {
			const lane = await Lane.start({ ...entrant, task: trial.task, url });
			lanes.push(lane);
			await server.begin();
			for (const [position, items] of trial.warmUp.entries()) {
				await lane.run({ items, inFlight: trial.inFlight, mark: `W${position}` });
			}
		}
		for (let round = 0; round < rounds; round++) {
			for (let turn = 0; turn < lanes.length; turn++) {
				const position = (turn + round) % lanes.length;
				const { runs, label } = results[position];
				runs.push(await once(lanes[position], trial, `R${round}`, server, label));
			}
		}
	} finally {
		for (const lane of lanes) lane.stop();
	}
	return results;
}

async function once(
	lane: Lane,
	{ name, items, inFlight, delay }: Trial,
	mark: string,
	server: AnsweringServer,
	label: string,
): Promise<Run> {
	await server.begin(delay);
	const cost = await lane.run({ items, inFlight, mark });
	if (cost.failure !== undefined || cost.out !== items) {
		const came = `${cost.out} of ${items} items came out`;
		throw new Error(`${name}, ${label}: ${came}. ${cost.failure ?? ''}`);
	}
	return { ...cost, ...(await server.counted()) };
}
