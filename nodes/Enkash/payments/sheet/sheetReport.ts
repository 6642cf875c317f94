import { sumPoints } from '../../input/clean';
import type { CleanRow } from '../../input/rows';
import { addAdvice, EnkashError } from '../../lib/errors';
import type { Notes } from '../../run/features';
import { groups } from '../../lib/groups';
import { listed } from '../tally';
import type { Plan } from './plan';
import type { DryRun, RowResult, SheetRow } from './sheetRow';
import { countedRows, namedRows } from './wording';

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
	notSent: 'not sent',
} as const;

type Kind = keyof typeof COUNTED_AS;

const PAID_KINDS: Kind[] = ['allocated', 'alreadyAllocated', 'recovered'];

/** What is said of a run that sends nothing, by where the switch for that is. */
const NOTHING_SENT: Record<DryRun, string> = {
	field: "Nothing was sent. To pay, turn 'Dry Run' off.",
	options: "Nothing was sent. To pay, take 'Dry Run' out of 'Options'.",
};

const NONE_TO_SEND = 'Nothing was sent, and no row could be.';

/** Problems of rows that are told one by one. */
const TOLD_PROBLEMS = 10;

/** Counts what became of the rows of a sheet, and puts it into words. */
export class SheetReport {
	private readonly rows = new Map<Kind, CleanRow[]>();
	private readonly counts = new Map<Kind, number>();
	/** Rows that are not valid, and what is wrong with them. */
	private readonly invalid: Array<{ number: number; problem: string }> = [];
	private derivedPaid = 0;
	/** The row with the most points of those that would be sent. */
	private largest?: { number: number; points: number };
	private advised?: string;

	add({ checked, payment, result, number }: SheetRow): void {
		const outcome = payment instanceof EnkashError ? payment : result;
		const kind = kindOfRow(outcome);
		this.counts.set(kind, this.count(kind) + 1);
		if (kind === 'input' && outcome instanceof EnkashError) {
			this.invalid.push({ number, problem: outcome.message });
		}
		if (!checked?.clean) return;
		const rows = this.rows.get(kind);
		if (rows) rows.push(checked.clean);
		else this.rows.set(kind, [checked.clean]);
		const derived = !(payment instanceof EnkashError) && payment.ownReference === undefined;
		if (derived && PAID_KINDS.includes(kind)) this.derivedPaid++;
		const points = checked.clean.loadAmount;
		if (kind === 'dryRun' && points > (this.largest?.points ?? 0))
			this.largest = { number, points };
	}

	count(kind: Kind): number {
		return this.counts.get(kind) ?? 0;
	}

	points(kind: Kind): number {
		return sumPoints((this.rows.get(kind) ?? []).map(({ loadAmount }) => loadAmount));
	}

	/**
	 * A hint above the items, and what the list of executions can be searched by.
	 * @param dryRun where that is switched on, if it is
	 */
	tell(notes: Notes, dryRun?: DryRun, plan?: Plan): void {
		const total = [...this.counts.values()].reduce((sum, count) => sum + count, 0);
		const parts = (Object.keys(COUNTED_AS) as Kind[])
			.filter((kind) => this.count(kind) > 0)
			.map((kind) => `${this.count(kind)} ${COUNTED_AS[kind]}${this.pointsOf(kind)}`);
		const told = [`${countedRows(total)}: ${parts.join(', ')}.`];
		if (dryRun && this.largest) told.push(`This is plan ${plan?.planId}.`);
		if (dryRun) told.push(this.largest ? NOTHING_SENT[dryRun] : NONE_TO_SEND);
		notes.hint(told.join(' '));
		if (dryRun) return;
		const paid = this.references(...PAID_KINDS);
		notes.keep('enkashRows', String(paid.length));
		notes.keep('enkashPoints', String(sumPoints(PAID_KINDS.map((kind) => this.points(kind)))));
		if (paid.length > 0) notes.keep('enkashReferences', listed(paid));
		const unconfirmed = this.references('unknown');
		if (unconfirmed.length > 0) notes.keep('enkashUnconfirmed', listed(unconfirmed));
	}

	private pointsOf(kind: Kind): string {
		const points = this.points(kind);
		if (points === 0 || !(PAID_KINDS.includes(kind) || kind === 'dryRun')) return '';
		const { largest } = this;
		const most = largest ? `, the largest ${largest.points} in row ${largest.number}` : '';
		return ` (${points} points${most})`;
	}

	private references(...kinds: Kind[]): string[] {
		const rows = kinds.flatMap((kind) => this.rows.get(kind) ?? []);
		return rows.map(({ uniqueReferenceNumber }) => uniqueReferenceNumber);
	}

	/** A failure that stops the node: it tells of all rows that are not valid, and of what was paid. */
	stopping(error: EnkashError): EnkashError {
		if (error.kind !== 'input' || this.invalid.length === 1) return addAdvice(error, this.advice);
		const named = namedRows(this.invalid.map(({ number }) => number));
		const [problem, ...others] = this.problems.keys();
		if (others.length > 0)
			return error.with({ message: `${named} are not valid`, description: this.advice });
		return addAdvice(error.with({ message: `${named} are not valid: ${problem}` }), this.advice);
	}

	/** The rows that have each problem. */
	private get problems(): Map<string, Array<{ number: number }>> {
		return groups(this.invalid, ({ problem }) => problem);
	}

	/** What would be lost where the node stops: who was paid, and what to do. */
	private get advice(): string {
		this.advised ??= this.composeAdvice();
		return this.advised;
	}

	private composeAdvice(): string {
		const paid = this.references(...PAID_KINDS);
		const parts = [
			paid.length === 0 ? this.nonePaid() : `${countedRows(paid.length)} paid: ${listed(paid)}.`,
			...this.correction(),
			...this.countOf('refused', 'refused by EnKash.'),
			...this.countOf('unknown', `unconfirmed: ${listed(this.references('unknown'))}.`),
			...this.countOf(
				'notSent',
				this.invalid.length > 0 ? 'not sent either, though valid.' : 'not sent.',
			),
		];
		if (paid.length > 0 || this.count('unknown') > 0 || this.invalid.length === 0) {
			parts.push(
				'Run the same sheet again for the rest: who was paid is found by the reference, and not paid twice.',
			);
		}
		if (this.derivedPaid > 0) {
			parts.push(
				`But of those paid, ${countedRows(this.derivedPaid)} had no reference of their own: retry this execution, or take them out of the sheet first.`,
			);
		}
		return parts.join(' ');
	}

	private correction(): string[] {
		if (this.invalid.length === 0) return [];
		const problems = [...this.problems].slice(0, TOLD_PROBLEMS);
		const told = problems.map(
			([problem, rows]) => `${namedRows(rows.map(({ number }) => number))}: ${problem}.`,
		);
		const more = this.problems.size - told.length;
		if (more > 0) told.push(`${countedRows(more)} more.`);
		const them = this.invalid.length === 1 ? 'it' : 'them';
		return [...told, `Correct ${them}, or set 'On Invalid Row' to 'Report' to send the others.`];
	}

	private nonePaid(): string {
		return this.count('unknown') > 0
			? 'No row is known to be paid.'
			: 'This execution paid no row.';
	}

	private countOf(kind: Kind, words: string): string[] {
		return this.count(kind) > 0 ? [`${countedRows(this.count(kind))} ${words}`] : [];
	}
}

function kindOfRow(result: RowResult | undefined): Kind {
	if (result === undefined) return 'notSent';
	if (result === 'dryRun') return result;
	if ('outcome' in result) return result.outcome;
	return result.kind === 'login' ? 'notSent' : result.kind;
}
