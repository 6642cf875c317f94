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
	'concurrency',
];

/**
 * Nothing is sent where an option that counts for the whole run comes out differently for its items.
 * @throws EnkashError `input`, which names the option and the items
 */
export function assertOneSetting(items: Item[]): void {
	const [first, ...others] = items;
	for (const name of DECISIVE) {
		const wanted = first.optionValue(name);
		const other = others.find((item) => item.optionValue(name) !== wanted);
		if (!other) continue;
		throw inputError(
			first.label(name),
			`is ${told(wanted)} for item ${first.index} and ${told(other.optionValue(name))} for item ${other.index}`,
			'It counts for the whole run, so nothing was sent. Give it one value for all items, or split them before this node.',
		);
	}
}

function told(value: unknown): string {
	return value === undefined ? 'not set' : JSON.stringify(value);
}
