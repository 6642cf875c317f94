import { account } from '../../fields/accountFields';
import { sheetOperation } from '../../payments/sheet/sheetOperation';

/** Pays the rows of a sheet, many in one call, each of them once. R2, docs.enkash.com/api-9796906. */
export const bulkAllocate = sheetOperation({
	call: 'reward.bulkAllocate',
	name: 'Bulk Allocate Points',
	action: 'Allocate reward points to many users',
	description: 'Credit points to the users of a spreadsheet, each row once, many rows in one call',
	fields: account,
	books: 'reward.getTransactions',
	balance: 'reward.getAccount',
	users: 'reward.getUsers',
});
