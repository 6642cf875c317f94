import type { ReadingCall } from '../../api/wire/endpoints';
import { MADE_UP } from '../candidates';
import { fact, type Fact, type Inquiry } from '../inquiry';
import { cart, catalogueTrial, productTrial, someBrand } from './catalogueTrials';
import { accountBody, ways, type Service } from './hostWays';
import { transactionList } from './listTrials';
import { orderTrial } from './orderTrials';
import { ask } from './routeTrials';
import { recentOrders, someCard, users } from './sampleIds';
import type { Reply } from '../reply';

/** What came of each call that changes nothing. */
export const readingReplies: Record<ReadingCall, Fact<Reply>> = {
	'reward.getAccount': atTheDoor('card', 'reward.getAccount', accountBody),
	'reward.getTransactions': async (inquiry) => (await transactionList(inquiry)).reply,
	'reward.getUsers': users,
	'reward.getUserCards': fact(async (inquiry) => await askForCard(inquiry, 'reward.getUserCards')),
	'incentive.getTransactions': fact(async (inquiry) => {
		const { route, reply } = await transactionList(inquiry);
		return reply.was === 'success'
			? await ask(inquiry, 'incentive.getTransactions', accountBody(inquiry), route)
			: reply;
	}),
	'incentive.getUser': fact(async (inquiry) => await askForCard(inquiry, 'incentive.getUser')),
	'redemption.getCart': cart,
	'redemption.searchCatalog': async (inquiry) => (await catalogueTrial(inquiry)).reply,
	'redemption.getProduct': async (inquiry) => (await productTrial(inquiry)).reply,
	'redemption.getDenominations': fact(async (inquiry) => {
		const productCatalogId = (await someBrand(inquiry)) ?? MADE_UP;
		return await ask(inquiry, 'redemption.getDenominations', { path: { productCatalogId } });
	}),
	'redemption.searchOrders': recentOrders,
	'redemption.getOrder': async (inquiry) => (await orderTrial(inquiry)).reply,
	'points.getEvent': fact(
		async (inquiry) => await ask(inquiry, 'points.getEvent', { path: { coinConfigId: MADE_UP } }),
	),
	'points.getBalance': fact(async (inquiry) => {
		const userId = (await someCard(inquiry))?.userId ?? MADE_UP;
		return await ask(inquiry, 'points.getBalance', { query: { userId } });
	}),
};

/** A call that a service is found by need not be made twice. */
function atTheDoor(
	service: Service,
	call: ReadingCall,
	request: (inquiry: Inquiry) => ReturnType<typeof accountBody>,
): Fact<Reply> {
	return fact(async (inquiry) => {
		const way = await ways[service](inquiry);
		return way.call === call ? way.reply : await ask(inquiry, call, request(inquiry));
	});
}

async function askForCard(inquiry: Inquiry, call: ReadingCall): Promise<Reply> {
	const { companyId, cardAccountId } = inquiry;
	const enKashCardId = (await someCard(inquiry))?.enKashCardId ?? MADE_UP;
	return await ask(inquiry, call, { body: { companyId, cardAccountId, enKashCardId } });
}
