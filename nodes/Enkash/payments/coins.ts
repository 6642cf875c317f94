import { companyId as companyIdField } from '../fields/accountFields';
import { optionsField } from '../fields/options';
import { movesCoins, requestId } from '../fields/points';
import { assertNotCancelled } from '../lib/pause';
import { BlindRun } from '../money/blind';
import type { TransferRecord } from '../money/single';
import type { Item } from '../run/item';
import { presenter, type Operation, type OperationText } from '../run/operation';
import { asData, toItems } from '../run/output';
import { transferOperation, type PreparedTransfer, type Shared } from './transferOperation';

/** A call that credits a user with coins. EnKash has none that looks such a reference up. */
export function coinAllocation(spec: OperationText): Operation {
	return transferOperation({
		...spec,
		fields: [movesCoins, companyIdField, ...spec.fields, requestId, optionsField()],
		reference: requestId,
		prepare: (item, shared) => prepareCoins(spec, item, shared),
	});
}

function prepareCoins({ call }: OperationText, item: Item, shared: Shared): PreparedTransfer {
	const coins = { userId: item.text('userId'), event: item.text('event') };
	const companyId = item.withDefault('companyId');
	const reference = shared.reference({ companyId, ...coins });
	const facts = { requestId: reference, ...coins };
	// A time-out that is none keeps all items from being sent.
	const { api, place, signal, timeout } = item;
	const show = presenter(item);
	return {
		way: shared.way('all', () => new BlindRun(place)),
		transfer: {
			reference,
			send: async () => {
				assertNotCancelled(signal);
				const answer = await api.call(call, { body: { companyId, ...facts } }, { timeout });
				return { record: { ...facts, ...toItems(answer)[0] }, answer };
			},
			disagreement: (found) => otherCoins(found, coins),
		},
		present: ({ outcome, record, answer }) => show([{ outcome, ...asData(record) }], answer),
	};
}

interface Coins {
	userId: string;
	event: string;
}

function otherCoins(found: TransferRecord, { userId, event }: Coins): string | undefined {
	const same = found.event === event && found.userId === userId;
	return same ? undefined : `for ${String(found.event)} of user ${String(found.userId)}`;
}
