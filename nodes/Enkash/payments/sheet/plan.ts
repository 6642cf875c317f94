import { sumPoints } from '../../input/clean';
import type { RowContent } from '../../input/rows';
import { digestOf } from '../../money/reference';

/** A payment as a plan sees it: what would be sent, and from where. */
export interface PlannedPayment {
	/** Host, company, card account, and who is paid from them. */
	account: unknown;
	content: RowContent;
	/** The reference that the sheet gives; undefined where it has none. */
	reference?: string;
}

/** What is to be paid, as one who approves it sees it. */
export interface Plan {
	/** The same for the same payments, in whatever order, and another one for any others. */
	planId: string;
	totalRows: number;
	totalPoints: number;
	/** The reference of each payment, in their order: the sheet's own, or one that belongs to the plan. */
	references: string[];
}

/** What a reference that belongs to a plan begins with. */
const OF_PLAN = /^PLAN-[A-Z2-7]{26}$/;

/** Whether a reference is one that a plan or an execution gave, and not the sheet. */
export function isDerived(reference: string): boolean {
	return OF_PLAN.test(reference) || /^N8N-[A-Z2-7]{26}$/.test(reference);
}

/**
 * The plan of payments: a digest over exactly what would be sent. A reference that was derived is no
 * part of it, since it belongs to an execution, or to a plan itself; those of a planned payment derive
 * from the plan and the row. So they are the same ones in whatever execution the plan is paid.
 */
export function planOf(payments: PlannedPayment[]): Plan {
	const rows = payments.map(digestOfPayment);
	const totalRows = payments.length;
	const totalPoints = sumPoints(payments.map(({ content }) => content.loadAmount));
	const all = digestOf(JSON.stringify([...rows].sort()));
	const planId = `${totalRows}-${totalPoints}-${all}`;
	const counts = new Map<string, number>();
	const references = payments.map((payment, position) => {
		const own = ownReference(payment);
		if (own !== undefined) return own;
		// Rows that pay the same are told apart by how many there were before; which is which is all one.
		const before = counts.get(rows[position]) ?? 0;
		counts.set(rows[position], before + 1);
		return `PLAN-${digestOf(JSON.stringify([planId, rows[position], before]))}`;
	});
	return { planId, totalRows, totalPoints, references };
}

/** Rows that came out of a dry run bring the reference it showed, which is none of their own. */
function ownReference({ reference }: PlannedPayment): string | undefined {
	return reference === undefined || OF_PLAN.test(reference) ? undefined : reference;
}

function digestOfPayment(payment: PlannedPayment): string {
	const { account, content } = payment;
	const { title, name, email, mobile, loadAmount, remarks = null } = content;
	const sent = [title, name, email, mobile, Math.round(loadAmount * 100), remarks];
	return digestOf(JSON.stringify([account, sent, ownReference(payment) ?? null]));
}

/**
 * In what a sheet differs from a plan: rows and points, which its ID tells.
 * @returns nothing where it is that plan
 */
export function differenceFrom(planId: string, plan: Plan): string | undefined {
	if (planId === plan.planId) return undefined;
	const [, rows, points] = /^(\d+)-(\d+(?:\.\d+)?)-[A-Z2-7]{26}$/.exec(planId) ?? [];
	if (rows === undefined) return 'which is no plan that a dry run gives';
	const parts = [
		changed(plan.totalRows - Number(rows), 'row', ['more', 'less']),
		changed(sumPoints([plan.totalPoints, -Number(points)]), 'point', ['more', 'less']),
	].filter((part) => part !== undefined);
	if (parts.length > 0) return `the sheet has ${parts.join(' and ')}`;
	return 'the sheet has as many rows and points, but for other people, in other parts, from another account or under other references';
}

function changed(by: number, what: string, [more, less]: [string, string]): string | undefined {
	if (by === 0) return undefined;
	const count = Math.abs(by);
	return `${count} ${what}${count === 1 ? '' : 's'} ${by > 0 ? more : less}`;
}
