/** The verdict on a transfer, case by case: what is known of it, and what follows. */
import { built } from '../built';
import type { Earlier, Evidence, Finding, Reply, Verdict } from '../../nodes/Enkash/money/verdict';

const { verdict, MAX_SENDS } = built('money/verdict');
const { EnkashError } = built('lib/errors');

const record = { enkashCardTxnId: 'ECT1' };
const found: Finding = { says: 'found', record };
const foundOther: Finding = { says: 'found', record, difference: 'for 5 points and not 10' };
const absent: Finding = { says: 'absent' };
const proven: Finding = { says: 'absent', proven: true };
const doubt: Finding = { says: 'doubt', error: new EnkashError('unknown', 'Listed as PENDING') };
const unread: Finding = { says: 'unread', error: new EnkashError('notSent', 'Not looked up') };
const nothing: Finding = { says: 'nothing' };

const confirmed: Earlier = { was: 'confirmed', record };
const confirmedOther: Earlier = { was: 'confirmed', difference: 'for another user' };
const open = (mayResend = false): Earlier => ({
	was: 'open',
	cause: new EnkashError('unknown', 'Sent before'),
	mayResend,
});

const done: Reply = { says: 'done', record };
const otherwise: Reply = { says: 'otherwise', problem: 'EnKash answered for reference B instead' };
const no = (message: string, kind: 'refused' | 'login' | 'notSent' = 'refused'): Reply => ({
	says: 'no',
	error: new EnkashError(kind, message),
});
const token: Reply = { says: 'token', error: new EnkashError('login', 'Token expired') };
const duplicate = no('Duplicate reference');
const lost: Reply = { says: 'unclear', cause: new EnkashError('unknown', 'Connection lost') };
const refusalFor = (message: string) => new EnkashError('refused', message);
const unclear = (more: { objection?: string; refusal?: ReturnType<typeof refusalFor> }): Reply => ({
	says: 'unclear',
	cause: new EnkashError('unknown', 'EnKash did not confirm the row'),
	...more,
});

type Case = [
	claim: string,
	evidence: Partial<Evidence>,
	verdict: Verdict['verdict'],
	tells?: string,
];

const cases: Case[] = [
	// Before it is sent, and never sent before, as far as memory and journal reach.
	['the list does not show it', { list: absent }, 'send'],
	['nobody was asked', {}, 'send'],
	['there is no list', { list: nothing }, 'send'],
	['the list has it', { list: found }, 'paid', 'alreadyAllocated'],
	['the list has it for others', { list: foundOther }, 'notPaid', 'for 5 points and not 10'],
	[
		'it is there, and the user wants none',
		{ policy: 'fail', list: found },
		'notPaid',
		'used before',
	],
	['the list shows something unclear', { list: doubt }, 'wait', 'PENDING'],
	['the list cannot be read', { list: unread }, 'notPaid', 'Not looked up'],
	['it is sent unseen', { policy: 'send' }, 'send'],

	// EnKash confirmed it before.
	['confirmed', { earlier: confirmed, list: absent }, 'paid', 'alreadyAllocated'],
	['confirmed, and no list', { earlier: confirmed, list: nothing }, 'paid', 'alreadyAllocated'],
	[
		'confirmed, and the list down',
		{ earlier: confirmed, list: unread },
		'paid',
		'alreadyAllocated',
	],
	['confirmed, and listed', { earlier: confirmed, list: found }, 'paid', 'alreadyAllocated'],
	['confirmed for others', { earlier: confirmedOther, list: absent }, 'notPaid', 'another user'],
	['confirmed, and the user wants none', { policy: 'fail', earlier: confirmed }, 'notPaid', 'used'],
	[
		'confirmed in this execution',
		{ policy: 'send', earlier: confirmed },
		'paid',
		'alreadyAllocated',
	],

	// It was left open before.
	['open, and listed', { earlier: open(), list: found }, 'paid', 'alreadyAllocated'],
	['open, and not listed', { earlier: open(), list: absent }, 'wait', 'show nothing later'],
	['open, and surely not there', { earlier: open(), list: proven }, 'send'],
	['open, and a person wants it', { earlier: open(true), list: absent }, 'send'],
	['open, and unclear', { earlier: open(true), list: doubt }, 'wait', 'PENDING'],
	['open, and the list down', { earlier: open(true), list: unread }, 'wait', 'Not looked up'],
	['open, and no list', { earlier: open(), list: nothing }, 'open', 'no call that looks'],
	['open, no list, and a person wants it', { earlier: open(true), list: nothing }, 'send'],
	['open in this execution', { policy: 'send', earlier: open() }, 'open', 'Sent before'],

	// After an answer that is clear.
	['done', { sends: 1, reply: done }, 'paid', 'allocated'],
	['done at last', { sends: 3, reply: done }, 'paid', 'allocated'],
	['done for another', { sends: 1, reply: otherwise }, 'open', 'carried something out'],
	['refused', { sends: 1, reply: no('Insufficient balance') }, 'notPaid', 'Insufficient balance'],
	[
		'not logged in',
		{ sends: 1, reply: no('Bad credentials', 'login') },
		'notPaid',
		'Bad credentials',
	],
	['never left', { sends: 1, reply: no('No route', 'notSent') }, 'notPaid', 'No route'],

	// Refused after it was sent before.
	['refused at the second time', { sends: 2, reply: no('KYC') }, 'lookUp'],
	['and it is there', { sends: 2, reply: no('KYC'), list: found }, 'paid', 'recovered'],
	['and it is not shown', { sends: 2, reply: no('KYC'), list: absent }, 'wait', 'KYC'],
	[
		'and the first was disproved',
		{ sends: 2, disproved: true, reply: no('KYC'), list: absent },
		'notPaid',
		'KYC',
	],
	['refused, and open before', { sends: 1, earlier: open(true), reply: no('KYC') }, 'lookUp'],
	[
		'refused, open before, not shown',
		{ sends: 1, earlier: open(true), reply: no('KYC'), list: absent },
		'wait',
		'KYC',
	],

	// Refused as a duplicate.
	['an older one is to be taken', { sends: 1, reply: duplicate }, 'lookUp'],
	['it is there', { sends: 1, reply: duplicate, list: found }, 'paid', 'alreadyAllocated'],
	['it is for others', { sends: 1, reply: duplicate, list: foundOther }, 'notPaid', 'used before'],
	['it is not listed', { sends: 1, reply: duplicate, list: absent }, 'wait', 'does not list it'],
	[
		'the list cannot be read',
		{ sends: 1, reply: duplicate, list: unread },
		'wait',
		'does not list it',
	],
	['there is no list', { sends: 1, reply: duplicate, list: nothing }, 'notPaid', 'Duplicate'],
	['the user wants none', { policy: 'fail', sends: 1, reply: duplicate }, 'notPaid', 'Duplicate'],
	['the user sends unseen', { policy: 'send', sends: 1, reply: duplicate }, 'notPaid', 'Duplicate'],
	['it is our own first one', { sends: 2, reply: duplicate }, 'lookUp'],
	['which is there', { sends: 2, reply: duplicate, list: found }, 'paid', 'recovered'],
	['which is not listed', { sends: 2, reply: duplicate, list: proven }, 'wait', 'does not list it'],
	[
		'which nobody can look up',
		{ sends: 2, reply: duplicate, list: unread },
		'wait',
		'looked up either',
	],

	// Its token alone was at fault, which comes before any effect.
	['an expired token', { tokens: 1, reply: token }, 'lookUp'],
	['and it is not there', { tokens: 1, reply: token, list: absent }, 'send'],
	['and there is no list', { tokens: 1, reply: token, list: nothing }, 'send'],
	['and it is there all the same', { tokens: 1, reply: token, list: found }, 'paid', 'recovered'],
	['and the list is closed as well', { tokens: 1, reply: token, list: unread }, 'notPaid', 'Token'],
	['the new one is refused as well', { tokens: 2, reply: token }, 'notPaid', 'Token expired'],
	['the new one, after a lost answer', { tokens: 2, sends: 2, reply: token }, 'lookUp'],

	// After an answer that was lost.
	['nobody looked', { sends: 1, reply: lost }, 'lookUp'],
	['it is there', { sends: 1, reply: lost, list: found }, 'paid', 'recovered'],
	['it is there for others', { sends: 1, reply: lost, list: foundOther }, 'open', 'for 5 points'],
	['it may be older', { policy: 'send', sends: 1, reply: lost, list: found }, 'open', 'older'],
	[
		'it was looked up since',
		{ policy: 'send', sends: 2, reply: lost, list: found },
		'paid',
		'recovered',
	],
	['it is not shown', { sends: 1, reply: lost, list: absent }, 'wait', 'show nothing later'],
	['it surely is not there', { sends: 1, reply: lost, list: proven }, 'send'],
	['nor after the second', { sends: 2, reply: lost, list: proven }, 'send'],
	['nor after the last', { sends: MAX_SENDS, reply: lost, list: proven }, 'notPaid', '3 times'],
	['it is listed unclearly', { sends: 1, reply: lost, list: doubt }, 'wait', 'PENDING'],
	['the list cannot be read', { sends: 1, reply: lost, list: unread }, 'wait', 'looked up either'],
	['there is no list', { sends: 1, reply: lost, list: nothing }, 'open', 'no call that looks'],

	// After an answer that leaves it open.
	[
		'its person was paid otherwise',
		{ sends: 1, reply: unclear({ objection: 'For another.' }), list: proven },
		'open',
		'For another.',
	],
	[
		'and is not shown',
		{ sends: 1, reply: unclear({ objection: 'For another.' }), list: absent },
		'wait',
		'For another.',
	],
	[
		'and yet it is there',
		{ sends: 1, reply: unclear({ objection: 'For another.' }), list: found },
		'paid',
		'recovered',
	],
	['a refusal may be its', { sends: 1, reply: unclear({ refusal: refusalFor('KYC') }) }, 'lookUp'],
	[
		'and surely is',
		{ sends: 1, reply: unclear({ refusal: refusalFor('KYC') }), list: proven },
		'notPaid',
		'KYC',
	],
	[
		'and nobody can say',
		{ sends: 1, reply: unclear({ refusal: refusalFor('KYC') }), list: absent },
		'wait',
	],
	[
		'and is not',
		{ sends: 1, reply: unclear({ refusal: refusalFor('KYC') }), list: found },
		'paid',
		'recovered',
	],
	[
		'a duplicate after two',
		{ sends: 2, reply: unclear({ refusal: refusalFor('Duplicate') }), list: proven },
		'wait',
		'does not list it',
	],
];

const table = cases.map(([claim, evidence, expected, tells = '']) => ({
	claim: `${evidence.sends ? `sent ${evidence.sends}×, ` : ''}${claim}`,
	evidence,
	expected,
	tells,
}));

test.each(table)('$claim: $expected', ({ evidence, expected, tells }) => {
	const judged = verdict({ reference: 'A', policy: 'returnExisting', sends: 0, ...evidence });
	expect(judged.verdict).toBe(expected);
	expect(wordsOf(judged)).toContain(tells);
});

function wordsOf(judged: Verdict): string {
	switch (judged.verdict) {
		case 'paid':
			return judged.outcome;
		case 'notPaid':
			return `${judged.error.message} ${judged.error.description ?? ''}`;
		case 'open':
		case 'wait':
			return `${judged.cause.message} ${judged.why ?? ''}`;
		default:
			return '';
	}
}
