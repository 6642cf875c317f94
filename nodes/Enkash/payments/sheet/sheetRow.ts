import { disagreement, type CardAccount } from '../../api/answers/transactions';
import type { RawRow } from '../../input/headers';
import type { CheckedRow, CleanRow } from '../../input/rows';
import { EnkashError } from '../../lib/errors';
import type { Result, TransferRecord } from '../../money/single';
import type { Item } from '../../run/item';

/** A row of a sheet, from the item that holds it to what came of it. */
export interface SheetRow {
	item: Item;
	/** What stood in it, where that cannot be paid. */
	raw?: RawRow;
	/** What a person calls it: where it stands in the sheet, or among the rows that came in, from 1. */
	number: number;
	/** Whether what comes of it is shown in short. */
	simplify: boolean;
	/** Missing where the item could not even be read. */
	checked?: CheckedRow;
	/** How it is paid, or why it cannot be. */
	payment: SheetPayment | EnkashError;
	/** Missing where it was not begun. */
	result?: RowResult;
}

export function isPayable(row: SheetRow): row is SheetRow & { payment: SheetPayment } {
	return !(row.payment instanceof EnkashError);
}

/** Which of the two switches makes a run a dry one. */
export type DryRun = 'field' | 'options';

/** What came of a row. */
export type RowResult = Result | EnkashError | 'dryRun';

/** The account that a row is paid from, and whether users whom EnKash knows already are paid. */
export interface Payer extends CardAccount {
	paysKnownUsers: boolean;
}

/** Where a row stands among those of its item, from 0, and whether its reference was derived. */
export interface RowPlace {
	row: number;
	derived: boolean;
}

/** A valid row on its way to EnKash. */
export class SheetPayment {
	constructor(
		readonly item: Item,
		readonly clean: CleanRow,
		readonly payer: Payer,
		private readonly place: RowPlace,
	) {}

	/** The same payment under a reference that holds in whatever execution it is made. */
	under(uniqueReferenceNumber: string): SheetPayment {
		const clean = { ...this.clean, uniqueReferenceNumber };
		return new SheetPayment(this.item, clean, this.payer, { ...this.place, derived: false });
	}

	/** The reference that the sheet gives; undefined where it has none. */
	get ownReference(): string | undefined {
		return this.place.derived ? undefined : this.reference;
	}

	get ledger(): string {
		const { companyId, cardAccountId } = this.payer;
		return JSON.stringify([this.item.host('card'), companyId, cardAccountId, 'credit']);
	}

	/** Blank where the reference was derived, and so stands for this row alone. */
	get content(): string {
		const { points, email, mobile } = this;
		return this.place.derived ? '' : JSON.stringify({ points, email, mobile });
	}

	get occasion(): string {
		const { points, email, mobile } = this;
		return this.item.occasion({ points, email, mobile }, this.place.row);
	}

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
