/** What an execution says of each row, and whether it is true: the ledger knows. */
import type { IDataObject } from 'n8n-workflow';
import type { LedgerEntry } from '../../sandbox/types';
import type { NodeResult } from '../engine';
import { ROWS, type Payer, type Row } from './payers';

const PAID = [
	...['allocated', 'alreadyAllocated', 'ordered', 'alreadyOrdered'],
	...['reversed', 'alreadyReversed', 'recovered'],
];

/** `held`: nothing was sent now, which says nothing of earlier or of others. */
export type Says = 'paid' | 'unpaid' | 'open' | 'held' | 'nothing';

export interface Told {
	row: number;
	says: Says;
	words: string;
	/** The references that the ledger had by then. */
	known: Set<string>;
	item?: IDataObject;
}

function sayingOf(words: string): Says {
	if (/unconfirmed/i.test(words)) return 'open';
	return words.startsWith('Not sent') ? 'held' : 'unpaid';
}

/** All rows where the execution went through, and the row that stopped it where it did not. */
export function toldBy({ items, error }: NodeResult, ledger: LedgerEntry[]): Told[] {
	const known = new Set(ledger.map(({ reference }) => reference));
	if (error) {
		const words = `${error.message} ${error.description ?? ''}`;
		const row = Number(/\[item (\d+)\]/.exec(error.message)?.[1] ?? NaN);
		return [{ row, says: sayingOf(error.message), words, known }];
	}
	return Array.from({ length: Math.max(ROWS, items.length) }, (_, row): Told => {
		const item = items.find(({ pairedItem }) => pairedRow(pairedItem) === row)?.json;
		if (!item) return { row, says: 'nothing', words: 'no item came out', known };
		const words = [textOf(item.error), textOf(item.message)].join(' ').trim();
		if (item.error) return { row, says: sayingOf(textOf(item.error)), words, known, item };
		const outcome = textOf(item.outcome);
		return { row, says: PAID.includes(outcome) ? 'paid' : 'nothing', words: outcome, known, item };
	});
}

function textOf(value: unknown): string {
	if (value === undefined) return '';
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function pairedRow(paired: unknown): unknown {
	return typeof paired === 'object' && paired !== null && 'item' in paired ? paired.item : paired;
}

const ownReference = ({ reference }: Row) => reference;

/** What is untrue, or paid twice, one sentence each. */
export function breaks(
	{ reference: field, amount: amountField, due, movedUnder = ownReference }: Payer,
	rows: Row[],
	told: Told[],
	ledger: LedgerEntry[],
): string[] {
	const found: string[] = [];
	const wanted = new Set(rows.map(movedUnder));
	for (const { reference } of ledger)
		if (!wanted.has(reference)) found.push(`${reference} was moved, which nobody asked for`);
	for (const [row, data] of rows.entries()) {
		const moved = movedUnder(data);
		const effects = ledger.filter((entry) => entry.reference === moved);
		const sums = effects.map(({ amount }) => amount);
		if (sums.length > 1) found.push(`row ${row} took effect ${sums.length} times`);
		if (sums.some((sum) => sum !== due(data))) found.push(`row ${row} moved ${sums.join(', ')}`);
	}
	for (const { row, says, words, known, item = {} } of told) {
		const data = rows[row] as Row | undefined;
		if (!data) {
			found.push(`an error names no row: ${words}`);
			continue;
		}
		const { reference } = data;
		const moved = movedUnder(data);
		const isIn = ledger.some((entry) => entry.reference === moved);
		if (says === 'nothing') found.push(`row ${row} is lost: ${words}`);
		if (says === 'paid' && !isIn) found.push(`row ${row} is told as paid and is not: ${words}`);
		if (says === 'unpaid' && known.has(moved))
			found.push(`row ${row} is told as unpaid and is paid: ${words}`);
		if (says === 'open' && !words.includes(reference))
			found.push(`row ${row} is open without its reference: ${words}`);
		if (says !== 'paid') continue;
		if (item[field] !== reference)
			found.push(`row ${row} is told as paid under ${textOf(item[field])}`);
		if (amountField && item[amountField] !== due(data))
			found.push(`row ${row} is told as ${textOf(item[amountField])} instead of ${due(data)}`);
	}
	return found;
}
