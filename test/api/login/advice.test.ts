/** What a user is told of a login that is not tried, and when one that failed is tried again at once. */
import type { EnkashError } from '../../../nodes/Enkash/lib/errors';
import { built } from '../../built';
import { passMinutes } from '../../clock';
import { failureOf, refused, toldBy, unclear, useNewPartner } from './partners';

const { keepSession } = built('api/login/session');
const { assertMayTest, assertMayTry, awaitsRecovery, mayRepeat, noteStrike, stillOut } =
	built('api/login/strikes');

const account = useNewPartner();
const otherPassword = () => account({ password: 'second-password' });
const hasLoggedIn = () => keepSession(account(), { token: 'own-token', expiresIn: 0, payload: {} });
const strike = (...ends: EnkashError[]) => ends.forEach((end) => noteStrike(account(), end));
const run = (login = account()) => failureOf(() => assertMayTry(login));
const press = (login = account()) => failureOf(() => assertMayTest(login));

const REFUSED =
	'The login was refused before (Bad credentials), and is not tried again, because EnKash locks an account after three wrong ones';

describe('what a run is told', () => {
	it('after one refusal', async () => {
		strike(refused());
		expect(await run()).toEqual({
			kind: 'login',
			message: REFUSED,
			description:
				'Correct the EnKash credential and save it. As it stands, it is tried once more after 15 minutes.',
		});
	});

	it('after two', async () => {
		strike(refused(), refused());
		expect(await run()).toEqual({
			kind: 'login',
			message: REFUSED,
			description:
				'Correct the EnKash credential. Where EnKash has unlocked the account, test it twice within a minute to have it tried.',
		});
	});

	it('after two, of a third password', async () => {
		strike(refused(), refused());
		expect(await run(otherPassword())).toEqual({
			kind: 'login',
			message: REFUSED,
			description:
				'This login was not tried yet, but those before it were wrong, and one more may be the last. Check the EnKash credential; test it twice within a minute to have it tried.',
		});
	});

	it('after answers that nobody could read', async () => {
		strike(unclear(), unclear());
		expect(await run()).toEqual({
			kind: 'login',
			message:
				'The login may have been refused 2 times (The answer was lost), and is not tried again for now, because EnKash locks an account after three wrong ones',
			description:
				'Correct the EnKash credential. Where EnKash has unlocked the account, test it twice within a minute to have it tried.',
		});
	});

	it.each([
		[2, 15],
		[3, 60],
	])('after an outage that %d tries ran into', async (tries, minutes) => {
		hasLoggedIn();
		for (let each = 0; each < tries; each++) strike(unclear());
		expect((await run())?.description).toBe(
			`If this was an outage, nothing is to be done: the login is tried again ${minutes} minutes after the last time, once its server answers. Else correct the EnKash credential.`,
		);
	});

	it('as long as the server of the logins is out', () => {
		const still = (message: string) => ({
			kind: 'login',
			message: 'The login was not tried again: its server is still out',
			description: `Last time: ${message}. It is tried again by itself, once its server answers.`,
		});
		expect(toldBy(stillOut(account()))).toEqual(still('Its server does not answer'));
		strike(unclear());
		expect(toldBy(stillOut(account()))).toEqual(still('The answer was lost'));
	});
});

describe('a credential test', () => {
	it('does not try what rests, however often it is pressed', async () => {
		strike(refused());
		const told = await run();
		expect(await press()).toEqual(told);
		expect(await press()).toEqual(told);
	});

	it('tries what was refused once and has rested', async () => {
		strike(refused());
		passMinutes(15);
		expect(await press()).toBeUndefined();
	});

	it('tries a third time only what a person insists on, within a minute', async () => {
		strike(refused(), refused());
		passMinutes(15);
		const warning = {
			kind: 'input',
			message:
				'EnKash refused the login: Bad credentials. It was not tried again, since one more wrong login may lock the account: test again within a minute to try it all the same',
			description: undefined,
		};
		expect(await press()).toEqual(warning);
		passMinutes(1);
		expect(await press()).toEqual(warning);
		passMinutes(0.9);
		expect(await press()).toBeUndefined();
	});

	it('tries what was refused three times after a quarter of an hour, if a person insists', async () => {
		strike(refused(), refused(), refused());
		passMinutes(15);
		expect((await press())?.kind).toBe('input');
		expect(await press()).toBeUndefined();
	});

	it('says of a corrected login that it was not tried yet, and has each insisted on by itself', async () => {
		strike(refused(), refused());
		const warning = expect.stringContaining(
			'EnKash refused the login: Bad credentials. The corrected login was not tried yet, since',
		) as string;
		expect(await press(otherPassword())).toMatchObject({ message: warning });
		expect(await press(account({ password: 'third-password' }))).toMatchObject({
			message: warning,
		});
		expect(await press(otherPassword())).toBeUndefined();
	});
});

describe('after a passing failure it is tried again at once', () => {
	it('where the login has worked in this process', () => {
		expect(mayRepeat(account())).toBe(false);
		hasLoggedIn();
		expect(mayRepeat(account())).toBe(true);
		strike(unclear());
		expect(mayRepeat(account())).toBe(true);
	});

	it('where another process has stored its session, and no refusal', () => {
		const sessionLogin = account().loginKey;
		expect(mayRepeat(account({ sessionLogin }))).toBe(true);
		expect(mayRepeat(account({ sessionLogin: 'another' }))).toBe(false);
		expect(mayRepeat(account({ sessionLogin, loginRefusal: 'x' }))).toBe(false);
	});

	it('not where it never worked, was refused, or failed twice', () => {
		strike(unclear());
		expect(mayRepeat(account())).toBe(false);
		hasLoggedIn();
		strike(unclear());
		expect(mayRepeat(account())).toBe(false);
	});

	it('not after a refusal', () => {
		hasLoggedIn();
		strike(refused());
		expect(mayRepeat(account())).toBe(false);
	});
});

it('its server is asked first whether it is back, once a login that worked has failed twice', () => {
	hasLoggedIn();
	expect(awaitsRecovery(account())).toBe(false);
	strike(unclear());
	expect(awaitsRecovery(account())).toBe(false);
	strike(unclear());
	expect(awaitsRecovery(account())).toBe(true);
	strike(refused());
	expect(awaitsRecovery(account())).toBe(false);
});
