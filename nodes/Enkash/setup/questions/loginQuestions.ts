import { HOST_FIELDS } from '../../api/login/hosts';
import { isRecord } from '../../lib/json';
import { ways } from '../facts/hostWays';
import { loginTrial } from '../facts/loginTrial';
import { likely, sure, unknown, type Question } from '../question';
import { isUnderstood } from '../reply';
import { quoted, told } from '../wording';

const FOUR = "'Username', 'Password', 'Client ID' and 'Client Secret'";

export const loginQuestions: Question[] = [
	{
		topic: 'Login',
		question: 'Does the login work?',
		answer: async (inquiry) => {
			const { token, payload, error } = await loginTrial(inquiry);
			if (payload) return sure('Yes: EnKash took it', { evidence: 'It gave a token' });
			if (!error) {
				return unknown('Not asked: the credential holds an access token, which is used as it is');
			}
			const { kind, message, description } = error;
			if (kind === 'login') {
				return sure(`No: ${quoted(message)}`, { set: `${FOUR}: ${description ?? ''}`.trim() });
			}
			const isElsewhere = ['notSent', 'refused'].includes(kind) || error.httpStatus === 404;
			return unknown(`Not found out: ${quoted(message)}`, {
				set: isElsewhere ? `'${HOST_FIELDS.auth.label}', or ask EnKash for it` : description,
				evidence: token ? 'The rest was asked with a token of an earlier login' : undefined,
			});
		},
	},
	{
		topic: 'Login',
		question: 'How long does a token live?',
		answer: async (inquiry) => {
			const { payload } = await loginTrial(inquiry);
			const seconds = isRecord(payload) ? Number(payload.expires_in ?? payload.expiresIn) : NaN;
			if (!payload) return unknown('Not found out, since there was no login');
			if (!(seconds > 0)) {
				return unknown('EnKash does not say. The node renews a token when it is refused');
			}
			return likely(`${inWords(seconds)}. The node renews it in time`, {
				evidence: "expires_in of EnKash's answer. Its page says 5 minutes, its example 24 hours",
			});
		},
	},
	{
		topic: 'Login',
		question: 'Does one login do for cards and vouchers?',
		answer: async (inquiry) => {
			const [card, shop] = [await ways.card(inquiry), await ways.marketplace(inquiry)];
			const evidence = `Cards: ${told(card.reply)}. Vouchers: ${told(shop.reply)}`;
			if (isUnderstood(card.reply) && isUnderstood(shop.reply)) {
				return sure('Yes: both take its token', { evidence });
			}
			if (isUnderstood(card.reply) && shop.reply.was === 'forbidden') {
				return likely('No: the voucher calls refuse its token', {
					set: 'A second EnKash credential with the voucher login, for nodes that work with vouchers',
					evidence,
				});
			}
			if (card.reply.was === 'forbidden' && isUnderstood(shop.reply)) {
				return likely('No: the reward calls refuse its token', {
					set: 'A second EnKash credential with the reward login, for nodes that move points',
					evidence,
				});
			}
			return unknown('Not found out, since not both of them answered', { evidence });
		},
	},
];

function inWords(seconds: number): string {
	if (seconds < 120) return `${seconds} s`;
	if (seconds < 2 * 3600) return `${seconds} s, about ${Math.round(seconds / 60)} minutes`;
	return `${seconds} s, about ${Math.round(seconds / 3600)} hours`;
}
