import { reversal } from '../../payments/reverse/reversal';

/** Takes back an incentive by its reference. I1 with DR and UNALLOCATE_POINT, docs.enkash.com/api-9796911. */
export const reverse = reversal({
	call: 'incentive.reverse',
	name: 'Reverse Payment',
	action: 'Reverse incentive payment',
	description: 'Take back an incentive that was paid under a reference, once, all of it or a part',
	books: 'incentive.getTransactions',
	card: 'incentive.getUser',
});
