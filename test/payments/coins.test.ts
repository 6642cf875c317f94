/** Coins are credited once, though EnKash documents no call to look an allocation up. */
import type { IDataObject } from 'n8n-workflow';
import { hurry, resetClock } from '../clock';
import { dataOf, setStage, useEach } from '../stage';
import { bringBackPauses, endSilence, skipPauses } from '../waiting';

const call = 'points.allocateCoins';
const userId = 'EKQZVMQK';
const coins = { userId, event: 'REFERRAL_EVENT' };
const ofRow = { ...coins, requestId: '={{ $json.row }}' };

const stage = useEach(setStage);

/** References in the order in which their coins were credited. */
const credited = () => stage.sandbox.ledger.map(({ reference }) => reference);

describe.each(['resetAfter', 'statusAfter', 'truncated', 'hangAfter'] as const)(
	'an answer lost by %s',
	(kind) => {
		let speak: () => void;

		beforeEach(() => {
			speak = endSilence(stage.sandbox);
			stage.sandbox.settings.duplicateReferences = 'accepted';
			stage.sandbox.faults.add({ call, kind, times: 1 });
		});
		afterEach(() => speak());

		it('is told as unconfirmed with its reference, and not sent again', async () => {
			const { error } = await stage.run(call, ofRow, { items: [{ row: 'ROW-1' }] });

			expect(error?.message).toMatch(/^Reference ROW-1 is unconfirmed: .+ \[item 0\]$/);
			expect(error?.description).toMatch(
				/no call that looks it up.*may or may not have been carried out/,
			);
			expect(stage.sandbox.requestsTo(call)).toHaveLength(1);
		});

		it('stays unconfirmed when n8n retries the node, which credits nobody twice', async () => {
			const { error } = await stage.run(call, ofRow, {
				items: [{ row: 'ROW-1' }],
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 1,
			});

			expect(error?.message).toMatch(/unconfirmed/);
			expect(credited()).toEqual(['ROW-1']);
		});
	},
);

describe('a login', () => {
	// It awaits its turn by the clock.
	beforeAll(bringBackPauses);
	afterAll(skipPauses);
	beforeEach(hurry);
	afterEach(resetClock);

	it('that failed is told as such, and not as coins that may have been credited', async () => {
		stage.sandbox.faults.add({ call: 'T1', kind: 'status', times: 1 });
		const credentialId = stage.credentialWith({ password: 'of-no-session' });
		const { error } = await stage.run(call, ofRow, { credentialId, items: [{ row: 'ROW-1' }] });

		expect(error?.message).toMatch(/^The token endpoint .+ answered HTTP 500/);
		expect(error?.message).not.toMatch(/unconfirmed/);
		expect(credited()).toEqual([]);
	});

	it('that failed does not keep the coins from being credited when n8n retries the node', async () => {
		stage.sandbox.faults.add({ call: 'T1', kind: 'status', times: 1 });
		// A failed login rests for five seconds, and so does n8n at most: it tries a third time.
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 5000 };
		const result = await stage.run(call, ofRow, { items: [{ row: 'ROW-1' }], ...retry });

		expect(dataOf(result)).toMatchObject([{ outcome: 'allocated' }]);
		expect(credited()).toEqual(['ROW-1']);
	});

	it.each([401, 403, 200] as const)(
		'is renewed where an expired token is told with %s, and the coins are credited once',
		async (authRefusal) => {
			stage.sandbox.settings.authRefusal = authRefusal;
			stage.sandbox.expireTokens();

			const result = await stage.run(call, ofRow, { items: [{ row: 'ROW-1' }] });

			expect(dataOf(result)).toMatchObject([{ outcome: 'allocated' }]);
			expect(credited()).toEqual(['ROW-1']);
			expect(stage.sandbox.logins()).toHaveLength(1);
		},
	);
});

it('an item that was refused is sent again when n8n retries the node, and the others are not', async () => {
	stage.sandbox.settings.duplicateReferences = 'accepted';
	stage.sandbox.faults.add({ call, kind: 'refuse', skip: 1, times: 1 });

	const result = await stage.run(call, ofRow, {
		items: [{ row: 'ROW-1' }, { row: 'ROW-2' }],
		retryOnFail: true,
		maxTries: 2,
		waitBetweenTries: 1,
	});

	expect(dataOf(result)).toMatchObject([
		{ outcome: 'alreadyAllocated', requestId: 'ROW-1' },
		{ outcome: 'allocated', requestId: 'ROW-2' },
	]);
	expect(credited()).toEqual(['ROW-1', 'ROW-2']);
});

it('two items under one reference are credited once', async () => {
	stage.sandbox.settings.duplicateReferences = 'accepted';
	const result = await stage.run(
		call,
		{ ...ofRow, options: { concurrency: 2 } },
		{ items: [{ row: 'ROW-1' }, { row: 'ROW-1' }] },
	);

	expect(dataOf(result).map(({ outcome }) => outcome)).toEqual(['allocated', 'alreadyAllocated']);
	expect(credited()).toEqual(['ROW-1']);
});

describe('a reference that was used before in the same run', () => {
	const { event } = coins;
	const pay = (...items: IDataObject[]) =>
		stage.run(
			call,
			{ userId: '={{ $json.user }}', event: '={{ $json.event }}', requestId: 'ROW-1' },
			{ items },
		);

	it('for the same user and something else is refused', async () => {
		const { error } = await pay({ user: userId, event }, { user: userId, event: 'BIRTHDAY' });

		expect(error?.message).toBe(
			`Reference ROW-1 was used before, for ${event} of user ${userId} [item 1]`,
		);
		expect(stage.sandbox.requestsTo(call)).toHaveLength(1);
	});

	it('for another user is not known to be used, and it is for EnKash to refuse it', async () => {
		const { error } = await pay({ user: userId, event }, { user: 'EK6CYE6K', event });

		expect(error?.message).toBe('Coins already allocated for requestId: ROW-1 [item 1]');
		expect(credited()).toEqual(['ROW-1']);
	});
});

it('a reference is derived where none is given: another for each item and each execution', async () => {
	await stage.run(call, coins, { items: [{}, {}] });
	await stage.run(call, coins, { items: [{}] });

	const references = credited();
	expect(new Set(references).size).toBe(3);
	for (const reference of references) expect(reference).toMatch(/^[A-Z0-9-]{1,32}$/);
});

it('nothing is sent while one of the items cannot be', async () => {
	const { error } = await stage.run(call, ofRow, { items: [{ row: 'ROW-1' }, { row: { a: 1 } }] });

	expect(error?.message).toBe("'Reference' is not text [item 1]");
	expect(credited()).toEqual([]);
});

it('a time-out that is none keeps all items from being sent', async () => {
	const options = { timeout: '={{ $json.time }}' };
	const { error } = await stage.run(
		call,
		{ ...ofRow, options },
		{
			items: [
				{ row: 'ROW-1', time: 500 },
				{ row: 'ROW-2', time: 0 },
			],
		},
	);

	expect(error?.message).toBe("'Timeout' is not a number from 1 on [item 1]");
	expect(credited()).toEqual([]);
});

it.each([
	[0, 0],
	['"12"', 12],
	[12.5, 12.5],
])('a balance told as %s is a number', async (told, balance) => {
	stage.sandbox.faults.add({
		call: 'points.getBalance',
		kind: 'mutate',
		body: (text) => text.replace(/"payload":[^,}]+/, `"payload":${told}`),
	});
	expect(dataOf(await stage.run('points.getBalance', { userId }))).toEqual([{ userId, balance }]);
});

it.each(['null', '"none"', '{}'])('an answer of %s is not taken for a balance', async (told) => {
	stage.sandbox.faults.add({
		call: 'points.getBalance',
		kind: 'mutate',
		body: (text) => text.replace(/"payload":[^,}]+/, `"payload":${told}`),
	});
	const { error } = await stage.run('points.getBalance', { userId });
	expect(error?.message).toBe('EnKash answered without a balance [item 0]');
});

describe('where five calls in a row are left open', () => {
	const told = async (...rows: string[]) => {
		const items = rows.map((row) => ({ row }));
		const result = await stage.run(call, ofRow, { items, onError: 'continueRegularOutput' });
		return dataOf(result).map(({ error, outcome }) => error ?? outcome);
	};

	beforeEach(async () => {
		await told('PAID');
		stage.sandbox.faults.add({ call, kind: 'resetAfter' });
		await told('OPEN');
	});

	it('no more are sent, and what was sent before is told as it is known', async () => {
		const outcomes = await told('1', '2', '3', '4', '5', 'PAID', 'OPEN', 'NEW');

		expect(outcomes.slice(5)).toEqual([
			'alreadyAllocated',
			expect.stringMatching(/^Reference OPEN is unconfirmed: /),
			expect.stringMatching(/^Not sent, since EnKash left the last 5 calls open /),
		]);
		expect(credited()).toEqual(['PAID', 'OPEN', '1', '2', '3', '4', '5']);
	});

	it('what stays open is told in the same words again', async () => {
		const [first, again] = [await told('OPEN'), await told('OPEN')];

		expect(first).toEqual([
			expect.stringMatching(/^Reference OPEN is unconfirmed: The connection /),
		]);
		expect(again).toEqual(first);
	});
});
