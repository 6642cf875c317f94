import type { CallRequest } from '../api/client';
import { builtInRoute, routeOf, type Route } from '../api/login/routes';
import type { EncryptionSettings } from '../api/wire/encryption';
import type { CallId } from '../api/wire/endpoints';
import { withRetries } from '../api/wire/retry';
import { EnkashError, toEnkashError } from '../lib/errors';
import { assertNotCancelled } from '../lib/pause';
import { loginTrial } from './facts/loginTrial';
import type { Inquiry } from './inquiry';
import { notePeople } from './people';
import { replyOf, type Reply } from './reply';

/** One call as it is tried: to which server, by which path, and how its body is put. */
export interface Attempt {
	route: Route;
	request: CallRequest;
	/** Base URL. */
	server: string;
	encryption: EncryptionSettings;
}

/** Tries one call. Whatever comes of it is a reply; a server that is silent is asked once. */
export async function tryCall(inquiry: Inquiry, attempt: Attempt): Promise<Reply> {
	const { client, silent, answering, people } = inquiry;
	const { server } = attempt;
	assertNotCancelled(client.cancelSignal());
	const { token } = await loginTrial(inquiry);
	if (!token) return { was: 'notAsked', error: NO_TOKEN };
	const silence = silent.get(server);
	if (silence) return { was: 'silent', error: silence };
	const reply = await patiently(client.cancelSignal(), () => once(inquiry, attempt, token));
	if ('form' in reply) answering.add(server);
	const isBusy = reply.was === 'failed' && reply.error.httpStatus === 429;
	if (isBusy || (reply.was === 'silent' && !answering.has(server))) silent.set(server, reply.error);
	if (reply.was === 'success') notePeople(people, reply.answer.payload);
	return reply;
}

const NO_TOKEN = new EnkashError('notSent', 'Not asked, since there is no token to ask with');

/** Again while EnKash is busy, like any call that reads. */
async function patiently(
	signal: AbortSignal | undefined,
	ask: () => Promise<Reply>,
): Promise<Reply> {
	let reply: Reply | undefined;
	try {
		return await withRetries(async () => {
			reply = await ask();
			if ('error' in reply && reply.error.passing) throw reply.error;
			return reply;
		}, signal);
	} catch (thrown) {
		assertNotCancelled(signal);
		return reply ?? { was: 'silent', error: toEnkashError(thrown) };
	}
}

async function once(
	{ client, account, timeout }: Inquiry,
	{ route, request, server, encryption }: Attempt,
	token: string,
): Promise<Reply> {
	const instead = { hosts: { ...account.hosts, [route.host]: server }, encryption };
	try {
		const raw = await client.probe(request, { route, instead, token, timeout });
		return replyOf(raw, nameOf(route), encryption, [...account.secrets, token]);
	} catch (thrown) {
		const error = toEnkashError(thrown);
		return { was: error.kind === 'input' ? 'notAsked' : 'silent', error };
	}
}

/** A path as it stands in Endpoint Overrides. */
export function nameOf({ method, path }: Pick<Route, 'method' | 'path'>): string {
	return `${method} ${path}`;
}

/** Method and path as the credential has them; as built in where its overrides cannot be read. */
export function ownRoute({ account }: Inquiry, call: CallId): Route {
	return 'error' in account.overrides ? builtInRoute(call) : routeOf(account, call);
}
