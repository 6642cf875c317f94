/** Points for a user who is picked from the list: nothing to retype, and paid once as any other. */
import type { INodeParameters } from 'n8n-workflow';
import { seed } from '../../sandbox/seed';
import { samples } from '../actions/samples';
import { dataOf, setStage, type Stage } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';

beforeAll(skipPauses);
afterAll(bringBackPauses);

const cardsOf = (account: string) => seed().accounts.get(account)?.cards ?? [];
const ACCOUNTS = { reward: 'CAVBMRFE8', incentive: 'CAN5INC7Q' };

describe.each(Object.entries(ACCOUNTS))('%s.allocate', (resource, cardAccountId) => {
	const call = `${resource}.allocate`;
	const [, user, another] = cardsOf(cardAccountId);
	const existing = (card = user.enKashCardId): INodeParameters => ({
		recipient: 'existing',
		enKashCardId: { __rl: true, mode: 'list', value: card },
		cardAccountId,
		loadAmount: 25,
		uniqueReferenceNumber: 'PICKED-1',
	});
	let stage: Stage;

	beforeEach(async () => {
		stage = await setStage({ duplicateReferences: 'accepted' });
	});
	afterEach(() => stage.stop());

	it('credits the card, and sends nothing of the person', async () => {
		const [paid] = dataOf(await stage.run(call, existing()));

		expect(paid).toMatchObject({
			outcome: 'allocated',
			reference: 'PICKED-1',
			enKashCardId: user.enKashCardId,
			email: user.email,
			mobile: user.mobile,
		});
		expect(stage.sandbox.requestsTo(call).at(-1)?.body).toEqual({
			companyId: 'CEK7T1WMC6',
			cardAccountId,
			transactionCode: 'ALLOCATION',
			transactionType: 'CR',
			type: 'ALLOCATE_POINT',
			enkashCardId: user.enKashCardId,
			loadAmount: 25,
			uniqueReferenceNumber: 'PICKED-1',
			uniqueReferenceNum: 'PICKED-1',
		});
	});

	it.each(['otherProcess', 'otherN8n'] as const)('is paid once, also in %s', async (where) => {
		const [paid] = dataOf(await stage.run(call, existing()));
		const other = await stage[where]();
		const [again] = dataOf(await other.run(call, existing()));

		expect(again).toEqual({ ...paid, outcome: 'alreadyAllocated' });
		expect(stage.sandbox.ledger).toHaveLength(1);
	});

	it.each(['otherProcess', 'otherN8n'] as const)(
		'under the reference of another user pays nobody, also in %s',
		async (where) => {
			await stage.run(call, existing());
			for (const n8n of [stage, await stage[where]()]) {
				const { error } = await n8n.run(call, existing(another.enKashCardId));
				expect(error?.message).toMatch(/^Reference PICKED-1 was used before, for another user/);
			}
			expect(stage.sandbox.ledger).toHaveLength(1);
		},
	);

	it('is found after a lost answer, and not paid again', async () => {
		stage.sandbox.faults.add({ call, kind: 'resetAfter', times: 1 });
		const [found] = dataOf(await stage.run(call, existing()));

		expect(found).toMatchObject({ outcome: 'recovered', email: user.email });
		expect(stage.sandbox.ledger).toHaveLength(1);
	});

	it('an answer about another card is no success', async () => {
		const body = (text: string) => text.replaceAll(user.enKashCardId, another.enKashCardId);
		stage.sandbox.faults.add({ call, kind: 'mutate', body });
		const { error } = await stage.run(call, existing());

		expect(error?.message).toContain(
			`EnKash answered for card ${another.enKashCardId} and not ${user.enKashCardId}`,
		);
	});

	it('of another account is refused', async () => {
		const other = Object.values(ACCOUNTS).find((account) => account !== cardAccountId) ?? '';
		const { error } = await stage.run(call, existing(cardsOf(other)[1].enKashCardId));

		expect(error?.message).toBe('Card not found [item 0]');
		expect(stage.sandbox.ledger).toEqual([]);
	});

	it.each<[string, INodeParameters, string]>([
		['nobody', { enKashCardId: '={{ "" }}' }, "'User' is empty"],
		[
			'neither of both ways',
			{ recipient: 'everybody' },
			"'Recipient' is 'everybody', which is not one of its choices",
		],
	])('%s is told before anything is sent', async (_, changes, message) => {
		const { error } = await stage.run(call, { ...existing(), ...changes });

		expect(error?.message).toBe(`${message} [item 0]`);
		expect(stage.sandbox.requests).toEqual([]);
	});

	it('workflows that tell the details go on', async () => {
		const [paid] = dataOf(await stage.run(call, samples['reward.allocate']?.parameters));
		expect(paid).toMatchObject({ outcome: 'allocated', email: 'meera.nair@example.com' });
	});
});
