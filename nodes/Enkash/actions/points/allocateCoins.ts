import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../../api/wire/envelope';
import { assertNotCancelled } from '../../lib/pause';
import { companyId as companyIdField } from '../../fields/account';
import { optionsField } from '../../fields/options';
import { event, movesCoins, requestId, userId } from '../../fields/points';
import { BlindRun } from '../../money/blind';
import type { Transfer, TransferRecord } from '../../money/single';
import { runChecked } from '../../payments/checked';
import type { Item } from '../../run/item';
import { presenter, type Operation } from '../../run/operation';
import { toItems } from '../../run/output';
import { Tally } from '../../payments/tally';

/** Credits the coins of an event to a user, once. P4, docs.enkash.com/api-9796917. */
export const allocateCoins: Operation = {
	call: 'points.allocateCoins',
	name: 'Allocate Coins',
	action: 'Allocate coins to user',
	description: 'Credit a user with the coins that an event is worth',
	fields: [
		movesCoins,
		companyIdField,
		{ ...userId, required: true },
		{
			...event,
			required: true,
			description: 'Name of the event, which says how many coins it is worth',
		},
		requestId,
		optionsField(),
	],
	concurrency: 1,
	run: async (items, settings) => {
		const tally = new Tally('requestId', settings);
		const run = new BlindRun(items[0]?.place ?? '');
		const outcomes = await runChecked(items, settings, {
			check: (item) => prepare(item, tally),
			begin: async (prepared) => tally.begin(prepared),
			work: (allocation) => allocate(allocation, run),
		});
		return tally.conclude(outcomes);
	},
};

interface Allocation {
	item: Item;
	transfer: Transfer<Answer>;
	show: ReturnType<typeof presenter>;
}

function prepare(item: Item, tally: Tally): Allocation {
	const coins = { userId: item.text('userId'), event: item.text('event') };
	const companyId = item.withDefault('companyId');
	const reference = tally.reference(item, { companyId, ...coins });
	const facts = { requestId: reference, ...coins };
	const body = { companyId, ...facts };
	const send = async () => {
		assertNotCancelled(item.signal);
		const answer = await item.call('points.allocateCoins', { body });
		return { record: { ...facts, ...toItems(answer)[0] }, answer };
	};
	const disagreement = (found: TransferRecord) => otherCoins(found, facts);
	// A time-out that is none keeps all items from being sent.
	void item.timeout;
	return { item, transfer: { reference, send, disagreement }, show: presenter(item) };
}

function otherCoins(
	found: TransferRecord,
	{ event: name, userId: user }: IDataObject,
): string | undefined {
	const same = found.event === name && found.userId === user;
	return same ? undefined : `for ${String(found.event)} of user ${String(found.userId)}`;
}

async function allocate({ transfer, show }: Allocation, run: BlindRun): Promise<IDataObject[]> {
	const { outcome, record, answer } = await run.perform(transfer);
	return show([{ outcome, ...(record as IDataObject) }], answer);
}
