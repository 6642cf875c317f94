import { isRecord } from '../../lib/json';
import { recentOrders, users } from '../facts/sampleIds';
import { readingReplies } from '../facts/readingReplies';
import type { Fact } from '../inquiry';
import { sure, unknown, type Finding, type Question } from '../question';
import type { Reply } from '../reply';
import { told } from '../wording';

const HARMLESS = 'The node reads all of them';

export const answerQuestions: Question[] = [
	envelopeQuestion('Get Account', readingReplies['reward.getAccount']),
	envelopeQuestion('Get Users', users),
	envelopeQuestion('Search Orders', recentOrders),
	envelopeQuestion('Get Order', readingReplies['redemption.getOrder']),
	{
		topic: 'Answers',
		question: 'How are several records given?',
		answer: async (inquiry) => {
			const reply = await users(inquiry);
			if (reply.was !== 'success') return unknown('Not found out', { evidence: told(reply) });
			return sure(shapeOf(reply.answer.payload), {
				evidence: 'By Get Users. The node reads arrays, data[] and single objects',
			});
		},
	},
];

function envelopeQuestion(operation: string, ask: Fact<Reply>): Question {
	return {
		topic: 'Answers',
		question: `Which envelope does ${operation} answer in?`,
		answer: async (inquiry) => envelopeOf(await ask(inquiry)),
	};
}

function envelopeOf(reply: Reply): Finding {
	const form = 'form' in reply ? reply.form : undefined;
	if (!form?.envelope) return unknown('Not found out', { evidence: told(reply) });
	const code = form.codeIsText ? ', the code as text' : '';
	const isRefusal = reply.was === 'success' ? '' : ', for a refusal';
	return sure(`${form.envelope}${code}${isRefusal}`, { evidence: HARMLESS });
}

function shapeOf(payload: unknown): string {
	if (Array.isArray(payload)) return 'As an array';
	if (isRecord(payload) && Array.isArray(payload.data)) {
		return 'recordsCount' in payload ? 'As recordsCount and data[]' : 'As data[]';
	}
	return isRecord(payload) ? 'As one object' : 'In no form that is known';
}
