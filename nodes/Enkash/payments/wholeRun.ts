import { inputError } from '../lib/errors';
import type { Item } from '../run/item';

/** Options that decide for all items of a run, or a switch meant for one would pay the others. */
const DECISIVE = [
	'dryRun',
	'onDuplicateReference',
	'resendUnconfirmed',
	'batchSize',
	'checkBalance',
	'onInvalidRow',
	'onlyPayPlan',
	'includeReceipts',
	'lookUpUsers',
	'concurrency',
	'maxPointsPerPayment',
	'maxPointsPerRun',
];

/**
 * Nothing is sent where an option that counts for the whole run comes out differently for its items.
 * @param fields that count for the whole run as well, beside the options
 * @throws EnkashError `input`, which names the option and the items
 */
export function assertOneSetting(items: Item[], fields: string[] = []): void {
	for (const name of DECISIVE) assertOne(items, name, (item) => item.optionValue(name));
	for (const name of fields) assertOne(items, name, (item) => item.value(name));
}

function assertOne(
	[first, ...others]: Item[],
	name: string,
	valueOf: (item: Item) => unknown,
): void {
	const wanted = valueOf(first);
	const other = others.find((item) => valueOf(item) !== wanted);
	if (!other) return;
	throw inputError(
		first.label(name),
		`is ${told(wanted)} for item ${first.index} and ${told(valueOf(other))} for item ${other.index}`,
		'It counts for the whole run, so nothing was sent. Give it one value for all items, or split them before this node.',
	);
}

function told(value: unknown): string {
	return value === undefined ? 'not set' : JSON.stringify(value);
}
