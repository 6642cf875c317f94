/** What a verdict tells beside what it decides: to the user in words, to others by the kind of an error. */
import { built } from '../built';
import type { Evidence, Reply, Verdict } from '../../nodes/Enkash/money/verdict';

const { verdict, MAX_SENDS } = built('money/verdict');
const { EnkashError } = built('lib/errors');

const record = { enkashCardTxnId: 'ECT1' };
const lost = new EnkashError('unknown', 'Connection lost', { httpStatus: 502 });
const refusal = new EnkashError('refused', 'KYC is missing');
const pending = new EnkashError('unknown', 'Listed as PENDING');
const no = (kind: 'refused' | 'login', message: string): Reply => ({
	says: 'no',
	error: new EnkashError(kind, message),
});

const judge = (evidence: Partial<Evidence>): Verdict =>
	verdict({ reference: 'A', policy: 'returnExisting', sends: 0, ...evidence });

/** In the order in which a user meets them: message, description, and why nobody knows. */
function toldBy(judged: Verdict): Array<string | undefined> {
	switch (judged.verdict) {
		case 'notPaid':
			return [judged.error.kind, judged.error.message, judged.error.description];
		case 'open':
		case 'wait':
			return [judged.cause.kind, judged.cause.message, judged.why];
		default:
			return [judged.verdict];
	}
}

test('what EnKash confirms comes with its record and its answer', () => {
	const answer = { points: 5 };
	expect(
		verdict({
			reference: 'A',
			policy: 'returnExisting',
			sends: 1,
			reply: { says: 'done', record, answer },
		}),
	).toEqual({ verdict: 'paid', outcome: 'allocated', record, answer });
});

test('what is to be sent unseen is sent, though the list has it', () => {
	expect(judge({ policy: 'send', list: { says: 'found', record } })).toEqual({ verdict: 'send' });
});

test('a refused login that speaks of a duplicate is no duplicate', () => {
	expect(judge({ sends: 1, reply: no('login', 'Duplicate session') }).verdict).toBe('notPaid');
});

const DUPLICATES = [
	'Duplicate reference',
	'This transaction was taken already',
	'The points were added by somebody already',
	'Already processed',
];

test.each(DUPLICATES)('"%s" is looked up: it may be the transfer itself', (words) => {
	expect(judge({ sends: 1, reply: no('refused', words) })).toEqual({ verdict: 'lookUp' });
});

test.each(['Reference is missing', 'The user is blocked already', 'Balance is too low'])(
	'"%s" is a refusal of this transfer',
	(words) => {
		expect(judge({ sends: 1, reply: no('refused', words) }).verdict).toBe('notPaid');
	},
);

const TOLD: Array<[claim: string, evidence: Partial<Evidence>, told: Array<string | RegExp>]> = [
	[
		'something else was carried out',
		{ sends: 1, reply: { says: 'otherwise', problem: 'EnKash answered for B' } },
		['unknown', 'EnKash answered for B', 'EnKash carried something out.'],
	],
	[
		'the list shows something unclear, and nothing was sent yet',
		{ list: { says: 'doubt', error: pending } },
		['unknown', 'Listed as PENDING', 'It was not sent now, since EnKash may have it already.'],
	],
	[
		'the list shows something unclear of what was sent before',
		{
			earlier: { was: 'open', cause: lost, mayResend: false },
			list: { says: 'doubt', error: pending },
		},
		['unknown', 'Connection lost', 'Listed as PENDING.'],
	],
	[
		'the list shows something unclear of what was sent just now',
		{ sends: 1, reply: { says: 'unclear', cause: lost }, list: { says: 'doubt', error: pending } },
		['unknown', 'Connection lost', 'Listed as PENDING.'],
	],
	[
		'it was sent before, and nobody looked',
		{ policy: 'send', earlier: { was: 'open', cause: lost, mayResend: false } },
		['unknown', 'Connection lost', 'An earlier try of this execution sent it.'],
	],
	[
		'it was sent before, for a reason that is known',
		{
			policy: 'send',
			earlier: { was: 'open', cause: lost, why: 'By another worker.', mayResend: false },
		},
		['unknown', 'Connection lost', 'By another worker.'],
	],
	[
		'a refusal may be its own, in the words of the refusal',
		{
			sends: 1,
			reply: { says: 'unclear', cause: lost, refusal },
			list: { says: 'absent' },
		},
		['unknown', 'KYC is missing', /show nothing later either/],
	],
	[
		'it never arrived, as often as it was sent',
		{
			sends: MAX_SENDS,
			reply: { says: 'unclear', cause: lost },
			list: { says: 'absent', proven: true },
		},
		['notPaid', 'Reference A was not carried out: Connection lost', /sent 3 times/],
	],
	[
		'the reference is taken by another transfer',
		{ list: { says: 'found', record, difference: 'for 5 points and not 10' } },
		[
			'input',
			'Reference A was used before, for 5 points and not 10',
			/Give each transfer a reference of its own/,
		],
	],
	[
		'the reference is taken, and the user wants none',
		{ policy: 'fail', list: { says: 'found', record } },
		['input', 'Reference A was used before', /'On Duplicate Reference' to 'Return Existing'/],
	],
];

test.each(TOLD)('it is told when %s', (_, evidence, told) => {
	expect(toldBy(judge(evidence))).toEqual(
		told.map((words): unknown => (words instanceof RegExp ? expect.stringMatching(words) : words)),
	);
});

test('what never arrived keeps the HTTP status of its last answer', () => {
	const judged = judge({
		sends: MAX_SENDS,
		reply: { says: 'unclear', cause: lost },
		list: { says: 'absent', proven: true },
	});
	expect(judged.verdict === 'notPaid' && judged.error.httpStatus).toBe(502);
});
