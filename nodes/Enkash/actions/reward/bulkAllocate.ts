import type { IDataObject } from 'n8n-workflow';
import { addAdvice, type EnkashError } from '../../lib/errors';
import { account } from '../../fields/account';
import { onDuplicateReference } from '../../fields/money';
import { optionsField } from '../../fields/options';
import * as fields from '../../fields/rows';
import { simplify } from '../../fields/simplify';
import { wholeFrom } from '../../input/clean';
import type { Result } from '../../money/single';
import { paySheet } from '../../money/payBatches';
import type { Item } from '../../run/item';
import type { Operation } from '../../run/operation';
import type { Outcome, RunSettings } from '../../run/outcome';
import { simplified, toItems, type SimpleFields } from '../../run/output';
import { assertCovered, sharesOf, SheetPayment } from '../../payments/sheetPayments';
import { asRowFailure, flawField, readLines, type Line } from '../../payments/sheetRows';
import { SheetReport } from '../../payments/sheetReport';

/**
 * Pays the rows of a sheet, many in one call, each of them once. R2, docs.enkash.com/api-9796906.
 * What is the same for the whole sheet is read from the first item.
 */
export const bulkAllocate: Operation = {
	call: 'reward.bulkAllocate',
	name: 'Bulk Allocate Points',
	action: 'Allocate reward points to many users',
	description: 'Credit points to the users of a spreadsheet, each row once, many rows in one call',
	fields: [
		fields.paysSheet,
		...account,
		fields.rowSource,
		fields.columns,
		fields.rows,
		fields.isPointsAllocation,
		simplify,
		optionsField([onDuplicateReference, ...fields.sheetOptions]),
	],
	concurrency: 1,
	run: async (items, settings) => (items.length > 0 ? await runSheet(items, settings) : []),
};

const SIMPLE = {
	outcome: 'outcome',
	uniqueReferenceNumber: 'uniqueReferenceNumber',
	loadAmount: 'loadAmount',
	name: 'name',
	email: 'email',
	mobile: 'mobile',
	enKashCardId: 'enKashCardId',
	userId: 'userId',
	enkashCardTxnId: 'enkashCardTxnId',
	otbBalance: 'otbBalance',
};

const ENVELOPE = { code: 'code', message: 'message' };

async function runSheet(items: Item[], settings: RunSettings): Promise<Outcome[]> {
	const lines = readLines(items);
	const dryRun = items[0].optionFlag('dryRun', false);
	const reported =
		items[0].optionChoice('onInvalidRow', ['fail', 'report'], 'fail') === 'report' ||
		(dryRun && settings.stopOnError);
	const valid = lines.filter(({ error }) => !error);
	const stopped = settings.stopOnError && !reported && valid.length < lines.length;
	if (dryRun) for (const line of valid) line.fate = 'dryRun';
	else if (!stopped && valid.length > 0) await pay(valid, settings);
	return conclude(lines, { settings, reported });
}

async function pay(lines: Line[], settings: RunSettings): Promise<void> {
	const { item } = lines[0];
	const payments = lines.map((line) => new SheetPayment(line));
	const settled = await paySheet(sharesOf(payments), {
		...settings,
		batchSize: item.option('batchSize', wholeFrom(1), 100),
		beforeSending: async (open) => {
			if (item.optionFlag('checkBalance', false)) await assertCovered(open);
		},
	});
	for (const [{ line }, outcome] of settled) line.fate = outcome;
}

interface Conclusion {
	settings: RunSettings;
	/** Invalid rows come out as items, and do not stop the node. */
	reported: boolean;
}

/** Tells of the sheet as a whole, and of each row what became of it. */
function conclude(lines: Line[], { settings, reported }: Conclusion): Outcome[] {
	const report = new SheetReport();
	for (const line of lines) report.add(line);
	report.tell(settings.notes);
	const totals = { totalRows: report.count('dryRun'), totalPoints: report.points('dryRun') };
	const fields = lines[0]?.item.optionFlag('includeEnvelope', false)
		? { ...SIMPLE, ...ENVELOPE }
		: SIMPLE;
	return lines.map((line): Outcome => {
		const item = line.item.index;
		const fate = line.error ?? line.fate;
		if (!fate) return { records: [], item };
		if (fate === 'dryRun')
			return { records: [{ outcome: fate, ...line.checked?.row, ...totals }], item };
		if ('outcome' in fate) return { records: paidRecords(line, fate, fields), item };
		if (line.error && reported) return { records: [invalidRecord(line, fate)], item };
		const failure = asRowFailure(fate);
		return { error: settings.stopOnError ? addAdvice(failure, report.advice) : failure, item };
	});
}

function paidRecords(
	{ checked, simplify: inShort }: Line,
	{ outcome, record }: Result,
	fields: SimpleFields,
): IDataObject[] {
	const [answer] = toItems({ code: 0, message: '', payload: record });
	const { loadAmount, uniqueReferenceNumber } = checked?.row ?? {};
	const whole = { outcome, ...checked?.row, ...answer, loadAmount, uniqueReferenceNumber };
	return [inShort ? simplified(whole, fields) : whole];
}

function invalidRecord({ checked }: Line, { message }: EnkashError): IDataObject {
	const [flaw] = checked?.flaws ?? [];
	const field = flaw && flawField(flaw);
	return { outcome: 'invalid', field, problem: message, uniqueReferenceNumber: checked?.reference };
}
