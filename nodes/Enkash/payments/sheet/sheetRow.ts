import { disagreement, type CardAccount } from '../../api/answers/transactions';
import type { CheckedRow, CleanRow } from '../../input/rows';
import type { EnkashError } from '../../lib/errors';
import type { Result, TransferRecord } from '../../money/single';
import type { Item } from '../../run/item';

/** A row of a sheet, from the item that holds it to what came of it. */
export interface SheetRow {
	item: Item;
	/** Whether what comes of it is shown in short. */
	simplify: boolean;
	/** Missing where the item could not even be read. */
	checked?: CheckedRow;
	/** How it is paid, or why it cannot be. */
	payment: SheetPayment | EnkashError;
	/** Missing where it was not begun. */
	result?: RowResult;
}

/** What came of a row. */
export type RowResult = Result | EnkashError | 'dryRun';

/** The account that a row is paid from, and whether users whom EnKash knows already are paid. */
export interface Payer extends CardAccount {
	paysKnownUsers: boolean;
}

/** A valid row on its way to EnKash. */
export class SheetPayment {
	constructor(
		readonly item: Item,
		readonly clean: CleanRow,
		readonly payer: Payer,
	) {}

	get reference(): string {
		return this.clean.uniqueReferenceNumber;
	}

	get mobile(): string {
		return this.clean.mobile;
	}

	get email(): string {
		return this.clean.email;
	}

	get points(): number {
		return this.clean.loadAmount;
	}

	disagreement(found: TransferRecord): string | undefined {
		return disagreement(found, this);
	}
}
