import type { State, Transaction } from '../state';

const FIRST = Date.parse('2025-05-01T09:30:00+05:30');
const DAY = 24 * 60 * 60 * 1000;
const REASONS = ['Spot award', '5 years with us', 'Referral', 'Diwali bonus'];

/** One credit for each of the first users, a day apart, and one taken back. */
export function seedTransactions(state: State): void {
	for (const account of state.accounts.values()) {
		const cards = account.cards
			.filter((card) => card !== account.primary && card.balance > 0)
			.slice(0, 12);
		cards.forEach((card, index) => {
			add(state, {
				at: FIRST + index * DAY,
				card,
				direction: 'CR',
				type: 'ALLOCATE_POINT',
				reference: `${account.cardAccountId}-2025-${String(index + 1).padStart(3, '0')}`,
				amount: card.balance,
				balance: card.balance,
				description: REASONS[index % REASONS.length],
			});
		});
	}
	const [first] = state.transactions;
	add(state, {
		...first,
		at: FIRST + 20 * DAY,
		direction: 'DR',
		type: 'UNALLOCATE_POINT',
		reference: `${first.card.account.cardAccountId}-2025-BACK`,
		amount: 100,
		description: 'Given by mistake',
	});
}

function add(state: State, transaction: Omit<Transaction, 'id'>): void {
	state.addTransaction({ ...transaction, id: state.ids.next('ECT', 10) });
}
