import { nameOf } from '../asking';
import { catalogueTrial, productTrial } from '../facts/catalogueTrials';
import { orderTrial } from '../facts/orderTrials';
import { recentOrders, recordsOf } from '../facts/sampleIds';
import { sure, unknown, type Question } from '../question';
import { isUnderstood } from '../reply';
import { routeFinding } from '../routeFinding';
import { asked, told } from '../wording';

export const orderQuestions: Question[] = [
	{
		topic: 'Orders',
		question: 'Which edition of Get Order answers?',
		answer: async (inquiry) => {
			const trial = await orderTrial(inquiry);
			const answering = trial.tried.filter(({ reply }) => isUnderstood(reply));
			const finding = routeFinding(inquiry, trial, ['redemption.getOrder']);
			const evidence = trial.tried.map(({ route, reply }) => asked(route, reply)).join('; ');
			if (!trial.found && isUnderstood(trial.reply)) finding.confidence = 'likely';
			if (answering.length < 2) return { ...finding, evidence };
			const all = answering.map(({ route }) => nameOf(route)).join(' and ');
			return { ...finding, finding: `${answering.length} of them: ${all}`, evidence };
		},
	},
	{
		topic: 'Orders',
		question: 'Does it find an order by the reference that it was created with?',
		answer: async (inquiry) => {
			const { listed, found, reply, route } = await orderTrial(inquiry);
			if (!listed) {
				const orders = await recentOrders(inquiry);
				const evidence = told(orders);
				return orders.was === 'success'
					? unknown('Not found out, since Search Orders lists no order', { evidence })
					: unknown('Not found out, since Search Orders gave no list', { evidence });
			}
			const evidence = asked(route, reply);
			if (found) return sure('Yes', { evidence });
			if (!isUnderstood(reply)) return unknown('Not found out', { evidence });
			return sure('No: it does not find an order that Search Orders lists', {
				set: 'Nothing can be set: where an answer of EnKash is lost, the node reports the order as unconfirmed',
				evidence,
			});
		},
	},
	{
		topic: 'Catalog',
		question: 'By which path does the catalog answer?',
		answer: async (inquiry) => {
			const trial = await catalogueTrial(inquiry);
			const finding = routeFinding(inquiry, trial, ['redemption.searchCatalog']);
			const brands = recordsOf(trial.reply).filter((each) => 'productCatalogId' in each).length;
			if (trial.reply.was !== 'success' || brands > 0) return finding;
			return {
				...finding,
				confidence: 'likely',
				evidence: `${finding.evidence ?? ''}, but no brands`,
			};
		},
	},
	{
		topic: 'Catalog',
		question: 'By which path does one product answer?',
		answer: async (inquiry) => {
			const trial = await productTrial(inquiry);
			return routeFinding(inquiry, trial, ['redemption.getProduct']);
		},
	},
];
