import { randomBytes } from 'node:crypto';

import { json, refused } from './answers';
import { Refusal } from './refusal';
import type { SandboxSettings, Wire } from './types';

/** The partner whose login the sandbox knows. The ids are the portal's samples, the rest is invented. */
export const partner = {
	partnerId: 'CRMXWB3ZM',
	username: '9000000001',
	password: 'Sandbox#Pass-2025',
	clientId: 'CEK1GZBO6A',
	clientSecret: '5f0c1d7be2a94c3688d1f7a3b64e09c2d8157fae',
};

const STRIKES = 3;

interface Form {
	username?: string;
	password?: string;
	clientId?: string;
}

/** Logins, tokens and the lockout after three wrong attempts in a row. */
export class Login {
	private readonly tokens = new Map<string, number>();
	private strikes = 0;

	constructor(private readonly settings: SandboxSettings) {}

	attempt(form: Form, authorization: string | undefined): Wire {
		if (this.strikes >= STRIKES) return this.refuse('User account is locked');
		if (!isRight(form, authorization)) {
			this.strikes += 1;
			return this.refuse('Bad credentials');
		}
		this.strikes = 0;
		return json(200, {
			access_token: this.issue(),
			token_type: 'bearer',
			refresh_token: randomBytes(20).toString('base64url'),
			expires_in: this.settings.toldLifetime ?? this.settings.tokenLifetime,
			scope: 'read write trust',
		});
	}

	issue(lifetimeSeconds = this.settings.tokenLifetime): string {
		const token = randomBytes(20).toString('base64url');
		this.tokens.set(token, Date.now() + lifetimeSeconds * 1000);
		return token;
	}

	expireAll(): void {
		for (const token of this.tokens.keys()) this.tokens.set(token, 0);
	}

	unlock(): void {
		this.strikes = 0;
	}

	/** What is wrong with an Authorization header; undefined when it is good. */
	objection(
		authorization: string | undefined,
	): { error: string; error_description: string } | undefined {
		const token = /^bearer (\S+)$/i.exec(authorization ?? '')?.[1];
		if (token === undefined) {
			return {
				error: 'unauthorized',
				error_description: 'Full authentication is required to access this resource',
			};
		}
		const expiresAt = this.tokens.get(token);
		// The token in the answer is what servers of this kind send; a client must not pass it on.
		if (expiresAt === undefined) {
			return { error: 'invalid_token', error_description: `Invalid access token: ${token}` };
		}
		if (expiresAt <= Date.now()) {
			return { error: 'invalid_token', error_description: `Access token expired: ${token}` };
		}
		return undefined;
	}

	private refuse(message: string): Wire {
		const status = this.settings.loginRefusalStatus;
		if (status === 200) {
			return refused(new Refusal(message), { envelope: 'responseCode' }, this.settings.form);
		}
		return json(status, { error: 'invalid_grant', error_description: message });
	}
}

function isRight(form: Form, authorization: string | undefined): boolean {
	const { username, password, clientId, clientSecret } = partner;
	const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
	return (
		/^basic (\S+)$/i.exec(authorization ?? '')?.[1] === basic &&
		form.username === username &&
		form.password === password &&
		form.clientId === clientId
	);
}
