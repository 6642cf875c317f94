/** What a process remembers, beyond what it remembers in full. */
import { built } from '../built';

const { EnkashError } = built('lib/errors');
const { Memory, moment } = built('money/memory');

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
	const moments = Array.from({ length: 10_000 }, () => moment());
	expect(moments.every((each, index) => index === 0 || each > moments[index - 1])).toBe(true);
});
