/** How often a wrong login is tried before EnKash would lock the account, and what a user is told of it. */
import type { EnkashError } from '../../../nodes/Enkash/lib/errors';
import { built } from '../../built';
import { nodeTime, passMinutes } from '../../clock';
import { failureOf, refused, unclear, useNewPartner } from './partners';

const { keepSession } = built('api/login/session');
const {
	assertMayTest,
	assertMayTry,
	awaitsRecovery,
	forgetStrikes,
	mayRepeat,
	noteStrike,
	refusalToStore,
} = built('api/login/strikes');

const account = useNewPartner();
const otherPassword = (changes = {}) => account({ password: 'second-password', ...changes });
const session = (changes = {}) => ({
	sessionToken: 'token',
	sessionLogin: account().loginKey,
	...changes,
});

/** This process has logged in with it once. */
const hasLoggedIn = (login = account()) =>
	keepSession(login, { token: 'own-token', expiresIn: 0, payload: {} });
const strike = (...ends: EnkashError[]) => ends.forEach((end) => noteStrike(account(), end));

const runs = (login = account()) => failureOf(() => assertMayTry(login));
const pressed = (login = account()) => failureOf(() => assertMayTest(login));
const mayRun = async (login = account()) => (await runs(login)) === undefined;
const mayTest = async (login = account()) => (await pressed(login)) === undefined;

/** What another process finds in the credential. */
const shared = (changes = {}) => {
	const stored = { login: account().loginKey, account: account().accountKey, at: nodeTime() };
	return account({ loginRefusal: JSON.stringify({ ...stored, ...changes }) });
};

/** For how many minutes it is not tried. */
async function restsFor(login = account): Promise<number> {
	for (let minutes = 0; ; minutes++) {
		if (minutes > 100 || (await mayRun(login()))) return minutes;
		passMinutes(1);
	}
}
const FOR_EVER = 101;

describe('how long a login is not tried', () => {
	it('that was never tried: not at all', async () => {
		expect(await mayRun()).toBe(true);
		expect(await mayTest()).toBe(true);
	});

	it('that was refused once: a quarter of an hour, to the minute', async () => {
		strike(refused());
		expect(await restsFor()).toBe(15);
	});

	it('that was refused twice: for ever', async () => {
		strike(refused(), refused());
		expect(await restsFor()).toBe(FOR_EVER);
	});

	it('that was refused once, and once perhaps: for ever', async () => {
		strike(unclear(), refused());
		expect(await restsFor()).toBe(FOR_EVER);
	});

	it('that was perhaps refused once: not at all; twice: for ever', async () => {
		strike(unclear());
		expect(await restsFor()).toBe(0);
		strike(unclear());
		expect(await restsFor()).toBe(FOR_EVER);
	});

	it('that had worked before, and was refused twice all the same: for ever', async () => {
		hasLoggedIn();
		strike(refused(), refused());
		expect(await restsFor()).toBe(FOR_EVER);
	});

	it('that had worked before its server was out: a quarter of an hour, then an hour each', async () => {
		hasLoggedIn();
		strike(unclear(), unclear());
		expect(await restsFor()).toBe(15);
		strike(unclear());
		expect(await restsFor()).toBe(60);
	});

	it('that had worked and was refused a third time after an outage: for ever', async () => {
		hasLoggedIn();
		strike(unclear(), unclear(), refused());
		expect(await restsFor()).toBe(FOR_EVER);
	});

	it('that goes through again: its strikes are forgotten', async () => {
		strike(refused());
		forgetStrikes(account());
		expect(await mayRun()).toBe(true);
	});
});

describe('another password for the same account', () => {
	it('is tried at once after one refusal, and not after two', async () => {
		strike(refused());
		expect(await mayRun(otherPassword())).toBe(true);
		noteStrike(otherPassword(), refused());
		expect(await mayRun(otherPassword())).toBe(false);
		expect(await mayRun(account({ password: 'third-password' }))).toBe(false);
	});

	it('is not what worked before', async () => {
		hasLoggedIn();
		strike(unclear(), unclear());
		passMinutes(60);
		expect(await mayRun(otherPassword())).toBe(false);
		expect(awaitsRecovery(otherPassword())).toBe(false);
	});

	it('has worked only if itself was accepted', () => {
		hasLoggedIn();
		strike(unclear());
		expect(mayRepeat(account())).toBe(true);
		expect(mayRepeat(otherPassword())).toBe(false);
	});

	it('has nothing to do with another account', async () => {
		strike(refused(), refused());
		expect(await mayRun(account({ username: 'somebody-else' }))).toBe(true);
	});
});

describe('what other processes find in the credential', () => {
	const nothing = { refused: 0, unclear: 0 };

	it('is what came of this login, and nothing of another one', async () => {
		expect(refusalToStore(account())).toBe('');
		strike(refused());
		const loginRefusal = refusalToStore(account());
		forgetStrikes(account());
		expect(await runs(account({ loginRefusal }))).toMatchObject({ kind: 'login' });
		strike(refused());
		expect(refusalToStore(otherPassword())).toBe('');
	});

	it('holds for them as it does here, with all that was counted', async () => {
		hasLoggedIn();
		strike(unclear(), unclear());
		const loginRefusal = refusalToStore(account());
		forgetStrikes(account());
		expect(JSON.parse(loginRefusal)).toEqual({
			login: account().loginKey,
			account: account().accountKey,
			refused: 0,
			unclear: 2,
			worked: true,
			at: nodeTime(),
			message: 'The answer was lost',
		});
		expect(await restsFor(() => account({ loginRefusal }))).toBe(15);
	});

	it('stays an outage for a process in which the login never worked', async () => {
		noteStrike(shared({ unclear: 2, worked: true }), unclear());
		expect(await restsFor()).toBe(60);
	});

	it('is counted on from', async () => {
		noteStrike(shared({ refused: 1 }), refused());
		expect(await restsFor()).toBe(FOR_EVER);
		expect(JSON.parse(refusalToStore(account()))).toMatchObject({ refused: 2, unclear: 0 });
	});

	it('counts where it is newer than what this process knows', async () => {
		strike(unclear());
		passMinutes(1);
		expect(await mayRun(shared({ refused: 1 }))).toBe(false);
	});

	it('does not count where this process knows something newer', async () => {
		const before = shared({ refused: 1 });
		passMinutes(1);
		noteStrike(before, refused());
		passMinutes(20);
		expect(await mayRun(before)).toBe(false);
	});

	it('does not count where it is of another account', async () => {
		strike(refused());
		const other = shared({ account: 'another', refused: 0, unclear: 0, at: nodeTime() + 1 });
		expect(await mayRun(other)).toBe(false);
	});

	it('is not taken for more than it says', async () => {
		const half = shared({ ...nothing, refused: 1, at: 'yesterday', message: 5 });
		expect(await mayRun(half)).toBe(true);
		expect(await mayRun(shared({ refused: 'x', unclear: 'y' }))).toBe(true);
		expect(await mayRun(shared({ refused: 2, worked: 'yes' }))).toBe(false);
		const outage = shared({ unclear: 2, worked: 'yes', message: 'lost' });
		expect(awaitsRecovery(outage)).toBe(false);
		expect(awaitsRecovery(shared({ unclear: 2, worked: true }))).toBe(true);
	});

	it('says why EnKash refused the login, and that it did where the words are missing', async () => {
		const { message } = refused('No such user');
		expect((await runs(shared({ refused: 1, message })))?.message).toMatch(
			/^The login was refused before \(No such user\), and/,
		);
		expect((await runs(shared({ refused: 1 })))?.message).toMatch(
			/^The login was refused before \(EnKash refused the login\), and/,
		);
	});

	it('is over for this process once another one has stored a new token', async () => {
		strike(refused());
		expect(await mayRun(account(session()))).toBe(true);
		expect(await mayRun(account(session({ sessionToken: '' })))).toBe(false);
		expect(await mayRun(account(session({ sessionLogin: 'another' })))).toBe(false);
	});

	it('is not over by the token that was there when it was refused', async () => {
		noteStrike(account(session()), refused());
		expect(await mayRun(account(session()))).toBe(false);
		expect(await mayRun(account(session({ sessionToken: 'another' })))).toBe(true);
	});

	it('is not over by a token that stands beside a refusal', async () => {
		const before = shared({ refused: 1 });
		const { loginRefusal } = before.stored;
		passMinutes(1);
		noteStrike(before, refused());
		passMinutes(20);
		expect(await mayRun(account(session({ loginRefusal })))).toBe(false);
	});
});
