/** The card from which a payment is taken back. */
import { award, balance, meera, moves, pay, reverse, stage, useReversals } from './reverseStage';

useReversals();

describe('a reference that was paid twice', () => {
	const elsewhere = { email: 'other@example.com', mobile: '9876500000' };

	it('is taken back in all', async () => {
		await pay('AWARD-1');
		await pay('AWARD-1', 100, { options: { onDuplicateReference: 'send' } });
		expect(balance()).toBe(200);

		expect(await reverse(award)).toMatchObject([{ loadAmount: 200, otbBalance: 0 }]);
	});

	it('to two people waits for the user to name one of them', async () => {
		await pay('AWARD-1');
		await pay('AWARD-1', 70, { ...elsewhere, options: { onDuplicateReference: 'send' } });

		const [{ error, message }] = await reverse(award);
		expect(error).toMatch(/^Not sent, since reference AWARD-1 was paid on several cards, /);
		expect(message).toBe("Name the one to take it back from in 'Card'.");
		const enKashCardId = meera()?.enKashCardId ?? '';
		expect(await reverse({ ...award, enKashCardId })).toMatchObject([{ loadAmount: 100 }]);
		expect(balance()).toBe(0);
	});
});

describe('the card', () => {
	const withoutCard = (text: string) =>
		text.replaceAll('enkashCardId', 'unknown').replaceAll('enKashCardId', 'unknown');

	it('is that of the person, where the payment does not tell it', async () => {
		await pay('AWARD-1');
		const fault = { call: 'reward.getTransactions', kind: 'mutate', body: withoutCard } as const;
		stage.sandbox.faults.add(fault);

		const told = await reverse(award, { on: await stage.otherN8n() });
		expect(told).toMatchObject([{ outcome: 'reversed', enKashCardId: meera()?.enKashCardId }]);
		expect(balance()).toBe(0);
	});

	it('is asked for where nothing tells it', async () => {
		await pay('AWARD-1');
		const body = (text: string) => withoutCard(text).replaceAll('userId', 'nobody');
		stage.sandbox.faults.add({ call: 'reward.getTransactions', kind: 'mutate', body });
		const on = await stage.otherN8n();

		const [{ error, message }] = await reverse(award, { on });
		expect(error).toMatch(/^Not sent, since EnKash does not tell on which card reference AWARD-1/);
		expect(message).toBe("Fill in 'Card'.");
		const enKashCardId = meera()?.enKashCardId ?? '';
		expect(await reverse({ ...award, enKashCardId }, { on })).toMatchObject([
			{ outcome: 'reversed' },
		]);
	});

	it.each(['enkashCardId', 'unknown'])(
		'of another person is refused, where the payment tells %s',
		async (name) => {
			await pay('AWARD-1');
			const body = (text: string) => text.replaceAll('enkashCardId', name);
			stage.sandbox.faults.add({ call: 'reward.getTransactions', kind: 'mutate', body });

			const parameters = { ...award, enKashCardId: 'EKCQMY9BQ0' };
			const [{ error }] = await reverse(parameters, { on: await stage.otherN8n() });
			expect(error).toMatch(
				/^Not sent, since (reference AWARD-1 was paid on card \w+, and not on EKCQMY9BQ0|card EKCQMY9BQ0 is not that of the person)/,
			);
			expect(moves()).toHaveLength(1);
		},
	);
});
