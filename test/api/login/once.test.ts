/** When one login is sent again, and which of its ends count as a wrong one. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { EnkashError } from '../../../nodes/Enkash/lib/errors';
import { built } from '../../built';
import { bringBackPauses, skippedPauses, skipPauses } from '../../waiting';
import {
	cannotConnect,
	failureOf,
	gives,
	newPartner,
	serverWith,
	TOKEN,
	unclear,
} from './partners';

const { readAccount } = built('api/login/account');
const { EnkashError: OwnError } = built('lib/errors');
const { once, patiently } = built('api/login/attempt');
const { keepSession } = built('api/login/session');
const { noteStrike, refusalToStore } = built('api/login/strikes');

const TIMEOUT = 5_000;

let credential: ICredentialDataDecryptedObject;

beforeAll(skipPauses);
afterAll(bringBackPauses);

beforeEach(() => {
	skippedPauses.length = 0;
	credential = newPartner();
});

const account = (changes: ICredentialDataDecryptedObject = {}) =>
	readAccount({ ...credential, ...changes });
const hasLoggedIn = () => keepSession(account(), { token: 'own-token', expiresIn: 0, payload: {} });
const strikes = () => {
	const { refused = 0, unclear: open = 0 } = JSON.parse(refusalToStore(account()) || '{}') as {
		refused?: number;
		unclear?: number;
	};
	return { refused, unclear: open };
};
const NONE = { refused: 0, unclear: 0 };

const REFUSAL = { error: 'invalid_grant', error_description: 'Bad credentials' };
async function thrownBy(doing: () => Promise<unknown>): Promise<EnkashError> {
	try {
		await doing();
	} catch (error) {
		return error as EnkashError;
	}
	throw new Error('It did not fail');
}

describe('one request', () => {
	it('gives the token', async () => {
		const { send, requests } = serverWith(gives(TOKEN));
		expect(await once(send, TIMEOUT)(account())).toEqual({
			token: 'token-1',
			expiresIn: 3600,
			payload: TOKEN,
		});
		expect(requests).toMatchObject([{ method: 'POST', timeout: TIMEOUT }]);
		expect(strikes()).toEqual(NONE);
	});

	it.each<[string, () => unknown, object]>([
		['a refusal', gives(REFUSAL, 400), { refused: 1, unclear: 0 }],
		['HTTP 503', gives('', 503), { refused: 0, unclear: 1 }],
		['a page', gives('<html>'), { refused: 0, unclear: 1 }],
		['a path that is not there', gives('', 404), NONE],
		['a method that is not taken', gives('', 405), NONE],
		['too many requests', gives('', 429), NONE],
		['no connection', cannotConnect, NONE],
	])('that ends with %s counts for what it may be', async (_, answer, counted) => {
		const { send, requests } = serverWith(answer);
		const error = await thrownBy(() => once(send, TIMEOUT)(account()));
		expect(error.atLogin).toBe(true);
		expect(strikes()).toEqual(counted);
		expect(requests).toHaveLength(1);
	});

	it('that could not be made counts for nothing', async () => {
		credential.password = '';
		const { send, requests } = serverWith(gives(TOKEN));
		const error = await thrownBy(() => once(send, TIMEOUT)(account()));
		expect(error.kind).toBe('input');
		expect(strikes()).toEqual(NONE);
		expect(requests).toHaveLength(0);
	});

	it('tells no secret, neither in its failure nor in what is stored of it', async () => {
		const { password, clientSecret } = account().login;
		const echo = `No user with ${password} and ${clientSecret}`;
		const { send } = serverWith(() => {
			throw new OwnError('unknown', echo);
		});
		const { message } = await thrownBy(() => once(send, TIMEOUT)(account()));
		expect(message).toBe('No user with *** and ***');
		expect(refusalToStore(account())).not.toContain(password);
	});
});

describe('a login that worked before an outage', () => {
	beforeEach(() => {
		hasLoggedIn();
		noteStrike(account(), unclear());
		noteStrike(account(), unclear());
	});

	it.each([
		['answers with HTTP 500', gives('', 500)],
		['cannot be reached', cannotConnect],
	])('is not sent as long as its server %s', async (_, answer) => {
		const { send, requests } = serverWith(answer);
		expect((await failureOf(() => once(send, TIMEOUT)(account())))?.message).toBe(
			'The login was not tried again: its server is still out',
		);
		expect(requests).toMatchObject([{ method: 'GET' }]);
		expect(requests[0].body).toBeUndefined();
		expect(strikes()).toEqual({ refused: 0, unclear: 2 });
	});

	it('is sent once its server answers with anything else', async () => {
		const { send, requests } = serverWith(gives('', 499), gives(TOKEN));
		expect(await once(send, TIMEOUT)(account())).toMatchObject({ token: 'token-1' });
		expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
	});

	it('is not asked for where it is another login', async () => {
		const { send, requests } = serverWith(gives(TOKEN));
		await once(send, TIMEOUT)(account({ password: 'second-password' }));
		expect(requests.map(({ method }) => method)).toEqual(['POST']);
	});
});

describe('with patience it is sent again', () => {
	const wait = (...answers: Array<() => unknown>) => {
		const server = serverWith(...answers);
		return { ...server, login: () => patiently(server.send, TIMEOUT)(account()) };
	};

	it('where it never left, until it goes through', async () => {
		const { login, requests } = wait(cannotConnect, cannotConnect, gives(TOKEN));
		expect(await login()).toMatchObject({ token: 'token-1' });
		expect(requests).toHaveLength(3);
		expect(skippedPauses).toEqual([500, 1000]);
	});

	it('four times at most, and then by nobody who waits for it', async () => {
		const { login, requests } = wait(cannotConnect);
		expect((await thrownBy(login)).passing).toBe(false);
		expect(requests).toHaveLength(4);
	});

	it('after HTTP 503 where it has worked before, but not a third time', async () => {
		hasLoggedIn();
		const { login, requests } = wait(gives('', 503));
		const error = await thrownBy(login);
		expect(requests).toHaveLength(2);
		expect(skippedPauses).toEqual([500]);
		expect(error.passing).toBe(false);
		expect(error.atLogin).toBe(true);
	});

	it('not after HTTP 503 where it never worked', async () => {
		const { login, requests } = wait(gives('', 503));
		expect((await thrownBy(login)).passing).toBe(false);
		expect(requests).toHaveLength(1);
	});

	it('not after a refusal, though it has worked before', async () => {
		hasLoggedIn();
		const { login, requests } = wait(gives(REFUSAL, 400));
		await thrownBy(login);
		expect(requests).toHaveLength(1);
	});

	it('and gives the token of the login that went through', async () => {
		hasLoggedIn();
		const { login } = wait(gives('', 503), gives(TOKEN));
		expect(await login()).toMatchObject({ token: 'token-1' });
	});
});
