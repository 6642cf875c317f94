import { clockTrial } from '../facts/clockTrials';
import { likely, sure, unknown, type Question } from '../question';

export const clockQuestions: Question[] = [
	{
		topic: 'Times',
		question: 'Which time zone are times in?',
		answer: async (inquiry) => {
			const { zone, told } = await clockTrial(inquiry);
			const evidence = `Told ${told}`;
			if (told === 'by themselves') return sure('They name it themselves', { evidence });
			if (told === 'by no time, since there is none') {
				return unknown('Not found out, since no answer has a time');
			}
			if (!zone) {
				return unknown('Not found out: the times name none, and nothing is recent enough to tell', {
					set: 'Run this within five hours after points were moved',
				});
			}
			const name = zone === 'India' ? 'Indian time (UTC+5:30)' : 'UTC';
			const by = told === 'by the filter of dates' ? likely : sure;
			return by(name, { evidence });
		},
	},
];
