import fc from 'fast-check';

import { account, Client, credit, debit, person, small } from './client';

let client: Client;
beforeEach(async () => {
	client = await Client.start();
});
afterEach(() => client.sandbox.stop());

const incentive = { companyId: 'CEK7T1WMC6', cardAccountId: 'CAN5INC7Q' };

/** What of the answer a test looks at. */
interface Allocated {
	enKashCardId: string;
	userId: string;
	pgReferenceNumber: string;
	otbBalance: number;
	availableBalance: number;
}

const allocated = async (body: object) => (await client.allocate(body)).body.payload as Allocated;
const refusal = async (body: object) => {
	const { status, body: answer } = await client.allocate(body);
	return [status, answer.response_code, answer.payload];
};

test('a new user is made and funded, and answered as the guide shows it', async () => {
	const { body } = await client.allocate(credit(11, 'TEST234236'));
	expect(body).toMatchObject({
		code: 0,
		message: 'Success',
		payload: {
			enKashCardId: expect.stringMatching(/^EKC/) as string,
			userId: expect.stringMatching(/^EK/) as string,
			cardAccountId: 'CAVBMRFE8',
			...person,
			availableBalance: 898127,
			enkashCardTxnId: expect.stringMatching(/^ECT/) as string,
			pgReferenceNumber: 'TEST234236',
			otbBalance: 11,
			maskedNumber: expect.stringMatching(/^XXXX XXXX XXXX \d{4}$/) as string,
		},
	});
	expect(client.sandbox.ledger).toEqual([
		{
			at: expect.any(Number) as number,
			kind: 'credit',
			reference: 'TEST234236',
			amount: 11,
			cardAccountId: 'CAVBMRFE8',
			userId: (body.payload as Allocated).userId,
			mobile: person.mobile,
			email: person.email,
			call: 'createAllocatePoints',
		},
	]);
});

test('a known user is topped up, by mobile, by e-mail or by card', async () => {
	const first = await allocated(credit(10, 'A1'));
	const byMobile = await allocated(credit(1, 'A2', { email: 'other@example.com' }));
	const byEmail = await allocated(
		credit(1, 'A3', { mobile: '9876500000', email: 'NEW.USER@example.com' }),
	);
	const byCard = await allocated({
		...account,
		transactionCode: 'ALLOCATION',
		transactionType: 'CR',
		type: 'ALLOCATE_POINT',
		loadAmount: 1,
		uniqueReferenceNum: 'A4',
		enkashCardId: first.enKashCardId,
	});
	expect([byMobile, byEmail, byCard].map(({ userId }) => userId)).toEqual(
		Array(3).fill(first.userId),
	);
	expect(byCard.otbBalance).toBe(13);
	expect(client.sandbox.state.accounts.get('CAVBMRFE8')?.cards).toHaveLength(35);
});

test('one user per account: the same person is new in the incentive account', async () => {
	await allocated(credit(10, 'A1'));
	const answer = await allocated(credit(7, 'A2', incentive));
	expect(answer).toMatchObject({ otbBalance: 7, availableBalance: 24993 });
});

test('the path of the guide does the same', async () => {
	const { body } = await client.call('allocatePoints', { body: credit(7, 'A1', incentive) });
	expect(body.payload).toMatchObject({ pgReferenceNumber: 'A1', otbBalance: 7 });
	expect(client.sandbox.requestsTo('incentive.allocate')).toHaveLength(1);
});

test('points are taken back from a user, but not more than there are', async () => {
	await allocated(credit(10.5, 'A1'));
	expect(await allocated(debit(10.25, 'A2'))).toMatchObject({
		otbBalance: 0.25,
		availableBalance: 898137.75,
	});
	expect(await refusal(debit(0.26, 'A3'))).toEqual([200, 1, 'Insufficient balance in card']);
	expect(await refusal(debit(1, 'A4', { email: 'no@example.com', mobile: '9000009999' }))).toEqual([
		404,
		1,
		'User not found',
	]);
	expect(client.sandbox.ledger.map(({ kind, amount }) => [kind, amount])).toEqual([
		['credit', 10.5],
		['debit', 10.25],
	]);
});

test('an account that cannot pay refuses in the words of the guide, and makes no user', async () => {
	expect(await refusal(credit(50.01, 'A1', small))).toEqual([
		200,
		1,
		'Insufficient balance in card account',
	]);
	expect(client.sandbox.state.accounts.get('CAQL8YCV3')?.cards).toHaveLength(2);
	expect(await allocated(credit(50, 'A2', small))).toMatchObject({ availableBalance: 0 });
});

test('a repeated reference is refused', async () => {
	await allocated(credit(10, 'A1'));
	expect(await refusal(credit(10, 'A1'))).toEqual([
		200,
		1,
		'Transaction already exists for uniqueReferenceNumber: A1',
	]);
	expect(client.sandbox.ledger).toHaveLength(1);
});

test('a repeated reference pays twice where the settings say so', async () => {
	client.sandbox.settings.duplicateReferences = 'accepted';
	await allocated(credit(10, 'A1'));
	expect(await allocated(credit(10, 'A1'))).toMatchObject({ otbBalance: 20 });
	expect(client.sandbox.ledger.map(({ reference, amount }) => [reference, amount])).toEqual([
		['A1', 10],
		['A1', 10],
	]);
});

test.each(['uniqueReferenceNumber', 'uniqueReferenceNum'])(
	'the reference may be spelled %s',
	async (name) => {
		const others = {
			uniqueReferenceNumber: undefined,
			uniqueReferenceNum: undefined,
			[name]: 'A1',
		};
		expect(await allocated(credit(1, 'A1', others))).toMatchObject({ pgReferenceNumber: 'A1' });
	},
);

test.each([
	['a mobile of nine digits', credit(1, 'A1', { mobile: '987654321' }), 400],
	['a mobile with a country code', credit(1, 'A1', { mobile: '+919876543210' }), 400],
	['an e-mail without a domain', credit(1, 'A1', { email: 'someone' }), 400],
	['an unknown title', credit(1, 'A1', { title: 'Captain' }), 400],
	['an unknown gender', credit(1, 'A1', { gender: 'X' }), 400],
	['an amount as text', credit(1, 'A1', { loadAmount: '1' }), 400],
	['nothing to allocate', credit(0, 'A1'), 400],
	['a negative amount', credit(-5, 'A1'), 400],
	['a third decimal', credit(1.005, 'A1'), 422],
	['a credit that takes back', credit(1, 'A1', { type: 'UNALLOCATE_POINT' }), 400],
	['a blank reference', credit(1, ' '), 400],
	[
		'no reference',
		credit(1, 'A1', { uniqueReferenceNumber: undefined, uniqueReferenceNum: undefined }),
		400,
	],
	['two references', credit(1, 'A1', { uniqueReferenceNum: 'A2' }), 422],
	['no name', credit(1, 'A1', { firstName: undefined }), 400],
	['an unknown field', credit(1, 'A1', { remarks: 'well done' }), 400],
	['an unknown card', credit(1, 'A1', { enkashCardId: 'EKC0000000' }), 404],
	["another account's card", credit(1, 'A1', { enkashCardId: 'EKC9MKS5RM' }), 404],
	['an unknown account', credit(1, 'A1', { cardAccountId: 'CA0' }), 404],
	[
		'mobile and e-mail of two users',
		credit(1, 'A1', { mobile: '9000000101', email: 'user.02@example.com' }),
		422,
	],
])('%s is refused', async (_, body, status) => {
	expect((await client.allocate(body)).status).toBe(status);
	expect(client.sandbox.ledger).toEqual([]);
});

test('whatever is allocated and taken back, no paisa is lost', async () => {
	const { state, ledger, settings } = client.sandbox;
	settings.duplicateReferences = 'accepted';
	const owner = state.accounts.get('CAVBMRFE8')!;
	const total = owner.available + owner.cardBalance;
	const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.boolean()), {
		maxLength: 6,
	});
	await fc.assert(
		fc.asyncProperty(steps, async (moves) => {
			for (const [paise, back] of moves)
				await client.allocate((back ? debit : credit)(paise / 100, 'A1'));
			const sum = ledger.reduce(
				(paise, { kind, amount }) =>
					paise + Math.round(amount * 100) * (kind === 'credit' ? 1 : -1),
				0,
			);
			expect(owner.available).toBe(89_813_800 - sum);
			expect(owner.available + owner.cardBalance).toBe(total);
			expect(owner.cards.reduce((paise, { balance }) => paise + balance, 0)).toBe(
				owner.cardBalance,
			);
		}),
		{ numRuns: 20, seed: 1 },
	);
});
