import type { IDataObject } from 'n8n-workflow';
import { toEnkashError } from '../../lib/errors';
import type { Notes } from '../../run/features';
import { Outlays } from '../limits';
import { newUsersAmong, newUsersInWords } from './newUsers';
import { compare, comparedPayment, comparisonInWords, type ComparedRow } from './planComparison';
import { outlaysOf, type SheetCalls } from './sheetPayments';
import { isPayable, type SheetPayment, type SheetRow } from './sheetRow';
import { countedRows } from './wording';

/** What a dry run tells of a sheet beside its plan: on each item, and above them. */
export class Foresight {
	private readonly shared: IDataObject = {};
	private readonly ofRow = new Map<SheetRow, IDataObject>();
	private readonly told: Array<(notes: Notes) => void> = [];

	private constructor(private readonly rows: Array<SheetRow & { payment: SheetPayment }>) {}

	/**
	 * @param earlier rows to compare with, where some were handed in
	 * @throws EnkashError `input` where a limit is none
	 */
	static async of(
		rows: SheetRow[],
		{ calls, earlier }: { calls: SheetCalls; earlier?: ComparedRow[] },
	): Promise<Foresight> {
		const foresight = new Foresight(rows.filter(isPayable));
		const [first] = rows;
		if (!first) return foresight;
		if (earlier) foresight.compareWith(earlier);
		if (first.item.optionFlag('lookUpUsers', false)) await foresight.lookUpUsers(calls);
		foresight.measure(new Outlays(first.item));
		return foresight;
	}

	/** The fields that a planned row has beside its own. */
	fieldsOf(row: SheetRow): IDataObject {
		return { ...this.ofRow.get(row), ...this.shared };
	}

	tell(notes: Notes): void {
		for (const note of this.told) note(notes);
	}

	private get payments(): SheetPayment[] {
		return this.rows.map(({ payment }) => payment);
	}

	private compareWith(earlier: ComparedRow[]): void {
		const rows = new Map(
			this.payments.map((payment, at) => [comparedPayment(payment), this.rows[at]]),
		);
		const comparison = compare([...rows.keys()], earlier);
		const { added, removed, changed, unchanged } = comparison;
		const note = (member: ComparedRow, change: string, previousPoints: number) => {
			const row = rows.get(member);
			if (row) this.ofRow.set(row, { change, previousPoints });
		};
		for (const row of added) note(row, 'added', 0);
		for (const [row, before] of changed) note(row, 'changed', before.points);
		for (const row of unchanged) note(row, 'unchanged', row.points);
		this.shared.totalAdded = added.length;
		this.shared.totalRemoved = removed.length;
		this.shared.totalChanged = changed.size;
		const words = comparisonInWords(comparison) ?? SAME;
		const among = `Compared with the ${countedRows(earlier.length)} in 'Compare With'`;
		this.told.push((notes) => notes.hint(`${among}: ${words}.`));
	}

	/** That EnKash cannot be asked is no reason to give no plan. */
	private async lookUpUsers({ users }: SheetCalls): Promise<void> {
		const { payments, rows } = this;
		try {
			const found = await newUsersAmong(payments, users);
			for (const row of rows) {
				const newUser = found.payments.has(row.payment);
				this.ofRow.set(row, { ...this.ofRow.get(row), newUser });
			}
			this.shared.totalNewUsers = found.payments.size;
			this.told.push((notes) => notes.hint(newUsersInWords(found, payments)));
		} catch (thrown) {
			const { message } = toEnkashError(thrown);
			this.told.push((notes) => notes.warn(`Who is new is not known: ${message}.`));
		}
	}

	private measure(book: Outlays): void {
		const refused = book.foresee(outlaysOf(this.payments));
		if (!refused) return;
		const limitNote = `${refused.error.message}. ${refused.advice}`;
		this.shared.limitNote = limitNote;
		this.told.push((notes) =>
			notes.warn(`A limit would stop it, as far as none of it is paid already: ${limitNote}`),
		);
	}
}

const SAME = 'the same references, people and points';
