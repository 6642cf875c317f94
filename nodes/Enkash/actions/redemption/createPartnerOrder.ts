import type { INodeProperties } from 'n8n-workflow';
import { inferredNotice, inferredOptions } from '../../fields/inferred';
import { corrected } from '../common/corrected';
import { order } from '../../payments/order';

const twin: INodeProperties = {
	displayName:
		"Take 'Create Order' unless EnKash told you to use this call, or to send a field that 'Create Order' does not have.",
	name: 'twinNotice',
	type: 'notice',
	default: '',
};

/** Buys vouchers as a partner. D10; its page is not public, see api/wire/endpoints.ts. */
export const createPartnerOrder = order({
	call: 'redemption.createPartnerOrder',
	name: 'Create Partner Order',
	action: 'Create partner voucher order',
	description:
		"Buy vouchers by EnKash's later call; take Create Order unless EnKash told you to use this one",
	fields: [twin, inferredNotice],
	options: inferredOptions,
	correct: corrected,
});
