import { sumPoints } from '../../input/clean';
import type { CleanRow } from '../../input/rows';
import { EnkashError } from '../../lib/errors';
import type { Notes } from '../../run/features';
import { listed } from '../tally';
import type { RowResult, SheetRow } from './sheetRow';

/** What a row counts as, and how that is said. */
const COUNTED_AS = {
	allocated: 'allocated',
	alreadyAllocated: 'already allocated before',
	recovered: 'recovered after a lost answer',
	dryRun: 'would be sent',
	input: 'not valid',
	refused: 'refused by EnKash',
	notPaid: 'not paid',
	unknown: 'unconfirmed',
	notBegun: 'not sent',
} as const;

type Kind = keyof typeof COUNTED_AS;

const PAID_KINDS: Kind[] = ['allocated', 'alreadyAllocated', 'recovered'];

/** Counts what became of the rows of a sheet, and puts it into words. */
export class SheetReport {
	private readonly rows = new Map<Kind, CleanRow[]>();
	private readonly counts = new Map<Kind, number>();
	private derivedPaid = 0;
	private advised?: string;

	add({ checked, payment, result }: SheetRow): void {
		const kind = kindOfRow(payment instanceof EnkashError ? payment : result);
		this.counts.set(kind, this.count(kind) + 1);
		if (!checked?.clean) return;
		const rows = this.rows.get(kind);
		if (rows) rows.push(checked.clean);
		else this.rows.set(kind, [checked.clean]);
		if (checked.derived && PAID_KINDS.includes(kind)) this.derivedPaid++;
	}

	count(kind: Kind): number {
		return this.counts.get(kind) ?? 0;
	}

	points(kind: Kind): number {
		return sumPoints((this.rows.get(kind) ?? []).map(({ loadAmount }) => loadAmount));
	}

	/** A hint above the items, and what the list of executions can be searched by. */
	tell(notes: Notes): void {
		const total = [...this.counts.values()].reduce((sum, count) => sum + count, 0);
		const parts = (Object.keys(COUNTED_AS) as Kind[])
			.filter((kind) => this.count(kind) > 0)
			.map((kind) => `${this.count(kind)} ${COUNTED_AS[kind]}${this.pointsOf(kind)}`);
		notes.hint(`${countedRows(total)}: ${parts.join(', ')}.`);
		const paid = this.references(...PAID_KINDS);
		if (this.count('dryRun') > 0) return;
		notes.keep('enkashRows', String(paid.length));
		notes.keep('enkashPoints', String(sumPoints(PAID_KINDS.map((kind) => this.points(kind)))));
		if (paid.length > 0) notes.keep('enkashReferences', listed(paid));
		const unconfirmed = this.references('unknown');
		if (unconfirmed.length > 0) notes.keep('enkashUnconfirmed', listed(unconfirmed));
	}

	private pointsOf(kind: Kind): string {
		const points = this.points(kind);
		return points > 0 && (PAID_KINDS.includes(kind) || kind === 'dryRun')
			? ` (${points} points)`
			: '';
	}

	private references(...kinds: Kind[]): string[] {
		const rows = kinds.flatMap((kind) => this.rows.get(kind) ?? []);
		return rows.map(({ uniqueReferenceNumber }) => uniqueReferenceNumber);
	}

	/** What would be lost where the node stops: who was paid, and what to do. */
	get advice(): string {
		this.advised ??= this.composeAdvice();
		return this.advised;
	}

	private composeAdvice(): string {
		const paid = this.references(...PAID_KINDS);
		const parts = [
			paid.length === 0 ? this.nonePaid() : `${countedRows(paid.length)} paid: ${listed(paid)}.`,
			...this.countOf(
				'input',
				"not valid: correct them, or set 'On Invalid Row' to 'Report' to send the others.",
			),
			...this.countOf('refused', 'refused by EnKash.'),
			...this.countOf('unknown', `unconfirmed: ${listed(this.references('unknown'))}.`),
			...this.countOf('notBegun', 'not sent.'),
			'Run the same sheet again for the rest: who was paid is found by the reference, and not paid twice.',
		];
		if (this.derivedPaid > 0) {
			parts.push(
				`But of those paid, ${countedRows(this.derivedPaid)} had no reference of their own: retry this execution, or take them out of the sheet first.`,
			);
		}
		return parts.join(' ');
	}

	private nonePaid(): string {
		return this.count('unknown') > 0 ? 'No row is known to be paid.' : 'No row was paid.';
	}

	private countOf(kind: Kind, words: string): string[] {
		return this.count(kind) > 0 ? [`${countedRows(this.count(kind))} ${words}`] : [];
	}
}

function countedRows(count: number): string {
	return count === 1 ? '1 row' : `${count} rows`;
}

function kindOfRow(result: RowResult | undefined): Kind {
	if (result === undefined) return 'notBegun';
	if (result === 'dryRun') return result;
	if ('outcome' in result) return result.outcome;
	return result.kind === 'login' || result.kind === 'notSent' ? 'notPaid' : result.kind;
}
