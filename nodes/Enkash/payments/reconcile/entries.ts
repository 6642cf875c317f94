import {
	cardOf,
	directionsOf,
	pointsOf,
	referencesOf,
	transactionIdOf,
} from '../../api/answers/transactions';
import { meaningOf, wordOf } from '../../api/wire/words';
import { textOf } from '../../input/clean';
import type { JsonRecord } from '../../lib/json';
import type { Entry } from './matching';

/** What is needed of a transaction: 100,000 of them are to fit into memory beside the sheet. */
export function entryOf(record: JsonRecord, elsewhere = false): Entry {
	const directions = directionsOf(record);
	return {
		references: referencesOf(record),
		id: transactionIdOf(record),
		direction: directions.length === 1 ? directions[0] : undefined,
		meaning: meaningOf(record.status),
		status: wordOf(record.status),
		points: pointsOf(record),
		card: cardOf(record),
		email: textOf(record.email) || undefined,
		mobile: textOf(record.mobile) || undefined,
		date: dateOf(record) || undefined,
		elsewhere,
	};
}

/** Without an ID of its own, only what differs is another transaction. */
export function identityOf(record: JsonRecord): string {
	return transactionIdOf(record) ?? JSON.stringify(record);
}

function dateOf({ txnDate, createdOn }: JsonRecord): string {
	return textOf(txnDate) || textOf(createdOn);
}

/** EnKash writes its times without a zone; that they are Indian is inferred. */
export function timeOf(record: JsonRecord): number | undefined {
	const date = dateOf(record);
	const isZoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(date);
	const time = Date.parse(isZoned ? date : `${date.replace(' ', 'T')}+05:30`);
	return Number.isNaN(time) ? undefined : time;
}
