import { onDuplicateReference, resendUnconfirmed } from '../../fields/money';
import { optionsField } from '../../fields/options';
import { paymentLimits } from '../../fields/paymentLimits';
import {
	columnMapping,
	columns,
	compareWith,
	dryRun,
	isPointsAllocation,
	paysSheet,
	rows as rowsJson,
	rowSource,
	sendsNothing,
	sheetOptions,
} from '../../fields/sheetFields';
import { simplify } from '../../fields/simplify';
import { cleanFlag, wholeFrom } from '../../input/clean';
import { EnkashError } from '../../lib/errors';
import { isRecord } from '../../lib/json';
import { paySheet } from '../../money/paySheet';
import type { Item } from '../../run/item';
import type { Operation, OperationText } from '../../run/operation';
import type { Outcome, RunSettings } from '../../run/outcome';
import { isUnpaid, Outlays } from '../limits';
import { assertOneSetting } from '../wholeRun';
import { Foresight } from './foresight';
import { rowsToCompareWith } from './planComparison';
import { assertPlan, planSheet, wantedPlan } from './plannedSheet';
import { readSheet } from './readSheet';
import { rowOutcomes } from './rowOutcomes';
import { assertCovered, outlaysOf, sharesOf, type SheetCalls } from './sheetPayments';
import type { DryRun, SheetPayment } from './sheetRow';

export type SheetSpec = OperationText & SheetCalls;

/** A call that pays the rows of a sheet, many at a time, each of them once. */
export function sheetOperation(spec: SheetSpec): Operation {
	const { call, name, action, description } = spec;
	return {
		call,
		name,
		action,
		description,
		fields: [
			dryRun,
			paysSheet,
			sendsNothing,
			rowSource,
			columns,
			columnMapping,
			rowsJson,
			isPointsAllocation,
			compareWith,
			simplify,
			...spec.fields,
			optionsField([onDuplicateReference, resendUnconfirmed, ...paymentLimits, ...sheetOptions]),
		],
		concurrency: 1,
		run: async (items, settings) => (items.length > 0 ? await runSheet(spec, items, settings) : []),
	};
}

async function runSheet(spec: SheetSpec, items: Item[], settings: RunSettings): Promise<Outcome[]> {
	assertOneSetting(items, ['dryRun']);
	const [first] = items;
	const wanted = wantedPlan(first);
	const choices = choicesOf(first, settings);
	const earlier = rowsToCompareWith(first);
	const { rows, columns } = readSheet(items);
	const plan = wanted !== undefined || choices.dryRun ? planSheet(rows) : undefined;
	const payments = rows.flatMap(({ payment }) => (payment instanceof EnkashError ? [] : [payment]));
	const stopped = settings.stopOnError && !choices.reportsInvalid && payments.length < rows.length;
	let foresight: Foresight | undefined;
	if (choices.dryRun) {
		for (const row of rows) if (!(row.payment instanceof EnkashError)) row.result = 'dryRun';
		foresight = await Foresight.of(rows, { calls: spec, earlier });
	} else if (!stopped && payments.length > 0) {
		if (plan && wanted !== undefined) assertPlan(first, { wanted, plan, payments, earlier });
		const book = new Outlays(first);
		let counted: SheetPayment[] = [];
		const settled = await paySheet(sharesOf(payments, spec, choices.batchSize), {
			...settings,
			beforeSending: async (open, now) => {
				const refused = book.count(outlaysOf(open));
				if (refused) throw refused.error;
				counted = open;
				if (choices.checkBalance && now.length > 0) await assertCovered(now, spec.balance);
			},
		});
		book.release(outlaysOf(counted.filter((payment) => isUnpaid(settled.get(payment)))));
		for (const row of rows)
			if (!(row.payment instanceof EnkashError)) row.result = settled.get(row.payment);
	}
	return rowOutcomes(rows, columns, { ...choices, ...settings, plan, wanted, foresight });
}

/** What holds for the whole sheet, read from its first item before anything is sent. */
function choicesOf(item: Item, { stopOnError }: RunSettings) {
	const dryRun = dryRunOf(item);
	const onInvalidRow = item.optionChoice('onInvalidRow', ['fail', 'report'], 'fail');
	return {
		dryRun,
		reportsInvalid: onInvalidRow === 'report' || (dryRun !== undefined && stopOnError),
		batchSize: item.option('batchSize', wholeFrom(1), 100),
		checkBalance: item.optionFlag('checkBalance', true),
		includeEnvelope: item.optionFlag('includeEnvelope', false),
		includeReceipts: item.optionFlag('includeReceipts', false),
	};
}

/**
 * Either switch that is on makes it a dry run: n8n drops a parameter that it does not know, so a switch
 * in the other place would pay. One that is there has to be true or false: what gives nothing was meant.
 */
function dryRunOf(item: Item): DryRun | undefined {
	const options = item.value('options');
	const given = isRecord(options) && 'dryRun' in options;
	const among = given && item.cleaned('dryRun', cleanFlag, options.dryRun ?? null);
	if (item.cleaned('dryRun', cleanFlag)) return 'field';
	return among ? 'options' : undefined;
}
