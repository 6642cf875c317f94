import { recordsOf, users } from '../facts/sampleIds';
import { readingReplies } from '../facts/readingReplies';
import { likely, sure, unknown, type Question } from '../question';
import { adviceOf, told } from '../wording';

export const accountQuestions: Question[] = [
	{
		topic: 'Account',
		question: 'Are partner, company and card account right?',
		answer: async (inquiry) => {
			const reply = await readingReplies['reward.getAccount'](inquiry);
			const missing = [
				['Partner ID', inquiry.account.partnerId],
				['Default Company ID', inquiry.companyId],
				['Default Card Account ID', inquiry.cardAccountId],
			].flatMap(([label, value]) => (value ? [] : [`'${label}'`]));
			const evidence = told(reply);
			if (reply.was === 'success') return sure('Yes: EnKash has the account', { evidence });
			if (missing.length > 0) {
				const set = `${missing.join(' and ')}, where rewards are to be used`;
				return sure(`Not filled in: ${missing.join(', ')}`, { set, evidence });
			}
			if (reply.was !== 'refused') return unknown('Not found out', { evidence });
			const set = "'Partner ID', 'Default Company ID' and 'Default Card Account ID'";
			return likely('No: EnKash refuses them', { set, evidence });
		},
	},
	{
		topic: 'Account',
		question: 'Does EnKash list the users of the account?',
		answer: async (inquiry) => {
			const reply = await users(inquiry);
			const count = recordsOf(reply).length;
			const evidence = told(reply);
			if (reply.was !== 'success')
				return unknown('Not found out', { set: adviceOf(reply), evidence });
			if (count > 1) return sure(`Yes: ${count} of them in one answer`, { evidence });
			return likely(count === 1 ? 'It gives a single one, of all' : 'It gives none', { evidence });
		},
	},
];
