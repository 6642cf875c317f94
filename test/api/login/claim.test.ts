/** Whose turn it is to log in: processes that share nothing but the stored credential. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Turn } from '../../../nodes/Enkash/api/login/claim';
import { built, builtAnew } from '../../built';
import { nodeTime, passMinutes, resetClock, stopClock } from '../../clock';
import { bringBackPauses, skippedPauses, skipPauses } from '../../waiting';
import { failureOf, newPartner, refused, unclear } from './partners';

const other = builtAnew('api/login/claim');
const here = builtAnew('api/login/claim');
const { readAccount } = built('api/login/account');
const { EnkashError } = built('lib/errors');

/** What the login may take, and all that may come before it: waiting for the turn, and repeating. */
const TIMEOUT = 30_000;
/** More than any of these tests needs. */
const MAX_LOOKS = 20;
const VOID_AFTER = 5_000 + 60_000 + TIMEOUT;

let credential: ICredentialDataDecryptedObject;

beforeAll(skipPauses);
afterAll(bringBackPauses);

beforeEach(() => {
	stopClock();
	skippedPauses.length = 0;
	credential = newPartner();
});

afterEach(resetClock);

const stored = () => readAccount(credential);
const claim = () => JSON.parse(credential.loginClaim as string) as Record<string, unknown>;
const claimAs = async ({ awaitTurn }: typeof here, changes = {}) =>
	await failureOf(async () => {
		const turn: Turn = {
			read: () => Promise.resolve(stored()),
			write: (loginClaim) => {
				credential.loginClaim = loginClaim;
				return Promise.resolve(true);
			},
			timeout: TIMEOUT,
			...changes,
		};
		let looks = 0;
		const read = async () => {
			if (++looks > MAX_LOOKS) throw new Error('It looks again and again');
			return await turn.read();
		};
		await awaitTurn({ ...turn, read });
	});
const minutes = (milliseconds: number) => milliseconds / 60_000;

/** The claim of a process that has not begun to log in, nor ever will. */
const claimOf = async (process: typeof here) => {
	await claimAs(process, {
		read: () => Promise.resolve(credential.loginClaim ? undefined : stored()),
	});
};
/** Each look at the credential comes after what a pause has brought. */
const looking = (looks: Array<() => void>) => ({
	read: () => {
		looks.shift()?.();
		return Promise.resolve(stored());
	},
});
const nothing = () => {};

it('who finds no claim writes its own, waits a second, and has the turn', async () => {
	const settled = () => passMinutes(minutes(1_000));
	expect(await claimAs(here, looking([nothing, nothing, settled]))).toBeUndefined();
	expect(skippedPauses).toEqual([1_000]);
	const at = nodeTime() - 1_000;
	expect(claim()).toEqual({
		login: stored().loginKey,
		owner: expect.stringMatching(/^[\da-f-]{36}$/) as string,
		at,
		until: at + VOID_AFTER,
		failure: '',
	});
	expect(here.isClaimedHere(stored())).toBe(true);
	expect(other.isClaimedHere(stored())).toBe(false);
});

it('the rest of the second is waited for, where storing took a part of it', async () => {
	const slowly = () => passMinutes(minutes(300));
	const settled = () => passMinutes(minutes(700));
	await claimAs(here, looking([nothing, slowly, settled]));
	expect(skippedPauses).toEqual([700]);
});

it('nobody waits for a token that is there', async () => {
	await claimAs(here, { read: () => Promise.resolve(undefined) });
	expect(credential.loginClaim).toBeUndefined();
	expect(skippedPauses).toEqual([]);
});

it('nobody waits where this n8n does not store, or does not keep what it stored', async () => {
	await claimAs(here, { write: () => Promise.resolve(false) });
	await claimAs(here, { write: () => Promise.resolve(true) });
	expect(skippedPauses).toEqual([]);
});

it('a claim of another process is looked at again every half second, until it is gone', async () => {
	await claimOf(other);
	const gone = () => void (credential.loginClaim = '');
	const settled = () => passMinutes(minutes(1_000));
	await claimAs(here, looking([nothing, nothing, gone, nothing, settled]));
	expect(skippedPauses).toEqual([500, 500, 1_000]);
});

it('who finds the claim of another in place of its own lets that one log in', async () => {
	const overwritten = () => {
		credential.loginClaim = JSON.stringify({ ...claim(), owner: 'another' });
	};
	let turns = 0;
	const done = () => {
		turns++;
		credential.sessionToken = 'fetched by the other';
	};
	const { read } = looking([nothing, overwritten, done]);
	await claimAs(here, {
		read: async () => {
			const account = await read();
			return account.stored.sessionToken ? undefined : account;
		},
	});
	expect(turns).toBe(1);
	expect(skippedPauses).toEqual([500]);
	expect(claim().owner).toBe('another');
});

it('the claim of a process that was killed is void once its login cannot go on any more', async () => {
	await claimOf(other);
	const almost = () => passMinutes(minutes(VOID_AFTER - 1));
	const over = () => passMinutes(minutes(1));
	const settled = () => passMinutes(minutes(1_000));
	await claimAs(here, looking([almost, over, nothing, settled]));
	expect(skippedPauses).toEqual([500, 1_000]);
	expect(here.isClaimedHere(stored())).toBe(true);
});

it('a claim for the login before an edit is none', async () => {
	await claimOf(other);
	credential.password = 'second-password';
	const settled = () => passMinutes(minutes(1_000));
	await claimAs(here, looking([nothing, nothing, settled]));
	expect(skippedPauses).toEqual([1_000]);
});

it.each(['', 'no JSON', '[]', 5])('what is no claim, such as %j, is none', async (loginClaim) => {
	credential.loginClaim = loginClaim;
	expect(here.isClaimedHere(stored())).toBe(false);
	const settled = () => passMinutes(minutes(1_000));
	await claimAs(here, looking([nothing, nothing, settled]));
	expect(skippedPauses).toEqual([1_000]);
});

it('a login that does not begin within five seconds of its claim is claimed anew', async () => {
	await claimOf(here);
	passMinutes(minutes(4_999));
	await claimAs(here);
	expect(claim().at).toBe(nodeTime() - 4_999);
	passMinutes(minutes(1));
	const settled = () => passMinutes(minutes(1_000));
	await claimAs(here, looking([nothing, nothing, settled]));
	expect(claim().at).toBe(nodeTime() - 1_000);
	expect(skippedPauses).toEqual([1_000]);
});

it('the wait for another ends with the execution', async () => {
	await claimOf(other);
	const stop = new AbortController();
	stop.abort();
	expect(await claimAs(here, { cancelled: stop.signal })).toEqual({
		kind: 'notSent',
		message: 'The execution was cancelled before this was sent',
		description: undefined,
	});
});

describe('after a login that failed', () => {
	const failed = (error: InstanceType<typeof EnkashError>) => {
		credential.loginClaim = other.failedClaim(stored(), error, nodeTime() + 5_000);
	};

	it('the others fail with it, until its time is over', async () => {
		failed(unclear());
		const told = { kind: 'notSent', message: 'The answer was lost', description: undefined };
		expect(await claimAs(here)).toEqual(told);
		passMinutes(minutes(4_999));
		expect(await claimAs(here)).toEqual(told);
		passMinutes(minutes(1));
		const settled = () => passMinutes(minutes(1_000));
		expect(await claimAs(here, looking([nothing, nothing, settled]))).toBeUndefined();
	});

	it('is told with its login, its process and its times', () => {
		failed(refused());
		expect(claim()).toEqual({
			login: stored().loginKey,
			owner: expect.stringMatching(/^[\da-f-]{36}$/) as string,
			at: nodeTime(),
			until: nodeTime() + 5_000,
			failure: 'EnKash refused the login: Bad credentials',
		});
	});

	it('they try where the network of the other was to blame', () => {
		failed(new EnkashError('notSent', 'It cannot be reached'));
		expect(credential.loginClaim).toBe('');
	});

	it('a failure that is no text is none', async () => {
		failed(unclear());
		credential.loginClaim = JSON.stringify({ ...claim(), failure: 7 });
		const gone = () => void (credential.sessionToken = 'fetched');
		await claimAs(here, {
			read: () => {
				const account = stored();
				if (skippedPauses.length > 0) gone();
				return Promise.resolve(credential.sessionToken ? undefined : account);
			},
		});
		expect(skippedPauses).toEqual([500]);
	});
});
