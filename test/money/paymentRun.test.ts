/** A payment run: what is sent, in which order, and what is told of each. */
import { built } from '../built';
import { bringBackPauses, skipPauses } from '../waiting';
import { Branch } from './branch';

const { EnkashError } = built('lib/errors');

beforeAll(skipPauses);
afterAll(bringBackPauses);

let branch: Branch;

beforeEach(() => {
	branch = new Branch();
});

const allocated = (...numbers: number[]) =>
	numbers.map((number) => `ROW-${number} allocated, answer for ROW-${number}`);

describe('what is new', () => {
	it('is looked up, noted, paid in order and confirmed', async () => {
		const awards = branch.awards(3);
		expect(await branch.pay(branch.run(), awards)).toEqual(allocated(1, 2, 3));
		expect(branch.sent).toEqual([['ROW-1'], ['ROW-2'], ['ROW-3']]);
		expect(branch.list.asked).toEqual([['ROW-1', 'ROW-2', 'ROW-3']]);
		for (const award of awards) expect(await branch.trace(award)).toBe('confirmed');
	});

	it('is done for a later run, which asks for the others alone', async () => {
		const [one, two] = branch.awards(2);
		await branch.pay(branch.run(), [one]);
		const later = branch.run();
		await later.prepare([one, two]);
		expect(branch.list.asked).toEqual([['ROW-1'], ['ROW-2']]);
		expect(later.existing(one)).toMatchObject({ outcome: 'alreadyAllocated' });
		expect(later.existing(two)).toBeUndefined();
		expect([one, two].map((each) => later.isToBeSent(each))).toEqual([false, true]);
		await later.payAll([one, two], { concurrency: 1, told: () => true });
		expect(branch.list.asked).toHaveLength(2);
		const strict = branch.run({ policy: 'fail' });
		expect(strict.existing(one)).toMatchObject({ message: 'Reference ROW-1 was used before' });
	});

	it('is sent unseen where that is wanted, with no question to list or journal', async () => {
		const [one] = branch.awards(1);
		branch.list.show('ROW-1');
		const run = branch.run({ policy: 'send' });
		expect(await branch.pay(run, [one])).toEqual(allocated(1));
		expect(branch.list.asked).toEqual([]);
		expect(branch.texts.calls).toEqual([]);
	});

	it('is paid once where it comes twice, and again where the second is another one', async () => {
		const [one] = branch.awards(1);
		const again = { ...one, occasion: 'again' };
		const more = branch.award('ROW-1', 20);
		expect(await branch.pay(branch.run(), [one, again, more])).toEqual([
			...allocated(1),
			'ROW-1 alreadyAllocated',
			'ROW-1 Reference ROW-1 was used before, for 10 points',
		]);
		expect(branch.sent).toEqual([['ROW-1']]);
	});

	it('is paid once where two runs have it at the same time', async () => {
		const awards = branch.awards(7);
		const same = awards.map((award) => ({ ...award }));
		await Promise.all([branch.pay(branch.run(), awards), branch.pay(branch.run(), same)]);
		expect(branch.paid).toEqual(awards.map(({ reference }) => reference));
		expect(branch.told.filter((told) => told.endsWith('alreadyAllocated'))).toHaveLength(7);
	});

	it('is not sent once the execution is stopped', async () => {
		const stop = new AbortController();
		const awards = branch.awards(2);
		branch.onSend = () => stop.abort();
		const told = await branch.pay(branch.run({ signal: stop.signal }), awards);
		expect(told).toEqual([
			...allocated(1),
			'ROW-2 The execution was cancelled before this was sent',
		]);
		expect(branch.sent).toEqual([['ROW-1']]);
		expect(await branch.trace(awards[1])).toBe('new');
	});

	it('is not noted as open where whoever is told of it fails', async () => {
		const [one, two] = branch.awards(2);
		const failing = branch.pay(branch.run(), [one, two], 1, () => {
			throw new Error('No room');
		});
		await expect(failing).rejects.toThrow('No room');
		expect(await branch.trace(one)).toBe('confirmed');
	});
});

describe('whoever is told may end it', () => {
	it('and nothing more is sent, also not what comes again', async () => {
		const awards = branch.awards(12);
		branch.fates.set('ROW-2', ['refused']);
		const all = [...awards, { ...awards[3], occasion: 'again' }];
		const told = await branch.pay(branch.run(), all, 1, (each) => !each.includes('not found'));
		expect(told).toEqual([...allocated(1), 'ROW-2 User not found']);
		expect(branch.sent).toEqual([['ROW-1'], ['ROW-2']]);
		for (const left of [awards[1], awards[2], awards[11]]) {
			expect(await branch.trace(left)).toBe('new');
		}
	});

	it('and what was left open before is still settled', async () => {
		const awards = branch.awards(3);
		branch.fates.set('ROW-1', ['nothing', 'nothing']).set('ROW-2', ['refused']);
		const told = await branch.pay(branch.run(), awards, 1, (each) => !each.includes('not found'));
		expect(told).toEqual([
			'ROW-2 User not found',
			expect.stringMatching(/^ROW-1 ROW-1 is open: Connection lost\. EnKash's transactions/),
		]);
		expect(branch.sent.flat()).toEqual(['ROW-1', 'ROW-2']);
	});

	it('also by what is settled last', async () => {
		const awards = branch.awards(4);
		branch.fates.set('ROW-1', ['nothing', 'refused']).set('ROW-2', ['nothing']);
		const told = await branch.pay(branch.run(), awards, 1, (each) => !/found|open/.test(each));
		expect(told).toEqual([
			...allocated(3, 4),
			'ROW-1 User not found',
			expect.stringMatching(/^ROW-2 ROW-2 is open/),
		]);
		expect(branch.sent.flat()).toEqual(['ROW-1', 'ROW-2', 'ROW-3', 'ROW-4', 'ROW-1']);
	});
});

describe('an objection', () => {
	const objection = new EnkashError('input', 'Over the limit');

	it('is told of whatever would have been sent, and nothing is', async () => {
		const awards = branch.awards(7);
		branch.list.show('ROW-2');
		const run = branch.run();
		run.object(objection);
		run.object(new EnkashError('input', 'Something else'));
		const told = await branch.pay(run, awards);
		expect(told.filter((each) => each.endsWith('Over the limit'))).toHaveLength(6);
		expect(told).toContain('ROW-2 alreadyAllocated');
		expect(branch.sent).toEqual([]);
		expect(await branch.trace(awards[0])).toBe('new');
	});

	it('is told of no more than whoever is told wants', async () => {
		const run = branch.run();
		run.object(objection);
		expect(await branch.pay(run, branch.awards(3), 1, () => false)).toEqual([
			'ROW-1 Over the limit',
		]);
	});

	it('does not hide that an earlier run left it open', async () => {
		const [one] = branch.awards(1);
		branch.fates.set('ROW-1', ['nothing']);
		await branch.pay(branch.run(), [one]);
		branch.told.length = 0;
		const run = branch.run({ place: 'there', resendUnconfirmed: true });
		run.object(objection);
		expect(await branch.pay(run, [one])).toEqual([
			'ROW-1 ROW-1 is open: Connection lost. It was not sent again: Over the limit.',
		]);
	});
});

describe('what is left open', () => {
	it('is recovered where the list shows it', async () => {
		branch.fates.set('ROW-1', ['lost']);
		expect(await branch.pay(branch.run(), branch.awards(2))).toEqual([
			'ROW-1 recovered',
			...allocated(2),
		]);
	});

	it('is sent again at the end, once a later payment proves that it is not there', async () => {
		branch.fates.set('ROW-1', ['nothing']);
		const awards = branch.awards(2);
		expect(await branch.pay(branch.run(), awards)).toEqual(allocated(2, 1));
		expect(await branch.trace(awards[0])).toBe('confirmed');
	});

	it('is told as that where nothing proves it, and stays noted', async () => {
		branch.fates.set('ROW-2', ['nothing']);
		const awards = branch.awards(2);
		const told = await branch.pay(branch.run(), awards);
		expect(told[1]).toMatch(/^ROW-2 ROW-2 is open: Connection lost\. EnKash's transactions/);
		// Before it was sent, right after that, and twice at the end.
		expect(branch.list.asked.filter((asked) => asked.includes('ROW-2'))).toHaveLength(4);
		expect(await branch.trace(awards[1])).toBe('open');
	});

	it('five times in a row ends the sending, and the others are told that they were not sent', async () => {
		const awards = branch.awards(8);
		for (const { reference } of awards) branch.fates.set(reference, ['nothing']);
		const told = await branch.pay(branch.run(), awards);
		expect(branch.sent).toHaveLength(5);
		expect(told.filter((each) => /is open/.test(each))).toHaveLength(5);
		expect(told.slice(0, 3)).toEqual(
			[6, 7, 8].map((row) => `ROW-${row} Not sent, since EnKash left the last 5 calls open`),
		);
	});

	it('five times in a row does so, too, where EnKash has no list', async () => {
		const awards = branch.awards(7);
		for (const { reference } of awards) branch.fates.set(reference, ['lost']);
		const told = await branch.pay(branch.run({}, { books: undefined }), awards);
		expect(branch.sent).toHaveLength(5);
		expect(told.at(-1)).toBe('ROW-7 Not sent, since EnKash left the last 5 calls open');
	});

	it('is told once the list shows it after all, though nothing more is sent', async () => {
		const awards = branch.awards(6);
		for (const { reference } of awards) branch.fates.set(reference, ['nothing']);
		branch.list.onAsk = ({ length }) => {
			if (length > 1 && branch.sent.length === 5) branch.list.show('ROW-2');
		};
		const told = await branch.pay(branch.run(), awards);
		expect(told.filter((each) => each.startsWith('ROW-2 '))).toEqual(['ROW-2 recovered']);
		expect(branch.sent).toHaveLength(5);
	});

	it('is asked for again as often as before whenever another one is settled', async () => {
		const awards = branch.awards(2);
		branch.fates.set('ROW-1', ['nothing']).set('ROW-2', ['nothing']);
		let together = 0;
		branch.list.onAsk = ({ length }) => {
			// Before sending; then at the end, the second time.
			if (length === 2 && ++together === 3) branch.list.show('ROW-1');
		};
		const told = await branch.pay(branch.run(), awards);
		expect(told).toEqual(['ROW-1 recovered', expect.stringMatching(/^ROW-2 ROW-2 is open/)]);
		expect(branch.list.asked.map(({ length }) => length)).toEqual([2, 1, 1, 2, 2, 1, 1]);
	});

	it('less often in a row does not', async () => {
		const awards = branch.awards(11);
		const isOpen = (index: number) => index % 5 !== 4;
		awards.forEach(({ reference }, index) => {
			if (isOpen(index)) branch.fates.set(reference, ['nothing', 'nothing', 'nothing']);
		});
		await branch.pay(branch.run(), awards);
		expect(new Set(branch.sent.flat()).size).toBe(11);
	});

	it('in part of a call only does not either', async () => {
		const awards = branch.awards(14);
		awards.forEach(({ reference }, index) => {
			if (index % 2 === 0) branch.fates.set(reference, ['nothing', 'nothing', 'nothing']);
		});
		await branch.pay(branch.run({}, { atOnce: 2 }), awards);
		expect(new Set(branch.sent.flat()).size).toBe(14);
	});

	it('where EnKash has no list, is told at once', async () => {
		branch.fates.set('ROW-1', ['lost']);
		const told = await branch.pay(branch.run({}, { books: undefined }), branch.awards(2));
		expect(told).toEqual([
			'ROW-1 ROW-1 is open: Connection lost. EnKash documents no call that looks it up.',
			...allocated(2),
		]);
	});
});
