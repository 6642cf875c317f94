/** A process that pays for years: it remembers a million payments, and then forgets the first of them. */
import { built } from '../built';

const { EnkashError } = built('lib/errors');
const { Memory } = built('money/memory');

const transfer = (number: number) => ({
	reference: `PAID-${number}`,
	ledger: 'longest',
	content: '',
	occasion: '',
	disagreement: () => undefined,
});

const MOST_IN_FULL = 50_000;
const MOST = 1_000_000 + MOST_IN_FULL;

test('of more than a million payments the last million is known, and the first is forgotten', () => {
	const memory = new Memory(false);
	const memo = { was: 'confirmed', record: {} } as const;
	for (let number = 0; number <= MOST; number++) memory.remember(transfer(number), memo);
	expect(memory.recall(transfer(0))).toBeUndefined();
	expect(memory.recall(transfer(MOST - 1_000_000))).toEqual(memo);
	expect(memory.recall(transfer(MOST))).toEqual(memo);
	for (let number = 0; number <= MOST; number++) memory.forget(transfer(number));
});

test('what is open is known in full, however much of it there is, and makes room once it is paid', () => {
	const memory = new Memory(false);
	const open = {
		was: 'open',
		doubt: { cause: new EnkashError('unknown', 'Lost'), since: 1 },
	} as const;
	const paid = { was: 'confirmed', record: { points: 5 } } as const;
	const inShort = { was: 'confirmed', record: {} };
	for (let number = 0; number <= MOST_IN_FULL; number++) memory.remember(transfer(number), open);
	expect(memory.recall(transfer(0))).toBe(open);
	expect(memory.recall(transfer(MOST_IN_FULL))).toBe(open);

	memory.remember(transfer(MOST), paid);
	expect(memory.recall(transfer(MOST))).toEqual(inShort);
	memory.remember(transfer(0), paid);
	expect(memory.recall(transfer(0))).toEqual(inShort);
	expect(memory.recall(transfer(1))).toBe(open);
	for (let number = 0; number <= MOST_IN_FULL; number++) memory.forget(transfer(number));
});
