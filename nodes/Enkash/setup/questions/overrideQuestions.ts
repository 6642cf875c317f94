import type { CallId } from '../../api/wire/endpoints';
import type { Route } from '../../api/login/routes';
import { builtInRoute } from '../../api/login/routes';
import { nameOf, ownRoute } from '../asking';
import { catalogueTrial, productTrial } from '../facts/catalogueTrials';
import { transactionList } from '../facts/listTrials';
import { orderTrial } from '../facts/orderTrials';
import type { Fact, Inquiry } from '../inquiry';
import { likely, sure, unknown, type Question } from '../question';
import { isUnderstood, type Reply } from '../reply';

/** The calls whose path is looked for, with what was found. */
const FOUND: Array<[CallId, Fact<{ route: Route; reply: Reply }>]> = [
	['reward.getTransactions', transactionList],
	['incentive.getTransactions', transactionList],
	['redemption.searchCatalog', catalogueTrial],
	['redemption.getProduct', productTrial],
	['redemption.getOrder', orderTrial],
];

export const overrideQuestions: Question[] = [
	{
		topic: 'Credential',
		question: "What belongs in 'Endpoint Overrides'?",
		answer: async (inquiry) => {
			const { overrides } = inquiry.account;
			// Nothing can be asked then, not even for a token.
			if ('error' in overrides) {
				const { message, description } = overrides.error;
				return sure(`Something else: ${message}`, { set: description });
			}
			if (!(await isAnyUnderstood(inquiry))) {
				return unknown('Not found out, since none of the calls was answered');
			}
			const [before, after] = [linesNow(inquiry), await linesFound(inquiry)];
			const text = JSON.stringify(Object.fromEntries(after));
			const pasted = after.size > 0 ? text : 'empty';
			if (text === JSON.stringify(Object.fromEntries(before))) {
				return likely(after.size > 0 ? 'What is there' : 'Nothing', {
					evidence: 'Paths of calls that change something cannot be tried',
				});
			}
			return likely('Another text', { set: `'Endpoint Overrides': ${pasted}` });
		},
	},
];

async function isAnyUnderstood(inquiry: Inquiry): Promise<boolean> {
	for (const [, find] of FOUND) {
		if (isUnderstood((await find(inquiry)).reply)) return true;
	}
	return false;
}

function linesNow({ account: { overrides } }: Inquiry): Map<CallId, string> {
	const routes = 'routes' in overrides ? [...overrides.routes] : [];
	return new Map(routes.map(([call, route]) => [call, nameOf(route)]));
}

/** What is there, with the paths that were found in place of those that do not answer. */
async function linesFound(inquiry: Inquiry): Promise<Map<CallId, string>> {
	const lines = linesNow(inquiry);
	for (const [call, find] of FOUND) {
		const { route, reply } = await find(inquiry);
		if (!isUnderstood(reply) || nameOf(route) === nameOf(ownRoute(inquiry, call))) continue;
		if (nameOf(route) === nameOf(builtInRoute(call))) lines.delete(call);
		else lines.set(call, nameOf(route));
	}
	return lines;
}
