/** What was paid is taken back once, and nothing else is. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { reversalReference } from '../../nodes/Enkash/money/reference';
import { switchNamed } from '../../sandbox';
import { person } from '../money/payroll';
import { dataOf, setStage, type Stage } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';

const call = 'reward.reverse';
const account = { companyId: 'CEK7T1WMC6', cardAccountId: 'CAVBMRFE8' };
const reversalOf = (reference: string, part = 1) =>
	reversalReference({ ...account, reference, part });

let stage: Stage;
beforeAll(skipPauses);
afterAll(bringBackPauses);
beforeEach(async () => {
	stage = await setStage({ duplicateReferences: 'accepted' });
});
afterEach(() => stage.stop());

const meera = () => stage.sandbox.state.accounts.get('CAVBMRFE8')?.byMobile.get(person.mobile);
const balance = () => (meera()?.balance ?? 0) / 100;
const moves = () =>
	stage.sandbox.ledger.map(({ kind, amount, reference }) => `${kind} ${amount} ${reference}`);

async function pay(reference: string, loadAmount = 100, changes: INodeParameters = {}) {
	const parameters = { ...person, loadAmount, uniqueReferenceNumber: reference, ...changes };
	const { error } = await stage.run('reward.allocate', parameters);
	expect(error).toBeUndefined();
}

async function reverse(
	parameters: INodeParameters,
	{ on = stage, items = [{}] }: { on?: Stage; items?: IDataObject[] } = {},
): Promise<IDataObject[]> {
	const onError = 'continueRegularOutput' as const;
	return dataOf(await on.run(call, parameters, { items, onError }));
}

const award = { uniqueReferenceNumber: 'AWARD-1' };

it('all that was paid comes back, from the card that it was paid to', async () => {
	await pay('AWARD-1');

	expect(await reverse(award)).toMatchObject([
		{
			outcome: 'reversed',
			uniqueReferenceNumber: 'AWARD-1',
			reversalReference: reversalOf('AWARD-1'),
			loadAmount: 100,
			enKashCardId: meera()?.enKashCardId,
			otbBalance: 0,
		},
	]);
	expect(balance()).toBe(0);
});

it('a reference of a reversal has at most 32 characters of [A-Z0-9-], whatever it is derived from', () => {
	for (const reference of ['', 'AWARD-1', 'ü'.repeat(500), 'a\u0000b', '1'])
		expect(reversalOf(reference)).toMatch(/^[A-Z0-9-]{1,32}$/);
	const all = [1, 2].flatMap((part) => ['A', 'B'].map((each) => reversalOf(each, part)));
	expect(new Set(all).size).toBe(4);
	expect(reversalReference({ ...account, cardAccountId: 'X', reference: 'A', part: 1 })).not.toBe(
		reversalOf('A'),
	);
});

describe.each([
	['in this process', () => Promise.resolve(stage)],
	['in another process', () => stage.otherProcess()],
	['in another n8n', () => stage.otherN8n()],
])('taken back again %s', (_, other) => {
	it('it is told, and nothing is taken', async () => {
		await pay('AWARD-1');
		await pay('OTHER', 500);
		await reverse(award);

		expect(await reverse(award, { on: await other() })).toMatchObject([
			{ outcome: 'alreadyReversed', reversalReference: reversalOf('AWARD-1'), loadAmount: 100 },
		]);
		expect(balance()).toBe(500);
	});
});

it('whoever writes the address of the server otherwise takes it back no second time', async () => {
	await pay('AWARD-1');
	await pay('OTHER', 500);
	await reverse(award);

	const cardApiUrl = stage.sandbox.url.replace('127.0.0.1', 'localhost');
	const credentialId = stage.credentialWith({ cardApiUrl });
	const again = await stage.run(call, award, { credentialId });
	expect(dataOf(again)).toMatchObject([{ outcome: 'alreadyReversed' }]);
	expect(balance()).toBe(500);
});

it('two items of one run with the same payment take it back once', async () => {
	await pay('AWARD-1');
	await pay('OTHER', 500);

	const told = await reverse(award, { items: [{}, {}] });
	expect(told.map(({ outcome }) => outcome)).toEqual(['reversed', 'alreadyReversed']);
	expect(balance()).toBe(500);
});

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

describe('nothing is taken back', () => {
	const held = async (parameters: INodeParameters, sentence: RegExp | string) => {
		const before = moves().length;
		const other = await stage.otherN8n();
		const [{ error }] = await reverse(parameters, { on: other });
		expect(error).toMatch(sentence);
		expect(moves()).toHaveLength(before);
	};
	const unknown = 'Not sent, since reference AWARD-1 is not known to be paid';

	it('that was never paid', async () => {
		await held(award, new RegExp(`^${unknown} \\[item 0\\]$`));
	});

	it('that was paid in another account', async () => {
		await pay('AWARD-1', 100, { cardAccountId: 'CAN5INC7Q' });
		await held(award, unknown);
	});

	it('that is a debit itself', async () => {
		await pay('OTHER');
		const debit = { enKashCardId: meera()?.enKashCardId ?? '', loadAmount: 10 };
		await stage.run('reward.unallocate', { ...debit, ...award });
		await held(award, unknown);
	});

	it('that failed', async () => {
		stage.sandbox.faults.add({ call: 'reward.allocate', kind: 'recordOnly', words: ['FAILED'] });
		await stage.run('reward.allocate', { ...person, ...award, loadAmount: 100 });
		await held(award, unknown);
	});

	it.each([
		['list-pending', `${unknown}: EnKash lists the transaction as PENDING`],
		['list-unknown-word', `${unknown}: EnKash lists the transaction as BOOKED_T1`],
		['list-account-side', `${unknown}: EnKash lists the transaction both as a credit and`],
		['list-other-case', `${unknown}: EnKash lists reference 'award-1', which may be meant`],
		['list-empty', unknown],
		['list-text', `${unknown}: EnKash answered the look-up with something that is no list`],
		['list-late', unknown],
	])('that another process cannot see under %s', async (name, sentence) => {
		await pay('AWARD-1');
		switchNamed(name).turnOn(stage.sandbox);
		await held(award, sentence);
	});

	it.each(['FAILED', 'REVERSED', 'PENDING'])(
		'that this process paid, and EnKash lists as %s by now',
		async (listStatus) => {
			await pay('AWARD-1');
			stage.sandbox.settings.listStatus = listStatus;
			expect((await reverse(award))[0].error).toMatch(unknown);
			expect(balance()).toBe(100);
		},
	);

	it('where the user wants it sent whatever was sent before', async () => {
		await pay('AWARD-1');
		const options = { onDuplicateReference: 'send' };
		await held({ ...award, options }, "'On Duplicate Reference' is 'send', which is not one of");
	});
});

it('this process knows what it paid, also where the list is blind', async () => {
	await pay('AWARD-1');
	stage.sandbox.settings.list = 'empty';

	expect(await reverse(award)).toMatchObject([{ outcome: 'reversed', loadAmount: 100 }]);
	expect(await reverse(award)).toMatchObject([{ outcome: 'alreadyReversed' }]);
	expect(balance()).toBe(0);
});

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

it('what was taken back is told so, though the points of the card are spent since', async () => {
	await pay('AWARD-1');
	await reverse(award);
	expect(balance()).toBe(0);
	expect(await reverse(award)).toMatchObject([{ outcome: 'alreadyReversed' }]);
	const options = { onDuplicateReference: 'fail' };
	const [{ error }] = await reverse({ ...award, options });
	expect(error).toMatch(/^Reference REV-\w+ was used before \[item 0\]$/);
});

it('what a sheet paid is taken back by its output, in few look-ups', async () => {
	const rows = Array.from({ length: 5 }, (_, index) => ({
		title: 'Ms',
		name: `Person ${index}`,
		email: `person${index}@example.com`,
		mobile: `900000000${index}`,
		points: 10 + index,
	}));
	const paid = dataOf(await stage.run('reward.bulkAllocate', {}, { items: rows }));
	stage.sandbox.requests.length = 0;

	const uniqueReferenceNumber = '={{ $json.uniqueReferenceNumber }}';
	const told = await reverse({ uniqueReferenceNumber }, { items: paid });
	expect(told.map(({ outcome }) => outcome)).toEqual(Array(5).fill('reversed'));
	expect(told.map(({ loadAmount }) => loadAmount)).toEqual([10, 11, 12, 13, 14]);
	expect(stage.sandbox.requestsTo('reward.getTransactions').length).toBeLessThan(6);
	const cards = [...stage.sandbox.state.cards.values()];
	const balances = cards
		.filter(({ email }) => email.startsWith('person'))
		.map((each) => each.balance);
	expect(balances).toEqual(Array(5).fill(0));
});

it('a lost answer is recovered, and what is unconfirmed is taken back where the user says so', async () => {
	await pay('AWARD-1');
	await pay('AWARD-2');
	stage.sandbox.faults.add({ call, kind: 'resetAfter', times: 1 });
	expect(await reverse(award)).toMatchObject([{ outcome: 'recovered', loadAmount: 100 }]);

	stage.sandbox.faults.add({ call, kind: 'resetBefore', times: 1 });
	const second = { uniqueReferenceNumber: 'AWARD-2' };
	const [{ error, message }] = await reverse(second);
	expect(error).toMatch(/^Reference REV-\w+ is unconfirmed: /);
	expect(message).toMatch(/It is to take back part 1 of reference AWARD-2/);
	const on = await stage.otherProcess();
	expect((await reverse(second, { on }))[0].error).toMatch(/is unconfirmed/);
	const options = { resendUnconfirmed: true };
	expect(await reverse({ ...second, options }, { on })).toMatchObject([{ outcome: 'reversed' }]);
	expect(balance()).toBe(0);
});
