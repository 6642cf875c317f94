import { TransactionBooks } from '../../api/answers/transactionBooks';
import type { CardAccount } from '../../api/answers/transactions';
import type { Answer } from '../../api/wire/envelope';
import { uniqueReferenceNumber } from '../../fields/money';
import { cleanPoints } from '../../input/clean';
import { inputError, type EnkashError } from '../../lib/errors';
import { TransferRun, type DuplicatePolicy } from '../../money/single';
import { pointsLedger, pointsTransfer } from '../../payments/allocation';
import { runTransfers, transferSettings, type Shared } from '../../payments/transferOperation';
import type { Item } from '../../run/item';
import type { RunSettings } from '../../run/outcome';

/** What is to be rehearsed: the user names the card and the points. */
export interface Rehearsal {
	item: Item;
	settings: RunSettings;
	account: CardAccount;
	card: string;
	points: number;
	/** What is paid, and repeated, goes under it. It is the same when the execution is retried. */
	reference: string;
}

/** @throws EnkashError `input` where something is missing; nothing was sent then. */
export function rehearsalOf(item: Item, settings: RunSettings): Rehearsal {
	const account = item.account();
	const card = item.text('enKashCardId');
	const points = item.cleaned('loadAmount', cleanPoints);
	const reference = item.derivedReference(['rehearsal', account, card, points]);
	return { item, settings, account, card, points, reference };
}

/** Each item would pay. */
export function assertOneRehearsal(items: Item[]): void {
	const [first] = items;
	if (items.length < 2) return;
	throw inputError(
		first.label('rehearsePayment'),
		`is on for ${items.length} items, and each of them would pay`,
		'Nothing was sent. Give the node one item.',
	);
}

/** One of its movements. */
export interface Step {
	direction: 'credit' | 'debit';
	reference: string;
	/** Tells it from others under the same reference. */
	name: string;
	policy: DuplicatePolicy;
}

/** How a movement ended. */
export type Moved = { outcome: string } | { error: EnkashError };

const CALLS = { credit: 'reward.allocate', debit: 'reward.unallocate' } as const;
const CODES = { credit: 'CR', debit: 'DR' } as const;
const BOOKS = 'reward.getTransactions';

/** Moves the points like every other payment: noted in the journal, and sent once for each step. */
export async function move(rehearsal: Rehearsal, step: Step): Promise<Moved> {
	const { item, settings, account, card, points } = rehearsal;
	const { direction, reference, name, policy } = step;
	const call = CALLS[direction];
	const identity = {
		reference,
		ledger: JSON.stringify(pointsLedger(item, account, direction)),
		content: JSON.stringify({ points, card }),
		occasion: item.occasion(['rehearsal', name]),
	};
	const movement = {
		call,
		books: BOOKS,
		direction,
		account,
		holder: { enkashCardId: card },
		points,
		identity,
	} as const;
	const prepare = (_: Item, shared: Shared) => {
		const way: Shared['way'] = () => {
			const books = new TransactionBooks(item, BOOKS, account, CODES[direction]);
			return new TransferRun<Answer>(books, { ...transferSettings(item), policy });
		};
		const transfer = pointsTransfer(movement, item, { ...shared, way });
		return { ...transfer, present: ({ outcome }: { outcome: string }) => [{ outcome }] };
	};
	const text = { call, name: '', action: '', description: '', fields: [] };
	const spec = { ...text, reference: uniqueReferenceNumber, prepare };
	const [ended] = await runTransfers(spec, [item], { ...settings, stopOnError: false });
	return 'error' in ended ? ended : { outcome: String(ended.records[0]?.outcome) };
}
