/** What a test of the client begins with: a credential, a process of n8n, and what EnKash answers. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { EnkashError } from '../../nodes/Enkash/lib/errors';
import { built } from '../built';
import { resetClock, stopClock } from '../clock';
import { bringBackPauses, skipPauses } from '../waiting';
import { answerOf, gives, newPartner, serverWith } from './login/partners';
import { databaseOf, processOf } from './login/process';

const { readAccount } = built('api/login/account');

export const HOSTS = {
	cardApiUrl: 'https://card.example.com',
	marketplaceUrl: 'https://marketplace.example.com',
	pointsUrl: 'https://points.example.com',
	partnerId: 'PARTNER',
};

export const FINE = gives({ code: 0, message: 'Success', payload: { fine: true } });
export const EXPIRED = gives({ error: 'invalid_token', error_description: 'Token expired' }, 401);
/** It may be about the token, or about something else. */
export const FORBIDDEN = gives({ code: 5, message: 'Access denied' }, 403);

/** Of calls, one each that changes nothing, something, and what is worth something. */
export const READ = 'reward.getAccount';
export const CHANGE = 'redemption.addToCart';
export const MOVE = 'points.allocateCoins';

/** What is told of a token whose renewal was in vain. */
export const IN_VAIN =
	'A new token did not help, so EnKash may not have enabled this call for your account, or for the address of this n8n. Ask EnKash for access.';

type Server = ReturnType<typeof serverWith>;

export class Calls {
	readonly database = databaseOf(newPartner(HOSTS));
	/** What EnKash answers to logins: another token each time, unless told otherwise. */
	logins: Server;
	/** What it answers to calls. */
	calls = serverWith(FINE);
	private fetched = 0;

	constructor() {
		const answer = () => answerOf({ access_token: `fetched-${++this.fetched}`, expires_in: 3600 });
		this.logins = serverWith(answer);
	}

	answer(...answers: Array<() => unknown>): void {
		this.calls = serverWith(...answers);
	}

	process(storing?: Parameters<typeof processOf>[2]) {
		const serverOf = (url = '') => (url.endsWith('/oauth/token') ? this.logins : this.calls);
		return processOf(this.database, (options) => serverOf(options.url).send(options), storing);
	}

	async open() {
		return await this.process().client();
	}

	/** As another process, or an earlier run, has stored it. */
	storeToken(sessionToken = 'stored'): void {
		const sessionLogin = readAccount(this.database.credential).loginKey;
		Object.assign(this.database.credential, { sessionToken, sessionLogin });
	}

	paste(changes: ICredentialDataDecryptedObject = {}): void {
		const pasted = { authentication: 'accessToken', accessToken: 'pasted', ...changes };
		Object.assign(this.database.credential, pasted);
	}

	/** The tokens that the calls were sent with. */
	get tokens(): string[] {
		const sent = this.calls.requests.map(({ headers = {} }) => headers.Authorization as string);
		return sent.map((header) => header.replace('Bearer ', ''));
	}
}

/** Each test of a file has something new to begin with, and a clock that stands still; nobody waits. */
export function beginEach(begin: () => void): void {
	beforeAll(skipPauses);
	afterAll(bringBackPauses);
	beforeEach(() => {
		stopClock();
		begin();
	});
	afterEach(resetClock);
}

export async function failureOf(doing: Promise<unknown>): Promise<EnkashError> {
	try {
		await doing;
	} catch (error) {
		return error as EnkashError;
	}
	throw new Error('It did not fail');
}
