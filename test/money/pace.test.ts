/** How many payments are noted, sent and looked up together, and what another process changes meanwhile. */
import { resetClock, stopClock } from '../clock';
import { bringBackPauses, skippedPauses, skipPauses } from '../waiting';
import { atOnce, lost } from './bank';
import { Branch } from './branch';

beforeAll(skipPauses);
afterAll(bringBackPauses);

let branch: Branch;
let now: number;

/** Lets time pass for the node, whose clock stands still otherwise. */
function pass(milliseconds: number): void {
	now += milliseconds;
	stopClock(now);
}

beforeEach(() => {
	branch = new Branch();
	now = Date.UTC(2026, 10, 27);
	pass(0);
	skippedPauses.length = 0;
});

afterEach(resetClock);

/** How many were noted in the journal together, each time; what is written is read back once. */
function noted(): number[] {
	const counts = branch.texts.written.map(
		(texts) => texts.filter((text) => text.endsWith(' open')).length,
	);
	return counts.filter((count) => count > 0).filter((_, index) => index % 2 === 0);
}

describe('what is noted before it is sent', () => {
	it('is little at first, more where it goes quickly, and a quarter of what is left at most', async () => {
		await branch.pay(branch.run(), branch.awards(100));
		expect(noted()).toEqual([5, 10, 20, 17, 12, 9, 7, 5, 5, 5, 5]);
	});

	it('is no more than the kind of payment allows', async () => {
		await branch.pay(branch.run({}, { noted: 8 }), branch.awards(40));
		expect(noted()).toEqual([5, 8, 7, 5, 5, 5, 5]);
		const other = new Branch();
		await other.pay(other.run({}, { noted: 2 }), other.awards(6));
		branch = other;
		expect(noted()).toEqual([2, 2, 2]);
	});

	it('is as much as is sent at the same time', async () => {
		await branch.pay(branch.run(), branch.awards(30), 12);
		expect(noted()).toEqual([12, 12, 6]);
	});

	it('is less where it goes slowly', async () => {
		let milliseconds = 0;
		branch.onSend = () => pass(milliseconds);
		const run = branch.run();
		await branch.pay(run, branch.awards(100), 1, (told) => {
			// The first fifteen are quick.
			if (told.startsWith('ROW-15 ')) milliseconds = 100;
			return true;
		});
		expect(noted()).toEqual([5, 10, 20, 10, 10, 10, 9, 7, 5, 5, 5, 4]);
	});

	it('is whole calls, where one call makes several', async () => {
		await branch.pay(branch.run({}, { atOnce: 10, noted: 1_000 }), branch.awards(205));
		expect(noted()).toEqual([10, 20, 40, 40, 30, 20, 20, 10, 10, 5]);
		expect(branch.sent.map(({ length }) => length)).toEqual([...Array<number>(20).fill(10), 5]);
	});

	it('is five payments at least, however few go into one call', async () => {
		await branch.pay(branch.run({}, { atOnce: 2 }), branch.awards(12));
		expect(noted()).toEqual([6, 6]);
	});
});

describe('calls', () => {
	it('are at work as many at a time as is wanted', async () => {
		let [atWork, most] = [0, 0];
		branch.onSend = async () => {
			most = Math.max(most, ++atWork);
			await new Promise((resolve) => setImmediate(resolve));
			atWork--;
		};
		await branch.pay(branch.run(), branch.awards(9), 3);
		expect(most).toBe(3);
		expect(branch.paid).toHaveLength(9);
	});

	it('wait for a look-up where the last one is too old, which serves those behind as well', async () => {
		branch.onSend = () => pass(900);
		branch.fates.set('ROW-1', ['refused']);
		await branch.pay(branch.run(), branch.awards(5));
		expect(branch.list.asked).toEqual([
			['ROW-1', 'ROW-2', 'ROW-3', 'ROW-4', 'ROW-5'],
			['ROW-4', 'ROW-5'],
		]);
	});

	it('wait for one as well where it failed for one payment alone', async () => {
		branch.list.shown.set('ROW-1', { unread: lost() });
		branch.list.onAsk = () => {
			if (branch.list.asked.length > 1) branch.list.shown.delete('ROW-1');
		};
		await branch.pay(branch.run(), branch.awards(2));
		expect(branch.paid).toEqual(['ROW-1', 'ROW-2']);
	});

	it('are behind a question of their own where the list is asked for one at a time', async () => {
		Object.assign(branch.list, { singly: true });
		branch.onSend = () => pass(900);
		await branch.pay(branch.run(), branch.awards(5));
		expect(branch.list.asked.slice(1)).toEqual([['ROW-4'], ['ROW-5']]);
	});

	it('wait for another look-up where the first took longer than it is good for', async () => {
		const { list } = branch;
		list.onAsk = () => {
			if ((list.asked.at(-1)?.length ?? 0) > 1) pass(3_000);
		};
		const before: unknown[] = [];
		branch.onSend = () => void before.push(list.asked.at(-1));
		await branch.pay(branch.run(), branch.awards(3));
		expect(before).toEqual([['ROW-1'], ['ROW-2'], ['ROW-3']]);
		// A slow list is not asked twice about the same.
		expect(list.asked.map(({ length }) => length)).toEqual([3, 3, 3, 1, 2, 1, 1]);
	});

	it('wait for it also where one of a call alone came late', async () => {
		const { list } = branch;
		list.onAsk = () => {
			// Right before the first call, one of its two cannot be read.
			if (list.asked.length === 3) list.shown.set('ROW-1', { unread: lost() });
			else list.shown.delete('ROW-1');
			if ((list.asked.at(-1)?.length ?? 0) > 2) pass(3_000);
		};
		const before: unknown[] = [];
		branch.onSend = () => void before.push(list.asked.at(-1));
		await branch.pay(branch.run({}, { atOnce: 2 }), branch.awards(4));
		expect(before[0]).toEqual(['ROW-1', 'ROW-2']);
	});

	it('are all made, side by side, where there is no list', async () => {
		branch.onSend = () => new Promise((resolve) => setImmediate(resolve));
		await branch.pay(branch.run({}, { books: undefined }), branch.awards(40), 10);
		expect(branch.paid).toHaveLength(40);
	});

	it('are not ended by payments that the list puts in doubt before they are sent', async () => {
		branch.onSend = ([reference]) => {
			if (reference !== 'ROW-6') return;
			pass(3_000);
			for (let row = 7; row < 13; row++) {
				branch.list.shown.set(`ROW-${row}`, { doubt: lost() });
			}
		};
		await branch.pay(branch.run(), branch.awards(40));
		expect(branch.paid).toHaveLength(34);
	});

	it('do not wait for one where it is sent whatever was sent', async () => {
		branch.onSend = () => pass(5_000);
		await branch.pay(branch.run({ policy: 'send' }), branch.awards(5));
		expect(branch.list.asked).toEqual([]);
	});

	it('are smaller where they are made again, so that one that fails once more is proven by others', async () => {
		const awards = branch.awards(40);
		const [again] = [awards.slice(0, 30)];
		for (const { reference } of again) branch.fates.set(reference, ['nothing']);
		await branch.pay(branch.run({}, { atOnce: 10, noted: 30 }), awards, 3);
		expect(branch.sent.map(({ length }) => length)).toEqual([10, 10, 10, 10, 8, 6, 5, 5, 5, 1]);
		expect(branch.paid).toHaveLength(40);

		const few = new Branch();
		few.fates.set('ROW-1', ['nothing']).set('ROW-2', ['nothing']);
		await few.pay(few.run({}, { atOnce: 2, noted: 2 }), few.awards(4));
		expect(few.sent.map(({ length }) => length)).toEqual([2, 2, 2]);
	});

	it('are made again only as long as the look-up that allows them is good', async () => {
		const awards = branch.awards(14);
		for (const { reference } of awards.slice(0, 12)) branch.fates.set(reference, ['nothing']);
		branch.onSend = () => pass(2_001);
		await branch.pay(branch.run({}, { atOnce: 12, noted: 12 }), awards);
		const again = branch.sent.slice(2);
		expect(again.map(({ length }) => length)).toEqual([5, 5, 2]);
		const questions = branch.list.asked.filter((asked) => asked.at(-1)?.startsWith('('));
		expect(questions.map(({ length }) => length - 2)).toEqual([12, 7, 2]);
	});

	it('are not made again once there is an objection', async () => {
		const awards = branch.awards(12);
		for (const { reference } of awards.slice(0, 6)) {
			branch.fates.set(reference, ['nothing', 'nothing', 'nothing']);
		}
		const run = branch.run({}, { atOnce: 6, noted: 6 });
		await branch.pay(run, awards, 1, (told) => {
			if (told.startsWith('ROW-12 ')) run.object(new Error('Over the limit') as never);
			return true;
		});
		expect(branch.sent).toHaveLength(2);
	});
});

describe('what another process does meanwhile', () => {
	it('is seen before the next call: what it took over is not sent here', async () => {
		const awards = branch.awards(3);
		branch.onSend = async ([reference]) => {
			if (reference !== 'ROW-1') return;
			await branch.journal().takeOver([awards[2]], atOnce);
			pass(3_000);
		};
		const told = await branch.pay(branch.run(), awards);
		expect(branch.paid).toEqual(['ROW-1', 'ROW-2']);
		expect(told.at(-1)).toMatch(/^ROW-3 ROW-3 is open: This node sent it before/);
	});

	it('is given way where it is at work on the same payments', async () => {
		const awards = branch.awards(12);
		await branch.journal().open(awards.slice(0, 2));
		await branch.pay(branch.run(), awards);
		// Before the second part, after which none is met; then to take over what it left, once it must
		// have seen that and ended its call.
		expect(skippedPauses.filter((pause) => pause >= 1_000)).toEqual([1_000, 2_000 + 4 * 100]);
		expect(branch.sent.flat().slice(-2)).toEqual(['ROW-1', 'ROW-2']);
		expect(branch.paid).toHaveLength(12);
	});

	it('shows in the list, right before a part is noted', async () => {
		const awards = branch.awards(10);
		branch.onSend = ([reference]) => {
			if (reference !== 'ROW-5') return;
			branch.list.show('ROW-6');
			pass(3_000);
		};
		await branch.pay(branch.run(), awards);
		expect(branch.sent.flat()).not.toContain('ROW-6');
		expect(branch.told).toContain('ROW-6 alreadyAllocated');
		const ofPart = (from: number) => [0, 1, 2, 3, 4].map((row) => `ROW-${from + row}`);
		expect(branch.list.asked).toStrictEqual([
			[...ofPart(1), ...ofPart(6)],
			ofPart(6),
			// Once the other process had time to go on.
			ofPart(6).slice(1),
		]);
		expect(await branch.trace(awards[5])).toBe('new');
	});
});

describe('a call that took too long', () => {
	it('may be carried out later still: only what is paid after that proves that it is not there', async () => {
		const awards = branch.awards(12);
		branch.fates.set('ROW-1', ['late']);
		// EnKash takes as long again, and meanwhile the others are paid and listed.
		branch.onSend = ([reference]) => {
			if (reference !== 'ROW-1') pass(30);
		};
		let looks = 0;
		branch.list.onAsk = () => {
			if (branch.paid.length === 11 && ++looks === 2) branch.list.show('ROW-1');
		};
		const told = await branch.pay(branch.run(), awards);
		expect(branch.sent.flat().filter((reference) => reference === 'ROW-1')).toHaveLength(1);
		expect(told.at(-1)).toBe('ROW-1 recovered');
	});
});
