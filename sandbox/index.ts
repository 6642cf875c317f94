/**
 * A stand-in for EnKash, written from its public documents and never compared with a live EnKash.
 * What no document shows is marked as inferred in openapi/enkash-rewards.yaml.
 *
 * It listens on loopback, validates each request against that contract, keeps accounts, users and
 * orders in memory, and fails on demand.
 */
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import { operationIds, sharedContract } from './contract';
import { Exchange } from './exchange';
import { Faults } from './faults';
import { Login, partner } from './login';
import { seed } from './seed';
import { listen, openServer } from './server';
import { defaults } from './settings';
import type { RecordedRequest, Sandbox, SandboxOptions, World } from './types';

export * from './switches';
export type * from './state';
export type * from './types';

export async function startSandbox({ port = 0, settings }: SandboxOptions = {}): Promise<Sandbox> {
	const contract = await sharedContract();
	const world: World = { settings: { ...defaults, ...settings }, state: seed(), ledger: [] };
	const login = new Login(world.settings);
	const faults = new Faults();
	const requests: RecordedRequest[] = [];
	const stopping = new AbortController();
	// Each answer that is being delayed listens for the end.
	setMaxListeners(0, stopping.signal);
	const exchange = new Exchange(contract, world, login, faults, (ms) => wait(ms, stopping.signal));
	const server = await openServer(requests, async (request) => {
		const fate = await exchange.answer(request);
		return stopping.signal.aborted ? 'cut' : fate;
	});
	const url = await listen(server, port);
	const requestsTo = (call: string) => {
		const ids = operationIds(call);
		return requests.filter((request) => ids.includes(request.call));
	};
	return {
		url,
		credential: credentialFor(url),
		...world,
		requests,
		requestsTo,
		logins: () => requestsTo('authenticate'),
		issueToken: (lifetimeSeconds) => login.issue(lifetimeSeconds),
		expireTokens: () => login.expireAll(),
		unlock: () => login.unlock(),
		faults,
		stop: async () => {
			stopping.abort();
			await server.close();
		},
	};
}

/** Does not outlive the sandbox: a stop ends it at once. */
async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
	if (milliseconds <= 0) return;
	await pause(milliseconds, undefined, { signal }).catch(() => undefined);
}

function credentialFor(url: string): Sandbox['credential'] {
	return {
		environment: 'custom',
		authentication: 'partnerLogin',
		...partner,
		accessToken: '',
		companyId: 'CEK7T1WMC6',
		cardAccountId: 'CAVBMRFE8',
		encryption: 'none',
		encryptionKey: '',
		keyDigest: 'sha256',
		authUrl: url,
		cardApiUrl: url,
		marketplaceUrl: url,
		pointsUrl: url,
		ssoUrl: url,
		endpointOverrides: '',
	};
}
