/** How much of a payment is taken back: parts of it, and what is not spent yet. */
import {
	award,
	balance,
	call,
	meera,
	moves,
	pay,
	reversalOf,
	reverse,
	stage,
	useReversals,
} from './reverseStage';

useReversals();

describe('a part', () => {
	beforeEach(() => pay('AWARD-1'));

	it('is taken back alone, and the others after it, until nothing is left', async () => {
		expect(await reverse({ ...award, loadAmount: 30 })).toMatchObject([{ loadAmount: 30 }]);
		const second = { ...award, loadAmount: 50, options: { part: 2 } };
		expect(await reverse(second)).toMatchObject([{ outcome: 'reversed', loadAmount: 50 }]);
		expect(await reverse(second)).toMatchObject([{ outcome: 'alreadyReversed' }]);
		const third = { ...award, options: { part: 3 } };
		expect(await reverse(third)).toMatchObject([{ loadAmount: 20, otbBalance: 0 }]);
		expect(await reverse({ ...award, options: { part: 4 } })).toMatchObject([
			{
				error:
					'Not sent, since all 100 points that were paid under reference AWARD-1 were taken back before [item 0]',
			},
		]);
		expect(moves().slice(1)).toEqual([
			`debit 30 ${reversalOf('AWARD-1')}`,
			`debit 50 ${reversalOf('AWARD-1', 2)}`,
			`debit 20 ${reversalOf('AWARD-1', 3)}`,
		]);
	});

	it('that is more than is left is refused', async () => {
		await reverse({ ...award, loadAmount: 80 });
		const [{ error }] = await reverse({ ...award, loadAmount: 30, options: { part: 2 } });
		expect(error).toBe(
			"'Points' is 30, and 20 of the 100 points that were paid under AWARD-1 are left [item 0]",
		);
		expect(balance()).toBe(20);
	});

	it('waits for the one before it', async () => {
		const [{ error }] = await reverse({ ...award, loadAmount: 30, options: { part: 2 } });
		expect(error).toBe(
			'Not sent, since part 1 of reference AWARD-1 is not known to be taken back [item 0]',
		);
		expect(balance()).toBe(100);
	});

	it('that was taken back is not taken for another amount', async () => {
		await reverse({ ...award, loadAmount: 30 });
		for (const on of [stage, await stage.otherN8n()]) {
			const [{ error, message }] = await reverse({ ...award, loadAmount: 40 }, { on });
			expect(error).toMatch(/was used before, for 30 points and not 40 \[item 0\]$/);
			expect(message).toMatch(/part 1 of reference AWARD-1.*set 'Part' to the next number/);
		}
		expect(balance()).toBe(70);
	});

	it.each([
		['', "'Points' has an expression that gives nothing"],
		[0, "'Points' has an expression that gives nothing"],
		[-5, "'Points' is less than 0"],
		['ten', "'Points' is not a number of points"],
	])('given as %p by an expression is refused', async (points, sentence) => {
		const [{ error }] = await reverse(
			{ ...award, loadAmount: '={{ $json.points }}' },
			{ items: [{ points }] },
		);
		expect(error).toBe(`${sentence} [item 0]`);
		expect(balance()).toBe(100);
	});
});

describe('points that are spent already', () => {
	beforeEach(async () => {
		await pay('AWARD-1');
		const enKashCardId = meera()?.enKashCardId ?? '';
		await stage.run('reward.unallocate', { enKashCardId, loadAmount: 60 });
	});

	it('are told with what is left, and nothing is sent', async () => {
		const sent = stage.sandbox.requestsTo(call).length;
		const [{ error, message }] = await reverse(award);
		expect(error).toBe(
			`Not sent, since card ${meera()?.enKashCardId} has 40 points, and 100 are to be taken back [item 0]`,
		);
		expect(message).toMatch(/^The others are spent already. Set 'Points' to 40 or less/);
		expect(stage.sandbox.requestsTo(call)).toHaveLength(sent);
	});

	it('leave the others to be taken back', async () => {
		expect(await reverse({ ...award, loadAmount: 40 })).toMatchObject([{ otbBalance: 0 }]);
	});

	it("are EnKash's to tell where the card cannot be read", async () => {
		stage.sandbox.faults.add({ call: 'reward.getUserCards', kind: 'html' });
		const [{ error }] = await reverse(award);
		expect(error).toBe('Insufficient balance in card [item 0]');
	});
});
