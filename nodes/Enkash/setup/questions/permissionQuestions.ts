import { endpoints, isCallId, type CallId, type ReadingCall } from '../../api/wire/endpoints';
import { groups } from '../../lib/groups';
import { loginTrial } from '../facts/loginTrial';
import { readingReplies } from '../facts/readingReplies';
import type { Inquiry } from '../inquiry';
import { likely, sure, unknown, type Finding, type Question } from '../question';
import type { Reply } from '../reply';
import { ASK_FOR_ACCESS } from '../routeFinding';
import { adviceOf, quoted, told } from '../wording';

const CALLS = Object.keys(endpoints).filter(isCallId);

/** Resources as their dropdown calls them, where that is not their name in EnKash's calls. */
const RESOURCES: Record<string, string> = { redemption: 'Voucher', points: 'Coin' };

/** One question for each of EnKash's calls. Several operations may be the same call. */
export const permissionQuestions: Question[] = [...groups(CALLS, (call) => endpoints[call].id)].map(
	([id, calls]) => ({
		topic: 'Permissions',
		question: `May this account use ${namesOf(calls).join(' and ')} (${id})?`,
		answer: async (inquiry) => await permission(inquiry, calls[0]),
	}),
);

/** Calls as the dropdowns call them, such as `Reward: Get Users`. */
function namesOf(calls: CallId[]): string[] {
	const byResource = groups(calls, (call) => call.split('.')[0]);
	return [...byResource].map(([resource, own]) => {
		const operations = own.map((call) => titled(call.split('.')[1]));
		return `${RESOURCES[resource] ?? titled(resource)}: ${operations.join(', ')}`;
	});
}

function titled(name: string): string {
	const words = name.replace(/[A-Z]/g, ' $&').replace('Sso', 'SSO').replace(' To ', ' to ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

async function permission(inquiry: Inquiry, call: CallId): Promise<Finding> {
	if (call.endsWith('.authenticate')) return await permissionToLogIn(inquiry);
	if (isReading(call)) return permissionBy(await readingReplies[call](inquiry));
	return unknown('Not tried, since this call changes something');
}

function isReading(call: CallId): call is ReadingCall {
	return Object.hasOwn(readingReplies, call);
}

async function permissionToLogIn(inquiry: Inquiry): Promise<Finding> {
	const { payload, error } = await loginTrial(inquiry);
	if (payload) return sure('Yes');
	if (!error) return unknown('Not asked: the credential holds an access token');
	return unknown('Not found out, since the login failed', { evidence: quoted(error.message) });
}

function permissionBy(reply: Reply): Finding {
	const evidence = told(reply);
	switch (reply.was) {
		case 'success':
			return sure('Yes', { evidence });
		case 'refused':
			return likely('Yes: EnKash looked at it, and refused what was asked for', { evidence });
		case 'forbidden':
			return likely('No: EnKash refuses it', { set: ASK_FOR_ACCESS, evidence });
		case 'absent':
		case 'stranger':
			return likely('There is no such call by this path', {
				set: 'Ask EnKash for its path, for Endpoint Overrides',
				evidence,
			});
		default:
			return unknown('Not found out', { set: adviceOf(reply), evidence });
	}
}
