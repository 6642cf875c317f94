import { corrected } from '../actions/common/corrected';
import {
	identityOf,
	isOfAnother,
	timedTransaction,
	type Transaction,
	type TransactionCall,
} from '../api/answers/transactions';
import { recordsIn } from '../api/wire/records';
import { meaningOf } from '../api/wire/words';
import { account } from '../fields/accountFields';
import { inferredNotice, inferredOptions } from '../fields/inferred';
import { triggerOptions } from '../fields/options';
import { simplify } from '../fields/simplify';
import { accountType, arrivalFilters, enkashTimeZone, overlap } from '../fields/triggerFields';
import { cleanChoice } from '../input/clean';
import type { Item } from '../run/item';
import { asData } from '../run/output';
import { SIMPLE_TRANSACTION } from '../actions/common/simpleFields';
import { arrivals } from './arrivals';
import { enkashTimeZoneOf } from './enkashClock';

/** Points that were moved on an account. R4 and I2, whose pages are not public. */
export const transactionCreated = arrivals({
	value: 'transactionCreated',
	name: 'Transaction Created',
	description: 'Points were credited to a user, or taken back',
	fields: [
		inferredNotice,
		accountType,
		arrivalFilters,
		simplify,
		...account,
		triggerOptions([enkashTimeZone, overlap, ...inferredOptions]),
	],
	watched: ['accountType', 'filters'],
	place: (item) => [item.host('card'), item.account(), enkashTimeZoneOf(item)],
	load: async (item, paging, from) => {
		const txnDateFrom = from === undefined ? undefined : new Date(from).toISOString();
		const body = { ...item.account(), txnDateFrom };
		const request = corrected(item, { query: paging, body });
		return recordsIn((await item.call(callOf(item), request)).payload);
	},
	reader: (item) => {
		const timeZone = enkashTimeZoneOf(item);
		const isWanted = filterOf(item);
		const own = item.account();
		return (record) => {
			const { transaction, at } = timedTransaction(record, timeZone);
			return {
				identity: identityOf(transaction),
				at,
				wanted: !isOfAnother(record, own) && isWanted(transaction),
				output: () => asData({ ...transaction }),
			};
		};
	},
	simplify: SIMPLE_TRANSACTION,
	nothing: {
		message: 'EnKash lists no transaction that these filters let through',
		description: "Allocate some points in EnKash first, or take some of the 'Filters' away.",
	},
});

function callOf(item: Item): TransactionCall {
	const type = item.cleaned('accountType', (raw) =>
		cleanChoice(raw, ['incentive', 'reward'] as const),
	);
	return `${type}.getTransactions`;
}

/** EnKash's own filter is inferred, so what it gives is sorted out here. */
function filterOf(item: Item): (transaction: Transaction) => boolean {
	const { amountFrom, cardTransactionType, enKashCardId, includeFailed, type, userId } =
		item.filled('filters');
	const least = Number(amountFrom ?? 0);
	const words = wordsOf({ direction: cardTransactionType, enKashCardId, type, userId });
	return (transaction) =>
		(includeFailed === true || meaningOf(transaction.status) !== 'notMoved') &&
		(least <= 0 || (transaction.points ?? 0) >= least) &&
		words.every(([name, word]) => transaction[name]?.toUpperCase() === word);
}

type Word = 'direction' | 'enKashCardId' | 'type' | 'userId';

/** What was filled in, once for all records. */
function wordsOf(wanted: Record<Word, unknown>): Array<[Word, string]> {
	const names: Word[] = ['direction', 'enKashCardId', 'type', 'userId'];
	const words = names.map((name): [Word, string] => [
		name,
		(wanted[name] === undefined ? '' : String(wanted[name])).trim().toUpperCase(),
	]);
	return words.filter(([, word]) => word !== '');
}
