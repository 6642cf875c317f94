import { reversal } from '../../payments/reverse/reversal';

/** Takes back what was paid under a reference. R1 with DR and UNALLOCATE_POINT, docs.enkash.com/api-9796905. */
export const reverse = reversal({
	call: 'reward.reverse',
	name: 'Reverse Payment',
	action: 'Reverse reward payment',
	description: 'Take back what was paid under a reference, once, all of it or a part',
	books: 'reward.getTransactions',
	card: 'reward.getUserCards',
});
