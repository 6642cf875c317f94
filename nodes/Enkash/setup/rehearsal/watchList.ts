import { TransactionBooks } from '../../api/answers/transactionBooks';
import { toEnkashError } from '../../lib/errors';
import { pause } from '../../lib/pause';
import { likely, sure, type Finding } from '../question';
import { quoted } from '../wording';
import type { Rehearsal } from './rehearsal';

/** Seconds to wait before the list is asked once more; a minute in all. */
const WAITS = [0, 1, 1, 2, 4, 7, 15, 30];

/** How late the list shows what was paid. */
export async function watchList(rehearsal: Rehearsal): Promise<Finding> {
	const { item, account, reference } = rehearsal;
	const books = new TransactionBooks(item, 'reward.getTransactions', account, 'CR');
	const began = Date.now();
	const waited = () => `${Math.round((Date.now() - began) / 100) / 10} s`;
	let last = 'it was not there';
	for (const seconds of WAITS) {
		await pause(seconds * 1000, item.signal);
		try {
			const shown = (await books.look([reference])).get(reference);
			if (shown && 'record' in shown) {
				return sure(`After ${waited()}, or earlier`, {
					evidence: `It was asked at once, and then again`,
				});
			}
			if (shown) last = quoted(('doubt' in shown ? shown.doubt : shown.unread).message);
		} catch (thrown) {
			last = quoted(toEnkashError(thrown).message);
		}
	}
	return likely(`Not within ${waited()}`, {
		set: 'Nothing can be set: where an answer of EnKash is lost, the node reports the payment as unconfirmed',
		evidence: `The last time, ${last}`,
	});
}
