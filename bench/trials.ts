/** What `npm run bench` measures, in its short mode and in full. */
import type { Contestant } from './contestants';
import { WARM_UP, type Entrant, type Trial } from './trial';

export interface Scope {
	/** Of the trials that count items, how many each run has. */
	items: number;
	rounds: number;
	full: boolean;
	/** Whether n8n's HTTP Request node is there. */
	httpRequest: boolean;
	/** A build to measure beside this one. */
	against?: string;
}

/** The larger sheet. */
export const MANY_ROWS = { short: 20_000, full: 100_000 };

export function trialsFor(scope: Scope): Trial[] {
	return [
		...sideBySide(scope),
		...sheets(scope),
		...polls(scope),
		...memory(scope),
		...(scope.full ? curves(scope) : []),
	];
}

function entrants({ httpRequest, against }: Scope, ...contestants: Contestant[]): Entrant[] {
	return contestants
		.filter((contestant) => httpRequest || !contestant.startsWith('httpRequest'))
		.flatMap((contestant) =>
			['enkash', 'trigger'].includes(contestant) && against
				? [{ contestant }, { contestant, packageDir: against }]
				: [{ contestant }],
		);
}

function trial(scope: Scope, changes: Partial<Trial> & Pick<Trial, 'name' | 'entrants'>): Trial {
	const { items, rounds } = scope;
	return { task: 'read', items, rounds, inFlight: 5, delay: 0, warmUp: WARM_UP, ...changes };
}

function sideBySide(scope: Scope): Trial[] {
	const of = (...contestants: Contestant[]) => entrants(scope, ...contestants);
	return [
		trial(scope, { name: 'read', entrants: of('enkash', 'httpRequest', 'bareLoop') }),
		trial(scope, {
			name: 'allocate',
			task: 'allocate',
			entrants: of('enkash', 'httpRequest', 'httpRequestJson', 'bareLoop'),
		}),
		trial(scope, { name: 'read, 50 in flight', inFlight: 50, entrants: of('enkash', 'bareLoop') }),
		trial(scope, {
			name: 'n8n itself',
			task: 'allocate',
			rounds: Math.min(3, scope.rounds),
			entrants: of('tokenLoop', 'helperLoop', 'socketLoop', 'emptyLoop', 'noOp'),
		}),
	];
}

function sheets(scope: Scope): Trial[] {
	const many = scope.full ? MANY_ROWS.full : MANY_ROWS.short;
	const sheet = { task: 'sheet', entrants: entrants(scope, 'enkash') } as const;
	return [
		trial(scope, { ...sheet, name: 'sheet', items: 1_000 }),
		trial(scope, { ...sheet, name: 'large sheet', items: many, rounds: scope.full ? 2 : 1 }),
	];
}

/** What a trigger has to read at once after a busy night. */
const RECORDS = 10_000;

function polls(scope: Scope): Trial[] {
	const list = { task: 'list', items: RECORDS, inFlight: 1 } as const;
	const both = [...entrants(scope, 'enkash'), ...entrants(scope, 'trigger')];
	return [
		trial(scope, { ...list, name: 'poll', entrants: both }),
		trial(scope, { ...list, name: 'memory of a poll', rounds: 1, warmUp: [], entrants: both }),
	];
}

/** In processes that did nothing else before. */
function memory(scope: Scope): Trial[] {
	const fresh = { rounds: 1, warmUp: [] };
	const trials = [
		trial(scope, {
			...fresh,
			name: 'memory',
			task: 'allocate',
			items: 2_000,
			entrants: entrants(scope, 'enkash', 'httpRequest', 'noOp'),
		}),
	];
	if (!scope.full) return trials;
	const paced = { ...fresh, name: 'memory of a large sheet', items: MANY_ROWS.full } as const;
	return [
		...trials,
		trial(scope, { ...paced, task: 'sheet', entrants: entrants(scope, 'enkash', 'noOp') }),
		trial(scope, { ...paced, task: 'allocate', entrants: entrants(scope, 'httpRequestPaced') }),
	];
}

const SIZES: Array<[items: number, rounds: number]> = [
	[100, 5],
	[1_000, 3],
	[10_000, 1],
	[100_000, 1],
];

const DELAYS = [0, 20, 100];
const IN_FLIGHT = [1, 5, 50];

/** Milliseconds that a run may wait for answers, which decides how many items it has. */
const PATIENCE = 4_000;

function curves(scope: Scope): Trial[] {
	const loops = entrants(scope, 'enkash', 'httpRequestPaced', 'bareLoop');
	const bySize = SIZES.flatMap(([items, rounds]) => [
		trial(scope, { name: `read, ${items}`, items, rounds, entrants: loops }),
		trial(scope, { name: `allocate, ${items}`, task: 'allocate', items, rounds, entrants: loops }),
		trial(scope, {
			name: `sheet, ${items}`,
			task: 'sheet',
			items,
			rounds,
			entrants: entrants(scope, 'enkash'),
		}),
	]);
	const byDelay = DELAYS.flatMap((delay) =>
		IN_FLIGHT.flatMap((inFlight) => {
			const items = Math.min(500, Math.round((PATIENCE * inFlight) / (delay || 1)));
			const place = { items, inFlight, delay, rounds: 3 };
			const name = `${delay} ms, ${inFlight} in flight`;
			const two = entrants(scope, 'enkash', 'bareLoop');
			return [
				trial(scope, { ...place, name: `read, ${name}`, entrants: two }),
				trial(scope, { ...place, name: `allocate, ${name}`, task: 'allocate', entrants: two }),
			];
		}),
	);
	return [...bySize, ...byDelay];
}
