/** Whatever happened: what is found of a sheet is what the ledger has. */
import fc from 'fast-check';
import { searchTransactions } from '../../sandbox/handlers/transactions';
import type { Call } from '../../sandbox/types';
import type { Holders } from '../../nodes/Enkash/payments/reconcile/matching';
import { holdAgainst, type Held } from '../../nodes/Enkash/payments/reconcile/account';
import { account, expected, happen, histories, HOUR, type History } from './history';

const HISTORIES = 1_000;
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

async function hold({ world, claims }: History): Promise<Held> {
	const holders: Holders = new Map(
		[...world.state.cards.values()].map(({ enKashCardId, email, mobile }) => [
			enKashCardId,
			{ email, mobile },
		]),
	);
	return await holdAgainst({
		caller: {
			call: (_, { body }) => {
				const { payload } = searchTransactions({ body, world } as Call);
				return Promise.resolve({ code: 0, message: '', payload });
			},
		},
		call: 'reward.reconcile',
		account,
		claims,
		holders,
		period: { from: Date.now() - 3 * HOUR, to: Date.now() - HOUR / 2 },
		ledger: 'none',
	});
}

const found = ({ rows, beside }: Held) => ({
	rows: rows.map(({ finding }) => finding),
	beside: beside.map(({ entry }) => entry?.references[0]).sort(),
});

it(`${HISTORIES} random histories with duplicates, reversals and other accounts (seed ${SEED})`, async () => {
	const seen = new Map<string, number>();
	await fc.assert(
		fc.asyncProperty(histories, async (history) => {
			const happened = happen(history);
			const held = await hold(happened);
			expect(found(held)).toEqual(expected(happened));
			for (const { finding } of [...held.rows, ...held.beside])
				seen.set(finding, (seen.get(finding) ?? 0) + 1);
		}),
		{ numRuns: HISTORIES, seed: SEED },
	);
	// Each kind was met.
	for (const finding of ['paid', 'missing', 'different', 'paidTwice', 'reversed', 'notInSheet'])
		expect(seen.get(finding) ?? 0).toBeGreaterThan(5);
});
