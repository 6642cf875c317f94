import { onDuplicateReference, resendUnconfirmed } from '../../fields/money';
import { optionsField } from '../../fields/options';
import {
	columns,
	isPointsAllocation,
	paysSheet as notice,
	rows as rowsJson,
	rowSource,
	sheetOptions,
} from '../../fields/sheetFields';
import { simplify } from '../../fields/simplify';
import { wholeFrom } from '../../input/clean';
import { EnkashError } from '../../lib/errors';
import { paySheet } from '../../money/paySheet';
import type { Item } from '../../run/item';
import type { Operation, OperationText } from '../../run/operation';
import type { Outcome, RunSettings } from '../../run/outcome';
import { assertOneSetting } from '../wholeRun';
import { readSheet } from './readSheet';
import { rowOutcomes } from './rowOutcomes';
import { assertCovered, sharesOf, type SheetCalls } from './sheetPayments';

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
			notice,
			...spec.fields,
			rowSource,
			columns,
			rowsJson,
			isPointsAllocation,
			simplify,
			optionsField([onDuplicateReference, resendUnconfirmed, ...sheetOptions]),
		],
		concurrency: 1,
		run: async (items, settings) => (items.length > 0 ? await runSheet(spec, items, settings) : []),
	};
}

async function runSheet(spec: SheetSpec, items: Item[], settings: RunSettings): Promise<Outcome[]> {
	assertOneSetting(items);
	const plan = planOf(items[0], settings);
	const rows = readSheet(items);
	const payments = rows.flatMap(({ payment }) => (payment instanceof EnkashError ? [] : [payment]));
	const stopped = settings.stopOnError && !plan.reportsInvalid && payments.length < rows.length;
	if (plan.dryRun) {
		for (const row of rows) if (!(row.payment instanceof EnkashError)) row.result = 'dryRun';
	} else if (!stopped && payments.length > 0) {
		const settled = await paySheet(sharesOf(payments, spec, plan.batchSize), {
			...settings,
			beforeSending: async (open) => {
				if (plan.checkBalance) await assertCovered(open, spec.balance);
			},
		});
		for (const row of rows)
			if (!(row.payment instanceof EnkashError)) row.result = settled.get(row.payment);
	}
	return rowOutcomes(rows, { ...plan, ...settings });
}

/** What holds for the whole sheet, read from its first item before anything is sent. */
function planOf(item: Item, { stopOnError }: RunSettings) {
	const dryRun = item.optionFlag('dryRun', false);
	const onInvalidRow = item.optionChoice('onInvalidRow', ['fail', 'report'], 'fail');
	return {
		dryRun,
		reportsInvalid: onInvalidRow === 'report' || (dryRun && stopOnError),
		batchSize: item.option('batchSize', wholeFrom(1), 100),
		checkBalance: item.optionFlag('checkBalance', true),
		includeEnvelope: item.optionFlag('includeEnvelope', false),
	};
}
