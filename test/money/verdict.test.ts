/** The verdict on a transfer, case by case: what is known of it, and what follows. */
import { built } from '../built';
import type { Evidence, Finding, Reply, Verdict } from '../../nodes/Enkash/money/verdict';

const { verdict, MAX_SENDS } = built('money/verdict');
const { EnkashError } = built('lib/errors');

const record = { enkashCardTxnId: 'ECT1' };
const found: Finding = { says: 'found', record };
const foundOther: Finding = { says: 'found', record, difference: 'for 5 points and not 10' };
const absent: Finding = { says: 'absent' };
const doubt: Finding = { says: 'doubt', error: new EnkashError('unknown', 'No answer') };
const notChecked: Finding = { says: 'doubt', error: new EnkashError('notSent', 'Not looked up') };
const nothing: Finding = { says: 'nothing' };

const done: Reply = { says: 'done', record };
const otherwise: Reply = { says: 'otherwise', problem: 'EnKash answered for reference B instead' };
const no = (message: string, kind: 'refused' | 'login' | 'notSent' = 'refused'): Reply => ({
	says: 'no',
	error: new EnkashError(kind, message),
});
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
	// Before it is sent.
	['never heard of it', { books: absent }, 'send'],
	['nobody was asked', {}, 'send'],
	['the books have it', { books: found }, 'paid', 'alreadyAllocated'],
	['the books have it for others', { books: foundOther }, 'notPaid', 'for 5 points and not 10'],
	[
		'the books have it, and the user wants none',
		{ policy: 'fail', books: found },
		'notPaid',
		'used before',
	],
	['the books have it, and the user does not care', { policy: 'send', books: found }, 'send'],
	['the same for others', { policy: 'send', books: foundOther }, 'send'],
	['it is unconfirmed', { books: doubt }, 'open', 'No answer'],
	[
		'it is unconfirmed, whatever the user wants',
		{ policy: 'send', books: doubt },
		'open',
		'No answer',
	],
	['it could not be looked up', { books: notChecked }, 'notPaid', 'Not looked up'],

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
	['never left', { sends: 2, reply: no('No route', 'notSent') }, 'notPaid', 'No route'],

	// Refused as a duplicate.
	['an older one is to be taken', { sends: 1, reply: duplicate }, 'lookUpOlder'],
	['it is there', { sends: 1, reply: duplicate, books: found }, 'paid', 'alreadyAllocated'],
	['it is for others', { sends: 1, reply: duplicate, books: foundOther }, 'notPaid', 'used before'],
	['it is not listed', { sends: 1, reply: duplicate, books: absent }, 'notPaid', 'Duplicate'],
	[
		'the books cannot be read',
		{ sends: 1, reply: duplicate, books: doubt },
		'notPaid',
		'Duplicate',
	],
	['there are no books', { sends: 1, reply: duplicate, books: nothing }, 'notPaid', 'Duplicate'],
	['the user wants none', { policy: 'fail', sends: 1, reply: duplicate }, 'notPaid', 'Duplicate'],
	['the user sends unseen', { policy: 'send', sends: 1, reply: duplicate }, 'notPaid', 'Duplicate'],
	['it is our own first one', { sends: 2, reply: duplicate }, 'lookUp'],
	['which is there', { sends: 2, reply: duplicate, books: found }, 'paid', 'recovered'],
	[
		'which is not listed',
		{ sends: 2, reply: duplicate, books: absent },
		'open',
		'does not list it',
	],
	[
		'which nobody can look up',
		{ sends: 2, reply: duplicate, books: doubt },
		'open',
		'looked up either',
	],

	// After an answer that was lost.
	['nobody looked', { sends: 1, reply: lost }, 'lookUp'],
	['it is there', { sends: 1, reply: lost, books: found }, 'paid', 'recovered'],
	['it is there for others', { sends: 1, reply: lost, books: foundOther }, 'open', 'for 5 points'],
	['it may be older', { policy: 'send', sends: 1, reply: lost, books: found }, 'open', 'older'],
	[
		'it was looked up since',
		{ policy: 'send', sends: 2, reply: lost, books: found },
		'paid',
		'recovered',
	],
	['it is not there', { sends: 1, reply: lost, books: absent }, 'send'],
	['nor after the second', { sends: 2, reply: lost, books: absent }, 'send'],
	['nor after the last', { sends: MAX_SENDS, reply: lost, books: absent }, 'notPaid', '3 times'],
	['the books cannot be read', { sends: 1, reply: lost, books: doubt }, 'open', 'looked up either'],
	['there are no books', { sends: 1, reply: lost, books: nothing }, 'open', 'no call that looks'],

	// After an answer that leaves a row open.
	[
		'its person was paid otherwise',
		{ sends: 1, reply: unclear({ objection: 'For another.' }), books: absent },
		'open',
		'For another.',
	],
	[
		'and yet it is there',
		{ sends: 1, reply: unclear({ objection: 'For another.' }), books: found },
		'paid',
		'recovered',
	],
	['a refusal may be its', { sends: 1, reply: unclear({ refusal: refusalFor('KYC') }) }, 'lookUp'],
	[
		'and is',
		{ sends: 1, reply: unclear({ refusal: refusalFor('KYC') }), books: absent },
		'notPaid',
		'KYC',
	],
	[
		'and is not',
		{ sends: 1, reply: unclear({ refusal: refusalFor('KYC') }), books: found },
		'paid',
		'recovered',
	],
	[
		'a duplicate after two',
		{ sends: 2, reply: unclear({ refusal: refusalFor('Duplicate') }), books: absent },
		'open',
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
			return `${judged.cause.message} ${judged.why ?? ''}`;
		default:
			return '';
	}
}
