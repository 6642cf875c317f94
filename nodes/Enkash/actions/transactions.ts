import type { TransactionCall } from '../api/transactions';
import { account } from '../fields/account';
import { inferredNotice, inferredOptions } from '../fields/inferred';
import { transactionFilters } from '../fields/transactions';
import { filters } from './filters';
import { corrected } from './inferred';
import { operation, type Operation } from './operation';
import { SIMPLE_TRANSACTION } from './simpleFields';

/** The transactions of an account; reward and incentive differ in the call alone. */
export function transactions(
	call: TransactionCall,
	text: { action: string; description: string },
): Operation {
	return operation({
		call,
		name: 'Get Transactions',
		...text,
		fields: [inferredNotice, ...account, transactionFilters],
		options: inferredOptions,
		request: (item) =>
			corrected(item, {
				body: {
					companyId: item.withDefault('companyId'),
					cardAccountId: item.withDefault('cardAccountId'),
					...filters(item),
				},
			}),
		simplify: SIMPLE_TRANSACTION,
		list: true,
	});
}
