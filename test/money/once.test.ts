/** Points are moved once, whatever the network does. */
import type { FaultRule } from '../../sandbox/types';
import { hurry, passMinutes, resetClock } from '../clock';
import { isPlayed } from '../matrix';
import { dataOf, useEach } from '../stage';
import { call, once, openPayroll, outcomes, row } from './payroll';
import { bringBackPauses, endSilence, skipPauses } from '../waiting';

const stage = useEach(openPayroll);

describe('an answer that is lost after the points were moved', () => {
	it.each<[string, FaultRule]>([
		['by a broken connection', { kind: 'resetAfter' }],
		['in a 502', { kind: 'statusAfter' }],
		['in a 500', { kind: 'statusAfter', status: 500 }],
		['in a 408', { kind: 'statusAfter', status: 408 }],
		['half-way', { kind: 'truncated' }],
		['in an empty body', { kind: 'empty' }],
		['in bytes that are no text', { kind: 'garbageAfter' }],
		['in a web page', { kind: 'html', effect: true }],
		['in a redirect', { kind: 'redirect', effect: true }],
		['in JSON of another kind', { kind: 'mutate', body: '{"status":"ok"}' }],
		['in silence', { kind: 'hangAfter' }],
		['by coming too late', { kind: 'delay', delay: 2000 }],
	])('%s, is recovered from the transactions, and nothing is sent again', async (_, fault) => {
		const end = endSilence(stage.sandbox);
		stage.sandbox.faults.add({ call, times: 1, ...fault });

		const result = await stage.allocate();
		end();

		expect(dataOf(result)).toMatchObject([
			{
				outcome: 'recovered',
				uniqueReferenceNumber: 'ROW-1',
				loadAmount: 10,
				enKashCardId: expect.any(String),
			},
		]);
		expect(stage.sends()).toBe(1);
		expect(stage.paid()).toEqual(['ROW-1']);
	});
});

describe('a sending that came to nothing', () => {
	const lost: Array<[string, FaultRule]> = [
		['by a broken connection', { kind: 'resetBefore' }],
		['in a 500', { kind: 'status' }],
		['in a 503', { kind: 'status', status: 503 }],
		['in a 504', { kind: 'status', status: 504 }],
		['in a 408', { kind: 'status', status: 408 }],
		['in a 409', { kind: 'status', status: 409 }],
		['in a web page', { kind: 'html' }],
		['in a redirect', { kind: 'redirect' }],
		['in silence', { kind: 'hang' }],
	];
	const two = [{ row: 'ROW-1' }, { row: 'ROW-2' }];

	const goOn = { onError: 'continueRegularOutput' } as const;
	const lostIn = (column: number) => lost.filter((_, row) => isPlayed(row, column, 2));

	it.each(lostIn(0))(
		'%s, is made good once the list shows a later one beside it',
		async (_, fault) => {
			const end = endSilence(stage.sandbox);
			stage.sandbox.faults.add({ call, times: 1, ...fault });
			await stage.allocate(row, goOn);
			end();
			// What came too late may still take effect for a while.
			passMinutes(1);

			const result = dataOf(await stage.allocate([{ row: 'ROW-2' }, ...row], goOn));
			resetClock();

			expect(outcomes(result)).toEqual(['allocated', 'allocated']);
			expect(stage.paid()).toEqual(['ROW-2', 'ROW-1']);
		},
	);

	it.each(lostIn(1))('%s, is left open where nothing later was paid', async (_, fault) => {
		const end = endSilence(stage.sandbox);
		stage.sandbox.faults.add({ call, times: 1, ...fault });

		const again = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const { error } = await stage.allocate(row, again);
		end();

		expect(error?.message).toMatch(/^(Reference ROW-1 is unconfirmed: )?.+ \[item 0\]$/);
		expect(error?.description).toMatch(/may or may not have been carried out/);
		expect(stage.sends()).toBe(1);
	});

	it('three times over, is given up, and said to be not carried out', async () => {
		const isFirst = ({ body }: { body?: unknown }) => JSON.stringify(body).includes('ROW-1');
		stage.sandbox.faults.add({ call, kind: 'status', when: isFirst });
		const [first] = dataOf(await stage.allocate(two, goOn));
		expect(first.error).toMatch(/^Reference ROW-1 is unconfirmed: /);

		// What is paid later proves that the one before is not there.
		const sent = () => stage.sandbox.requestsTo(call).filter(isFirst).length;
		while (sent() < 3) {
			const [told] = dataOf(await stage.allocate([{ row: `NEXT-${sent()}` }, ...row], goOn));
			expect(told.outcome).toBe('allocated');
		}
		expect(stage.paid()).not.toContain('ROW-1');
	});
});

describe('a refusal is final', () => {
	// A login awaits its turn by the clock.
	beforeAll(bringBackPauses);
	afterAll(skipPauses);
	beforeEach(hurry);
	afterEach(resetClock);

	it.each<[string, FaultRule, string]>([
		['in a 200', { kind: 'refuse', message: 'Company is not active' }, 'Company is not active'],
		['in a 400', { kind: 'status', status: 400 }, 'Internal error'],
		['in a 404', { kind: 'refuse', status: 404, message: 'User not found' }, 'User not found'],
		['in a 422', { kind: 'refuse', status: 422, message: 'Invalid request' }, 'Invalid request'],
		['in a 429', { kind: 'rateLimit' }, 'Too Many Requests'],
	])('%s', async (_, fault, words) => {
		stage.sandbox.faults.add({ call, ...fault });

		const { error } = await stage.allocate();

		expect(error?.message).toContain(`${words} [item 0]`);
		expect(stage.sends()).toBe(1);
		expect(stage.sandbox.requestsTo('R4')).toHaveLength(1);
	});

	it('also that of the login, which is no unknown outcome', async () => {
		const credentialId = stage.credentialWith({ password: 'wrong example' });
		const { error } = await stage.allocate(row, {
			credentialId,
			retryOnFail: true,
			waitBetweenTries: 1,
		});

		expect(error?.message).toMatch(/EnKash refused the login/);
		expect(error?.message).not.toMatch(/unconfirmed/);
		expect(stage.sends()).toBe(0);
		expect(stage.sandbox.logins()).toHaveLength(1);
	});

	it('and so is a login that fails otherwise: nothing was sent, which is said', async () => {
		stage.sandbox.faults.add({ call: 'T1', kind: 'status' });
		const credentialId = stage.credentialWith({ password: 'of no session' });
		const options = { onDuplicateReference: 'send' };
		const { error } = await stage.allocate(row, { credentialId }, { options });

		expect(error?.message).toMatch(/^The token endpoint .+ answered HTTP 500/);
		expect(error?.message).not.toMatch(/unconfirmed/);
		expect(stage.sends()).toBe(0);
	});

	it.each([401, 403, 200] as const)(
		'but not that of an expired token in a %s, which is renewed',
		async (authRefusal) => {
			await stage.run('reward.getAccount');
			stage.sandbox.settings.authRefusal = authRefusal;
			stage.sandbox.faults.add({
				call,
				kind: 'delay',
				delay: 0,
				when: once(() => stage.sandbox.expireTokens()),
			});

			expect(dataOf(await stage.allocate())).toMatchObject([{ outcome: 'allocated' }]);
			expect(stage.paid()).toEqual(['ROW-1']);
		},
	);
});

describe('an answer for another reference', () => {
	beforeEach(() => {
		stage.sandbox.faults.add({
			call,
			kind: 'mutate',
			body: (text) => text.replace('"ROW-1"', '"ROW-2"'),
		});
	});

	it('is told as unconfirmed, and nothing is sent again', async () => {
		const { error } = await stage.allocate();

		expect(error?.message).toBe(
			'Reference ROW-1 is unconfirmed: EnKash answered for reference ROW-2 instead [item 0]',
		);
		expect(stage.sends()).toBe(1);
	});

	it('is not followed by a second payment when n8n retries the node', async () => {
		const result = await stage.allocate(row, {
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
		});

		expect(dataOf(result)).toMatchObject([{ outcome: 'alreadyAllocated' }]);
		expect(stage.paid()).toEqual(['ROW-1']);
	});
});

it('a cancelled execution sends nothing more, and does not touch what was sent', async () => {
	const stop = new AbortController();
	stage.sandbox.faults.add({
		call,
		kind: 'delay',
		delay: 200,
		when: once(() => stop.abort()),
	});

	const { status } = await stage.allocate([{ row: 'ROW-1' }, { row: 'ROW-2' }, { row: 'ROW-3' }], {
		abort: stop.signal,
	});
	await new Promise((resolve) => setTimeout(resolve, 400));

	expect(status).toBe('canceled');
	expect(stage.paid()).toEqual(['ROW-1']);
});
