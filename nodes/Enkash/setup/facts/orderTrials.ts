import { orderIn, referenceOf } from '../../api/answers/orders';
import type { Route } from '../../api/login/routes';
import { MADE_UP, ORDER_PATHS } from '../candidates';
import { fact } from '../inquiry';
import { isUnderstood, type Reply } from '../reply';
import { ask, routesFor } from './routeTrials';
import { someOrder } from './sampleIds';

export interface OrderTrial {
	/** The paths that were tried, the credential's own first. */
	tried: Array<{ route: Route; reply: Reply; found: boolean }>;
	/** The one to use. */
	route: Route;
	reply: Reply;
	/** Whether it found the order that was asked for. */
	found: boolean;
	/** Whether an order was asked for that EnKash lists. */
	listed: boolean;
}

/** D11 in both editions, asked for an order that D9 lists, or else for one that does not exist. */
export const orderTrial = fact<OrderTrial>(async (inquiry) => {
	const known = await someOrder(inquiry);
	const reference = known ?? MADE_UP;
	const tried: OrderTrial['tried'] = [];
	for (const route of routesFor(inquiry, 'redemption.getOrder', ORDER_PATHS)) {
		const path = { orderReferenceId: reference };
		const body = route.method === 'GET' ? undefined : { orderId: reference };
		const reply = await ask(inquiry, 'redemption.getOrder', { path, body }, route);
		tried.push({ route, reply, found: isFound(reply, reference) });
	}
	const best =
		tried.find(({ found }) => found) ?? tried.find(({ reply }) => isUnderstood(reply)) ?? tried[0];
	return { ...best, tried, listed: known !== undefined };
});

function isFound(reply: Reply, reference: string): boolean {
	const order = reply.was === 'success' ? orderIn(reply.answer.payload) : undefined;
	return order !== undefined && referenceOf(order) === reference;
}
