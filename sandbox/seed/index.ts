import { State } from '../state';
import { seedAccounts } from './accounts';
import { seedCoins } from './coins';
import { seedTransactions } from './transactions';

/** A sandbox's memory as it is at the start, the same each time. */
export function seed(): State {
	const state = new State();
	seedAccounts(state);
	seedTransactions(state);
	seedCoins(state);
	return state;
}
