/** Random histories of an account: payments, some of them twice, reversals, failures and others' doings. */
import fc from 'fast-check';
import type { Claim } from '../../nodes/Enkash/payments/reconcile/matching';
import { reversalReference } from '../../nodes/Enkash/money/reference';
import { defaults } from '../../sandbox/settings';
import { issueCard } from '../../sandbox/cards';
import { State, type Card } from '../../sandbox/state';
import type { World } from '../../sandbox/types';
import { credit, debit } from '../../sandbox/wallet';

export const account = { companyId: 'CEK0RANDOM', cardAccountId: 'CARANDOM1' };
const other = { ...account, cardAccountId: 'CARANDOM2' };

export const HOUR = 3_600_000;
const PEOPLE = 4;

/** One thing that happens; numbers are taken modulo what there is. */
export type Event =
	| { does: 'pay'; row: number; who: number; points: number; as: 'due' | 'any'; failed: boolean }
	| { does: 'payElsewhere'; row: number }
	| { does: 'takeBack'; row: number; part: number; points: number; as: 'due' | 'any' }
	| { does: 'payStranger'; name: number; points: number };

const nat = (max: number) => fc.nat({ max });
const rows = nat(7);
const points = fc.integer({ min: 1, max: 300 });

const event: fc.Arbitrary<Event> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			does: fc.constant('pay' as const),
			row: rows,
			who: fc.oneof({ weight: 8, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: nat(3) }),
			points,
			as: fc.constantFrom('due' as const, 'due' as const, 'due' as const, 'any' as const),
			failed: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.boolean()),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			does: fc.constant('takeBack' as const),
			row: rows,
			part: fc.constantFrom(1, 1, 1, 2, 3),
			points,
			as: fc.constantFrom('due' as const, 'any' as const),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ does: fc.constant('payElsewhere' as const), row: rows }),
	},
	{
		weight: 1,
		arbitrary: fc.record({ does: fc.constant('payStranger' as const), name: nat(3), points }),
	},
);

export const histories = fc.record({
	events: fc.array(event, { maxLength: 24 }),
	due: fc.array(points, { minLength: 8, maxLength: 8 }),
});

export interface History {
	world: World;
	claims: Claim[];
}

/** Lets a history happen an hour before now, in a world of its own. */
export function happen({ events, due }: { events: Event[]; due: number[] }): History {
	const state = new State();
	const world: World = {
		settings: { ...defaults, duplicateReferences: 'accepted' },
		state,
		ledger: [],
	};
	const people = [account, other].map((each) => peopleOf(state, each));
	const claims = due.map((each, row) => {
		const { email, mobile } = people[0][row % PEOPLE];
		return { reference: `ROW-${row}`, points: each, email, mobile };
	});
	for (const each of events) doIt(each, { world, claims }, people);
	for (const transaction of state.transactions) transaction.at -= HOUR;
	return { world, claims };
}

function peopleOf(state: State, { companyId, cardAccountId }: typeof account): Card[] {
	const own = {
		...{ cardAccountId, companyId, companyName: 'Random', kind: 'reward' as const },
		...{ available: 1e12, allocated: 0, monthAllocated: 0, cardBalance: 0, cards: [] },
		...{ byMobile: new Map<string, Card>(), byEmail: new Map<string, Card>() },
	};
	state.accounts.set(cardAccountId, own);
	return Array.from({ length: PEOPLE }, (_, who) =>
		issueCard(state, own, {
			...{ title: 'Ms', firstName: `Person ${who}`, gender: 'F', points: 1e6 },
			...{ email: `person${who}@example.com`, mobile: `900000000${who}` },
		}),
	);
}

function doIt(event: Event, { world, claims }: History, [own, others]: Card[][]): void {
	const call = 'createAllocatePoints';
	if (event.does === 'payStranger') {
		const paise = event.points * 100;
		credit(world, { card: own[0], paise, reference: `STRANGER-${event.name}`, call });
		return;
	}
	const { reference, points: due } = claims[event.row];
	if (event.does === 'payElsewhere') {
		credit(world, { card: others[0], paise: due * 100, reference, call });
	} else if (event.does === 'takeBack') {
		const { part, points: any, as } = event;
		const own1 = own[event.row % PEOPLE];
		const under = reversalReference({ ...account, reference, part });
		debit(world, { card: own1, paise: (as === 'due' ? due : any) * 100, reference: under, call });
	} else {
		const { who, as, points: any, failed } = event;
		const card = own[(who < 0 ? event.row : who) % PEOPLE];
		const paise = (as === 'due' ? due : any) * 100;
		credit(world, { card, paise, reference, call, failedAs: failed ? 'FAILED' : undefined });
	}
}

/** What has to be found, as the ledger alone has it. */
export function expected({ world: { ledger }, claims }: History): {
	rows: string[];
	beside: string[];
} {
	const here = ledger.filter(({ cardAccountId }) => cardAccountId === account.cardAccountId);
	const taken = new Set<unknown>();
	const under = (reference: string) => {
		const found = here.filter((entry) => entry.reference === reference);
		for (const entry of found) taken.add(entry);
		return found;
	};
	const sum = (entries: typeof here) => entries.reduce((all, { amount }) => all + amount, 0);
	const found = claims.map(({ reference, points: due, mobile }) => {
		const credits = under(reference);
		const debits: typeof here = [];
		for (let part = 1; ; part++) {
			const some = under(reversalReference({ ...account, reference, part }));
			if (some.length === 0) break;
			debits.push(...some);
		}
		const net = sum(credits) - sum(debits);
		if (credits.length === 0) return debits.length > 0 ? 'unclear' : 'missing';
		if (credits.some((entry) => entry.mobile !== mobile)) return 'different';
		if (net === due) return 'paid';
		if (net === 0) return 'reversed';
		return credits.length > 1 && net > due ? 'paidTwice' : 'different';
	});
	const isProven = claims.some(({ reference }) => under(reference).length > 0);
	return {
		rows: found.map((each) => (each === 'missing' && !isProven ? 'unclear' : each)),
		beside: here
			.filter((entry) => !taken.has(entry))
			.map(({ reference }) => reference)
			.sort(),
	};
}
