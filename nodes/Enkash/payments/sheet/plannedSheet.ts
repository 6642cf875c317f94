import { inputError } from '../../lib/errors';
import { isRecord } from '../../lib/json';
import type { Notes } from '../../run/features';
import type { Item } from '../../run/item';
import { compare, comparedPayment, comparisonInWords, type ComparedRow } from './planComparison';
import { differenceFrom, planOf, type Plan } from './plan';
import { isPayable, type SheetPayment, type SheetRow } from './sheetRow';

/**
 * The plan that alone may be paid; nothing where any sheet may.
 * @throws EnkashError where the option is there and empty: whoever added it wants to be asked
 */
export function wantedPlan(item: Item): string | undefined {
	const options = item.value('options');
	if (!isRecord(options) || !('onlyPayPlan' in options)) return undefined;
	const planId = item.optionText('onlyPayPlan');
	if (planId) return planId;
	throw inputError(
		item.label('onlyPayPlan'),
		'is empty',
		"Nothing was sent. Give it the 'planId' of a dry run, or take the option away.",
	);
}

/** The plan of a sheet's valid rows, whether paid already or not. They are known by its references from now on. */
export function planSheet(rows: SheetRow[]): Plan {
	const payable = rows.filter(isPayable);
	const plan = planOf(
		payable.map(({ payment }) => {
			const account = [payment.ledger, payment.payer.paysKnownUsers];
			return { account, content: payment.clean, reference: payment.ownReference };
		}),
	);
	payable.forEach((row, position) => {
		row.payment = row.payment.under(plan.references[position]);
		if (row.checked) row.checked.clean = row.payment.clean;
	});
	return plan;
}

/** A sheet that is to be paid, and what it is held against. */
interface Planned {
	wanted: string;
	plan: Plan;
	payments: SheetPayment[];
	/** The rows that were approved, where they were handed in. */
	earlier?: ComparedRow[];
}

/** @throws EnkashError where a sheet is not the plan that alone may be paid */
export function assertPlan(item: Item, { wanted, plan, payments, earlier }: Planned): void {
	const difference = differenceFrom(wanted, plan);
	if (difference === undefined) return;
	const rows = earlier && comparisonInWords(compare(payments.map(comparedPayment), earlier));
	const changes = rows ? `: ${rows}` : '';
	const which = earlier
		? ''
		: " To be told which rows changed, give the approved ones to 'Compare With'.";
	throw inputError(
		item.label('onlyPayPlan'),
		`is ${wanted}, and ${difference}${changes}`,
		`Nothing was sent. The sheet is plan ${plan.planId}: have that approved, or pay the rows that were.${which}`,
	);
}

/** Keeps which plan was paid, or says in a dry run whether it is the one that may be. */
export function tellPlan(
	plan: Plan,
	{ dryRun, wanted, notes }: { dryRun: boolean; wanted?: string; notes: Notes },
): void {
	if (!dryRun) notes.keep('enkashPlan', plan.planId);
	if (!dryRun || wanted === undefined) return;
	const difference = differenceFrom(wanted, plan);
	if (difference === undefined) notes.hint("It is the plan in 'Only Pay Plan', and can be paid.");
	else
		notes.warn(`It is not the plan in 'Only Pay Plan', ${wanted}, and is not paid: ${difference}.`);
}
