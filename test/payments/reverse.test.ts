/** What was paid is taken back once, and nothing else is. */
import type { INodeParameters } from 'n8n-workflow';
import { reversalReference } from '../../nodes/Enkash/money/reference';
import { switchNamed } from '../../sandbox';
import { person } from '../money/payroll';
import { dataOf } from '../stage';
import {
	account,
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
