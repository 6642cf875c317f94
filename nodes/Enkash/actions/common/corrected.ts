import type { IDataObject } from 'n8n-workflow';
import type { CallRequest } from '../../api/client';
import type { Item } from '../../run/item';

/** The request as built in, corrected by what the user gave in 'Endpoint Path' and 'Body'. */
export function corrected(item: Item, request: CallRequest): CallRequest {
	const extra = item.optionJson('body');
	const hasExtra = Object.keys(extra).length > 0;
	return {
		...request,
		endpointPath: item.optionText('endpointPath'),
		body: hasExtra ? { ...(request.body as IDataObject | undefined), ...extra } : request.body,
	};
}
