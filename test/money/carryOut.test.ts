/** What verdicts ask for is done in order: looked up first, then sent, until nothing more can be done. */
import { EnkashError, type FailureKind } from '../../nodes/Enkash/lib/errors';
import { carryOut, failedReply, type Hands } from '../../nodes/Enkash/money/carryOut';
import type { Evidence, Finding, Reply } from '../../nodes/Enkash/money/verdict';

const lost = new EnkashError('unknown', 'Connection lost');
const token = new EnkashError('login', 'Invalid token', { tokenAlone: true });

/** Plays what EnKash answers and what its list says, each time; tells what was done, in order. */
function hands(replies: Array<Reply | undefined>, findings: Array<Finding | undefined>) {
	const done: string[] = [];
	const play: Hands<string, never> = {
		send: (names) => {
			done.push(`send ${names.join(' ')}`);
			const reply = replies.shift();
			return Promise.resolve(new Map(reply ? names.map((name) => [name, reply]) : []));
		},
		lookUp: (names) => {
			done.push(`look up ${names.join(' ')}`);
			const finding = findings.shift();
			return Promise.resolve(new Map(finding ? names.map((name) => [name, finding]) : []));
		},
	};
	return { done, play };
}

const evidence = (changes: Partial<Evidence> = {}): Evidence => ({
	reference: 'ROW-1',
	policy: 'returnExisting',
	sends: 0,
	...changes,
});
const unclear = (refusal?: EnkashError): Reply => ({ says: 'unclear', cause: lost, refusal });
const paid: Reply = { says: 'done', record: { points: 10 } };

test('what is new is sent once, and paid', async () => {
	const { done, play } = hands([paid], []);
	const judged = await carryOut(new Map([['A', evidence()]]), play);
	expect(done).toEqual(['send A']);
	expect(judged.get('A')).toEqual({
		evidence: { ...evidence(), sends: 1, tokens: 0, disproved: false, reply: paid },
		ruling: { verdict: 'paid', outcome: 'allocated', record: { points: 10 }, answer: undefined },
	});
});

test('whatever is to be looked up is, before anything is sent', async () => {
	const { done, play } = hands([paid], [{ says: 'absent', proven: true }]);
	const open = evidence({ sends: 1, reply: unclear() });
	const judged = await carryOut(
		new Map([
			['NEW', evidence()],
			['OPEN', open],
			['PAID', evidence({ reply: paid, sends: 1 })],
		]),
		play,
	);
	expect(done).toEqual(['look up OPEN', 'send NEW OPEN']);
	expect([...judged.values()].map(({ ruling }) => ruling.verdict)).toEqual([
		'paid',
		'paid',
		'paid',
	]);
	expect(judged.get('OPEN')?.evidence).toMatchObject({ sends: 2, disproved: true });
});

test('an answer that leaves one out is unclear, and so is a list that does', async () => {
	const { done, play } = hands([undefined], [undefined]);
	const judged = await carryOut(new Map([['A', evidence()]]), play);
	expect(done).toEqual(['send A', 'look up A']);
	expect(judged.get('A')).toMatchObject({
		evidence: { list: { says: 'absent' } },
		ruling: { verdict: 'wait', cause: { message: 'EnKash did not confirm the row' } },
	});
});

test('a token that is refused does not count as a sending, and a second time is final', async () => {
	const refused: Reply = { says: 'token', error: token };
	const { done, play } = hands([refused, refused], [{ says: 'absent' }]);
	const judged = await carryOut(new Map([['A', evidence()]]), play);
	expect(done).toEqual(['send A', 'look up A', 'send A']);
	expect(judged.get('A')).toMatchObject({
		evidence: { sends: 0, tokens: 2 },
		ruling: { verdict: 'notPaid', error: token },
	});
});

test('a token that was refused before it was counted was refused once', async () => {
	const { done, play } = hands([paid], []);
	const known = evidence({ reply: { says: 'token', error: token }, list: { says: 'absent' } });
	await carryOut(new Map([['A', known]]), play);
	expect(done).toEqual(['send A']);
});

test('what the list has disproved once stays so, whatever it says before the next sending', async () => {
	const { play } = hands([paid], []);
	const known = evidence({ sends: 1, disproved: true, reply: undefined, list: { says: 'absent' } });
	const judged = await carryOut(new Map([['A', known]]), play);
	expect(judged.get('A')?.evidence.disproved).toBe(true);
});

test.each<[string, Partial<Evidence>, boolean]>([
	['there is none', { list: { says: 'nothing' } }, false],
	['it was not asked', {}, false],
	['it shows nothing later', { list: { says: 'absent', proven: false } }, false],
	// As where the first one was sent unseen.
	['it proves it before the second', { sends: 1, list: { says: 'absent', proven: true } }, true],
])(
	'before a sending the list has disproved the earlier ones, or not: %s',
	async (_, known, told) => {
		const before = evidence({ disproved: false, ...known });
		const { play } = hands([paid], []);
		const judged = await carryOut(new Map([['A', before]]), play);
		expect(judged.get('A')?.evidence.disproved).toBe(told);
	},
);

test('what was looked up before one sending says nothing of the next', async () => {
	const { play } = hands([paid], []);
	const judged = await carryOut(new Map([['A', evidence({ list: { says: 'absent' } })]]), play);
	expect(judged.get('A')?.evidence.list).toBeUndefined();
});

describe('a sending that failed', () => {
	it('for its token alone is told as that', () => {
		expect(failedReply(token)).toEqual({ says: 'token', error: token });
	});

	it.each<FailureKind>(['input', 'login', 'refused', 'notSent'])(
		'as %s was surely not carried out',
		(kind) => {
			const error = new EnkashError(kind, 'No', { tokenAlone: kind !== 'login' });
			expect(failedReply(error)).toEqual({ says: 'no', error });
		},
	);

	it('otherwise leaves it open, with the refusal that it may have been', () => {
		expect(failedReply(lost)).toEqual({ says: 'unclear', cause: lost, refusal: undefined });
		const saidNo = new EnkashError('unknown', 'User not found', { saidNo: true });
		expect(failedReply(saidNo)).toMatchObject({
			says: 'unclear',
			cause: saidNo,
			refusal: { kind: 'refused', message: 'User not found' },
		});
		expect(failedReply(new Error('Odd'))).toMatchObject({ cause: { kind: 'unknown' } });
	});
});
