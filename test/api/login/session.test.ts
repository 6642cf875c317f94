/** Which token is used, how long, and which is not used any more. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { built } from '../../built';
import { nodeTime, passMinutes } from '../../clock';
import { useNewPartner } from './partners';

const {
	canRenew,
	currentToken,
	goodSession,
	hasSession,
	isOwnToken,
	isStoredFresh,
	isYoung,
	keepSession,
	noteRenewedInVain,
	reject,
	youngSession,
} = built('api/login/session');

const account = useNewPartner();
/** @param minutes it lives; 0 where EnKash did not say */
const logIn = (token = 'own', minutes = 60) =>
	keepSession(account(), { token, expiresIn: minutes * 60, payload: { token } });
/** As another process has stored it. */
const stored = (token = 'stored', minutes = 60, changes: ICredentialDataDecryptedObject = {}) =>
	account({
		sessionToken: token,
		sessionTokenExpiresAt: String(minutes && nodeTime() + minutes * 60_000),
		sessionLogin: account().loginKey,
		...changes,
	});

describe('a token that this process has fetched', () => {
	it('is used, and nothing is before it was fetched', () => {
		expect(currentToken(account())).toBeUndefined();
		expect(hasSession(account())).toBe(false);
		logIn();
		expect(currentToken(account())).toBe('own');
		expect(hasSession(account())).toBe(true);
	});

	it('is the one of its login alone', () => {
		logIn();
		expect(currentToken(account({ password: 'second-password' }))).toBeUndefined();
	});

	it('is renewed a minute before it expires', () => {
		logIn('own', 60);
		passMinutes(58.99);
		expect(currentToken(account())).toBe('own');
		passMinutes(0.01);
		expect(currentToken(account())).toBeUndefined();
	});

	it('is renewed a tenth of its life before it expires, where that is short', () => {
		logIn('own', 5);
		passMinutes(4.49);
		expect(currentToken(account())).toBe('own');
		passMinutes(0.01);
		expect(currentToken(account())).toBeUndefined();
	});

	it('is used until it is refused, where EnKash does not say how long it lives', () => {
		expect(logIn('own', 0)).toEqual({
			token: 'own',
			expiresAt: 0,
			renewAt: 0,
			since: nodeTime(),
			payload: { token: 'own' },
		});
		passMinutes(24 * 60);
		expect(currentToken(account())).toBe('own');
		reject(account(), 'own');
		expect(currentToken(account())).toBeUndefined();
		expect(goodSession(account())).toBeUndefined();
	});

	it('tells when it expires', () => {
		expect(logIn('own', 60).expiresAt).toBe(nodeTime() + 60 * 60_000);
	});

	it('goes before a stored one', () => {
		logIn();
		expect(currentToken(stored())).toBe('own');
	});

	it('is its own, and no other is', () => {
		expect(isOwnToken(account(), 'own')).toBe(false);
		logIn();
		expect(isOwnToken(account(), 'own')).toBe(true);
		expect(isOwnToken(account(), 'stored')).toBe(false);
	});

	it('is young for a minute', () => {
		expect(isYoung(account(), 'own')).toBe(false);
		logIn();
		expect(isYoung(account(), 'own')).toBe(true);
		expect(isYoung(account(), 'stored')).toBe(false);
		passMinutes(1);
		expect(isYoung(account(), 'own')).toBe(false);
	});

	it('counts as new for as long as is asked, and as long as it is good', () => {
		expect(youngSession(account(), 60_000)).toBeUndefined();
		logIn();
		expect(youngSession(account(), 60_000)?.token).toBe('own');
		passMinutes(1);
		expect(youngSession(account(), 60_000)).toBeUndefined();
		expect(youngSession(account(), 60_001)?.token).toBe('own');
		reject(account(), 'own');
		expect(youngSession(account(), 60_001)).toBeUndefined();
	});
});

describe('a token that another process has stored', () => {
	it('is used until a minute before it expires', () => {
		expect(currentToken(stored())).toBe('stored');
		const login = stored();
		passMinutes(58.99);
		expect(currentToken(login)).toBe('stored');
		passMinutes(0.01);
		expect(currentToken(login)).toBeUndefined();
		expect(isStoredFresh(login)).toBe(false);
	});

	it('is used where nobody knows how long it lives', () => {
		expect(currentToken(stored('stored', 0))).toBe('stored');
		expect(isStoredFresh(stored('stored', 0))).toBe(true);
	});

	it('is not used once the login was edited', () => {
		expect(isStoredFresh(stored('stored', 60, { password: 'second-password' }))).toBe(false);
		expect(currentToken(stored('stored', 60, { password: 'second-password' }))).toBeUndefined();
	});

	it('is none where it is blank', () => {
		expect(isStoredFresh(stored(''))).toBe(false);
		expect(currentToken(stored(''))).toBeUndefined();
	});

	it('is not used where it was refused', () => {
		reject(account(), 'stored');
		expect(currentToken(stored())).toBeUndefined();
		expect(currentToken(stored('another'))).toBe('another');
	});

	it('is not used where it is the one that this process has to renew', () => {
		logIn('own', 5);
		passMinutes(4.9);
		expect(currentToken(stored('own', 60))).toBeUndefined();
		expect(currentToken(stored('another', 60))).toBe('another');
	});
});

describe('a refused token', () => {
	it('is not used again after the next login, though the credential as it was read still has it', () => {
		reject(account(), 'stored');
		logIn();
		reject(account(), 'own');
		expect(currentToken(stored())).toBeUndefined();
	});

	it('is used again where the next login gives the same', () => {
		reject(account(), 'own');
		logIn();
		expect(currentToken(account())).toBe('own');
	});

	it('is forgotten once there are a hundred newer ones', () => {
		reject(account(), 'stored');
		for (let at = 0; at < 99; at++) reject(account(), `later-${at}`);
		expect(currentToken(stored())).toBeUndefined();
		reject(account(), 'later-99');
		expect(currentToken(stored())).toBe('stored');
		expect(currentToken(stored('later-0'))).toBeUndefined();
	});

	it('is worth renewing, unless it was pasted', () => {
		expect(canRenew(account(), 'own')).toBe(true);
		expect(canRenew(account({ authentication: 'accessToken' }), 'own')).toBe(false);
	});

	it('is left alone for a quarter of an hour once renewing it was in vain', () => {
		noteRenewedInVain(account(), 'own');
		expect(canRenew(account(), 'own')).toBe(false);
		expect(canRenew(account(), 'another')).toBe(true);
		passMinutes(15);
		expect(canRenew(account(), 'own')).toBe(false);
		passMinutes(0.01);
		expect(canRenew(account(), 'own')).toBe(true);
	});

	it('starts afresh with the next login', () => {
		noteRenewedInVain(account(), 'own');
		logIn();
		expect(canRenew(account(), 'own')).toBe(true);
	});
});
