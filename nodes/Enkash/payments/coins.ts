import type { Answer } from '../api/wire/envelope';
import { companyId as companyIdField } from '../fields/accountFields';
import { optionsField } from '../fields/options';
import { resendUnconfirmed } from '../fields/money';
import { movesCoins, requestId } from '../fields/points';
import { BlindRun, type TransferRecord } from '../money/single';
import type { Item } from '../run/item';
import { presenter, type Operation, type OperationText } from '../run/operation';
import { asData, toItems } from '../run/output';
import {
	transferOperation,
	transferSettings,
	type PreparedTransfer,
	type Shared,
} from './transferOperation';

/** A call that credits a user with coins. EnKash has none that looks such a reference up. */
export function coinAllocation(spec: OperationText): Operation {
	return transferOperation({
		...spec,
		fields: [
			movesCoins,
			...spec.fields,
			requestId,
			companyIdField,
			optionsField([resendUnconfirmed]),
		],
		reference: requestId,
		prepare: (item, shared) => prepareCoins(spec, item, shared),
	});
}

function prepareCoins({ call }: OperationText, item: Item, shared: Shared): PreparedTransfer {
	const coins = { userId: item.text('userId'), event: item.text('event') };
	const companyId = item.withDefault('companyId');
	const { userId } = coins;
	const identity = shared.identity([item.host('points'), companyId, userId, 'coins'], coins);
	const { reference } = identity;
	const facts = { requestId: reference, ...coins };
	// A time-out that is none keeps all items from being sent.
	const { api, timeout } = item;
	const settings = transferSettings(item);
	const show = presenter(item);
	return {
		outlay: { item, payment: identity },
		way: shared.way('all', () => new BlindRun<Answer>(shared.concurrency, settings)),
		transfer: {
			...identity,
			send: async () => {
				const answer = await api.call(call, { body: { companyId, ...facts } }, { timeout });
				return { record: { ...toItems(answer)[0], ...facts }, answer };
			},
			disagreement: (found) => otherCoins(found, coins),
		},
		present: ({ outcome, record, answer }) => {
			const own = { outcome, reference, ...facts };
			// Where it was found, EnKash's words may be lost.
			return show([{ ...own, message: null, ...asData(record), ...own }], answer);
		},
	};
}

interface Coins {
	userId: string;
	event: string;
}

/** What this process remembers of a reference, held against what is to be credited now. */
function otherCoins(found: TransferRecord, { userId, event }: Coins): string | undefined {
	const same = found.event === event && found.userId === userId;
	return same ? undefined : `for ${String(found.event)} of user ${String(found.userId)}`;
}
