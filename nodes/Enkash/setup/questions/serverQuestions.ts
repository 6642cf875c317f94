import { HOST_FIELDS, SANDBOX_HOSTS } from '../../api/login/hosts';
import { ways, type Service, type Way } from '../facts/hostWays';
import { loginTrial } from '../facts/loginTrial';
import type { Inquiry } from '../inquiry';
import { likely, sure, unknown, type Finding, type Question } from '../question';
import { isNotThere, isUnderstood } from '../reply';
import { adviceOf, quoted, told } from '../wording';

export const serverQuestions: Question[] = [
	{
		topic: 'Servers',
		question: `Is '${HOST_FIELDS.auth.label}' right?`,
		answer: async (inquiry) => {
			const { payload, error } = await loginTrial(inquiry);
			if (payload) return sure('Yes: it gives tokens');
			if (!error) return unknown('Not asked: an access token needs none');
			if (error.kind === 'login' && error.fromEnkash) {
				return sure('Yes: EnKash answers there', { evidence: quoted(error.message) });
			}
			const set = `'${HOST_FIELDS.auth.label}': the server of /oauth/token. Ask EnKash for it`;
			return unknown('Not found out, since no login came of it', {
				set,
				evidence: quoted(error.message),
			});
		},
	},
	serverQuestion('card'),
	serverQuestion('marketplace'),
	serverQuestion('points'),
	{
		topic: 'Servers',
		question: `Is '${HOST_FIELDS.sso.label}' right?`,
		answer: async () =>
			unknown(
				"Not tried, since it takes a link that logs somebody in: make one with 'Create SSO Link', and open it",
			),
	},
];

function serverQuestion(service: Service): Question {
	const { label } = HOST_FIELDS[service];
	return {
		topic: 'Servers',
		question: `Is '${label}' right?`,
		answer: async (inquiry) => answerFor(inquiry, label, await ways[service](inquiry)),
	};
}

function answerFor({ account }: Inquiry, label: string, way: Way): Finding {
	const { service, server, reply, ownReply } = way;
	const evidence = told(ownReply);
	const named = account.hosts[service];
	if (isUnderstood(reply)) {
		const byData = reply.was === 'success' ? sure : likely;
		if (server === named) return byData('Yes: EnKash answers there', { evidence });
		const instead = named ? `No: EnKash answers at ${server} instead` : `It is ${server}`;
		return byData(instead, { set: `'${label}': ${server}${custom(account.hosts)}`, evidence });
	}
	if (reply.was === 'forbidden' || reply.was === 'encryption') {
		return likely('Something answers there, and refuses the call', { evidence });
	}
	const set = `'${label}': ask EnKash for it`;
	if (isNotThere(ownReply) || (ownReply.was === 'silent' && ownReply.error.kind === 'notSent')) {
		return likely("No: EnKash's API does not answer there", { set, evidence });
	}
	const advice = ownReply.was === 'notAsked' && named ? undefined : (adviceOf(ownReply) ?? set);
	return unknown('Not found out', { set: advice, evidence });
}

/** Built-in servers can be exchanged in another environment alone. */
function custom(hosts: Inquiry['account']['hosts']): string {
	return hosts === SANDBOX_HOSTS ? ", with 'Environment' set to 'Custom'" : '';
}
