/** What a process remembers, beyond what it remembers in full. */
import { built } from '../built';

const { EnkashError } = built('lib/errors');
const { latestConfirmed, Memory, moment, noteConfirmed, recalled } = built('money/memory');

const transfer = (reference: string, ledger = 'memory test') => ({
	reference,
	ledger,
	content: '',
	occasion: `occasion ${reference}`,
	disagreement: () => undefined,
});

test('a run of any length knows its first payment at its end, and what is open in full', () => {
	const memory = new Memory(false);
	const cause = new EnkashError('unknown', 'Connection lost');
	memory.remember(transfer('OPEN'), { was: 'open', doubt: { cause, since: moment() } });
	for (let index = 0; index < 60_000; index++) {
		memory.remember(transfer(`PAID-${index}`), { was: 'confirmed', record: { index } });
	}
	expect(memory.recall(transfer('PAID-0'))).toEqual({ was: 'confirmed', record: {} });
	expect(memory.recall(transfer('PAID-59999'))).toEqual({
		was: 'confirmed',
		record: { index: 59_999 },
	});
	expect(memory.recall(transfer('OPEN'))).toMatchObject({ was: 'open', doubt: { cause } });
	expect(memory.recall(transfer('PAID-0', 'another account'))).toBeUndefined();

	memory.forget(transfer('PAID-0'));
	expect(memory.recall(transfer('PAID-0'))).toBeUndefined();
});

test('what is sent whatever was sent before remembers itself alone', () => {
	const alone = new Memory(true);
	alone.remember(transfer('SENT'), { was: 'confirmed', record: {} });
	expect(alone.recall(transfer('SENT'))).toEqual({ was: 'confirmed', record: {} });
	expect(alone.recall({ ...transfer('SENT'), occasion: 'another item' })).toBeUndefined();
	expect(new Memory(false).recall(transfer('SENT'))).toBeUndefined();
});

test('of two moments one is first, however quickly they follow each other', () => {
	const now = Date.now();
	const moments = Array.from({ length: 10_000 }, () => moment());
	expect(moments[0]).toBeGreaterThanOrEqual(now);
	expect(moments.every((each, index) => index === 0 || each > moments[index - 1])).toBe(true);
});

test('what was remembered last is the last to be remembered in short', () => {
	const memory = new Memory(false);
	const record = { points: 10 };
	const isInFull = (reference: string) => {
		const memo = memory.recall(transfer(reference));
		return memo?.was === 'confirmed' && memo.record === record;
	};
	memory.remember(transfer('FIRST'), { was: 'confirmed', record: {} });
	memory.remember(transfer('SECOND'), { was: 'confirmed', record });
	memory.remember(transfer('FIRST'), { was: 'confirmed', record });
	// How many there is room for depends on what else this process remembers in full, and keeps.
	for (let index = 0; index < 60_000 && isInFull('SECOND'); index++) {
		memory.remember(transfer(`LATER-${index}`), { was: 'confirmed', record });
	}
	expect(memory.recall(transfer('FIRST'))).toEqual({ was: 'confirmed', record });
	expect(memory.recall(transfer('SECOND'))).toEqual({ was: 'confirmed', record: {} });
});

test('what is known of a reference, whoever sent it, is known by account and reference', () => {
	expect(recalled('memory test', 'NEVER SENT')).toBeUndefined();
	new Memory(false).remember(transfer('KNOWN'), { was: 'confirmed', record: { points: 5 } });
	expect(recalled('memory test', 'KNOWN')).toEqual({ was: 'confirmed', record: { points: 5 } });
	expect(recalled('another account', 'KNOWN')).toBeUndefined();
	new Memory(true).remember(
		{ ...transfer('ALONE'), occasion: '' },
		{ was: 'confirmed', record: {} },
	);
	expect(recalled('memory test', 'ALONE')).toBeUndefined();
	const { ledger, reference } = transfer('ALONE');
	expect(new Memory(true).recall({ ledger, reference })).toEqual({ was: 'confirmed', record: {} });
});

test('the payment that an account confirmed last is the one that was sent last', () => {
	const ledger = 'an account of its own';
	expect(latestConfirmed(ledger)).toBeUndefined();
	noteConfirmed(transfer('FIRST', ledger), 1_000);
	noteConfirmed(transfer('LATE ANSWER', ledger), 500);
	expect(latestConfirmed(ledger)).toEqual({ reference: 'FIRST', at: 1_000 });
	noteConfirmed(transfer('BESIDE', ledger), 1_000);
	expect(latestConfirmed(ledger)).toEqual({ reference: 'BESIDE', at: 1_000 });
	expect(latestConfirmed('memory test')).toBeUndefined();
});
