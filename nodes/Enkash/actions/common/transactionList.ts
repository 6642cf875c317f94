import type { IDataObject } from 'n8n-workflow';
import { transactionOf, type TransactionCall } from '../../api/answers/transactions';
import { account } from '../../fields/accountFields';
import { inferredNotice, inferredOptions } from '../../fields/inferred';
import { transactionFilters } from '../../fields/transactionFilters';
import { filters } from './filters';
import { corrected } from './corrected';
import type { Item } from '../../run/item';
import { operation, type Operation } from '../../run/operation';
import { asData, toItems } from '../../run/output';
import { SIMPLE_TRANSACTION } from './simpleFields';
import { inUtc } from '../../input/times';

/** The transactions of an account; reward and incentive differ in the call alone. */
export function transactionList(
	call: TransactionCall,
	text: { action: string; description: string },
): Operation {
	return operation({
		call,
		name: 'Get Transactions',
		...text,
		fields: [inferredNotice, transactionFilters],
		account,
		options: inferredOptions,
		request: (item) =>
			corrected(item, {
				body: {
					...item.account(),
					...timed(item),
				},
			}),
		items: transactionsIn,
		simplify: SIMPLE_TRANSACTION,
		list: true,
	});
}

/** Their times are ISO with Z on EnKash's page (api-13551023). */
function timed(item: Item): IDataObject {
	const { txnDateFrom, txnDateTo, ...others } = filters(item);
	const utc = (time: unknown) => inUtc(time, item.timeZone);
	return { ...others, txnDateFrom: utc(txnDateFrom), txnDateTo: utc(txnDateTo) } as IDataObject;
}

/** What is no list is told as it stands. */
function transactionsIn(payload: unknown): IDataObject[] {
	const records = toItems({ code: 0, message: '', payload });
	const isList = typeof payload === 'object' && payload !== null;
	return isList ? records.map((record) => asData({ ...transactionOf(record) })) : records;
}
