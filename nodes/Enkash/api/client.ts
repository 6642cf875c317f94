import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { toEnkashError, type EnkashError } from '../lib/errors';
import type { JsonRecord } from '../lib/json';
import { Access } from './login/access';
import { CREDENTIAL_TYPE, type Account } from './login/account';
import { baseUrl } from './login/hosts';
import { stoppedStoring, unwrapped, type HookCredential, type OwnCall } from './login/ownCall';
import { routeOf, type Route } from './login/routes';
import { canRenew, currentToken, isOwnToken, noteRenewedInVain, reject } from './login/session';
import { assertChangesNothing, chosenRoute, filledPath } from './path';
import { optionsFor } from './requestOptions';
import type { Caller, CallRequest } from './wire/call';
import { decodeAnswer } from './wire/encryption';
import { endpoints, type CallId, type Endpoint } from './wire/endpoints';
import { readAnswer, type Answer } from './wire/envelope';
import { withRetries } from './wire/retry';
import { withoutSecrets } from './wire/secrets';
import { DEFAULT_TIMEOUT, exchange, type RawAnswer } from './wire/transport';
import { isBeforeTheBatch, isBeforeTheEffect } from './wire/words';

export type { CallRequest };

/** The n8n contexts a call can be made from. */
export type EnkashContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

export interface CallSettings {
	/** Milliseconds for one exchange; 30,000 unless told. */
	timeout?: number;
}

/** How one call is tried, in place of what the credential says. */
export interface Trial {
	route: Route;
	/** What the account is taken for. */
	instead: Partial<Pick<Account, 'hosts' | 'encryption'>>;
	token: string;
	/** Milliseconds for one exchange. */
	timeout: number;
}

/** A call with its way to EnKash worked out. */
interface Prepared {
	route: Route;
	request: CallRequest;
	timeout: number;
}

/** EnKash's API for one run of a node. */
export class EnkashClient implements Caller {
	/** The token that a call which moves value was refused with, where none has gone through since. */
	private refusedToken?: string;

	private constructor(
		private readonly context: EnkashContext,
		private readonly access: Access,
	) {}

	static async create(context: EnkashContext): Promise<EnkashClient> {
		const access = await Access.open({
			read: async () => await context.getCredentials(CREDENTIAL_TYPE),
			storing: async (credential) => await requestWith(context, credential, { url: '' }),
			send: (options) => context.helpers.httpRequest(options),
			cancelled: () => cancelSignalOf(context),
		});
		return new EnkashClient(context, access);
	}

	get account(): Account {
		return this.access.account;
	}

	/**
	 * Sends one call and gives EnKash's answer. Calls that change nothing are repeated while EnKash is
	 * busy; what changes something is sent again only with a new token, and what moves value is not.
	 * @throws EnkashError
	 */
	async call(call: CallId, request: CallRequest, settings: CallSettings = {}): Promise<Answer> {
		const timeout = settings.timeout ?? DEFAULT_TIMEOUT;
		const prepared: Prepared = { route: this.route(call, request), request, timeout };
		const { reads, moves }: Endpoint = endpoints[call];
		if (reads) return await withRetries(() => this.callOnce(prepared), this.cancelSignal());
		if (!moves) return await changeOnce(() => this.callOnce(prepared));
		try {
			return await changeOnce(() => this.moveOnce(prepared));
		} catch (thrown) {
			throw asToldOfValue(toEnkashError(thrown), moves);
		}
	}

	/**
	 * Tries a call that changes nothing, once, with the token at hand, and gives the answer as it came.
	 * @throws EnkashError where no answer came, or where the route may change something.
	 */
	async probe(request: CallRequest, trial: Trial): Promise<RawAnswer> {
		const { token, timeout } = trial;
		const account = { ...this.account, ...trial.instead };
		assertChangesNothing(trial.route);
		const route = { ...trial.route, path: filledPath(trial.route.path, request.path ?? {}) };
		const url = baseUrl(account, route.host) + route.path;
		const { data, own } = this.access.forCall(token, timeout);
		try {
			return await exchange((options) => requestWith(this.context, data, options, own), {
				options: optionsFor(account, route, url, request),
				endpoint: `${route.method} ${url}`,
				timeout,
				cancelled: this.cancelSignal(),
			});
		} catch (error) {
			throw withoutSecrets(toEnkashError(error), [...account.secrets, token]);
		}
	}

	/** A token together with the rest of EnKash's answer to the login. */
	async logIn({ timeout = DEFAULT_TIMEOUT }: CallSettings = {}): Promise<JsonRecord> {
		return await this.access.logIn(timeout);
	}

	/** Aborted when the user stops the execution. */
	cancelSignal(): AbortSignal | undefined {
		return cancelSignalOf(this.context);
	}

	private route(call: CallId, { endpointPath, path = {} }: CallRequest): Route {
		const route = chosenRoute(endpointPath, routeOf(this.account, call));
		return { ...route, path: filledPath(route.path, path) };
	}

	/**
	 * One call, and again where only its token was at fault: first with one that another process has
	 * stored, which may be as old, then with one of this process.
	 */
	private async callOnce(call: Prepared): Promise<Answer> {
		let token = await this.access.token(call.timeout);
		for (
			let renewed = false;
			token && !(renewed && isOwnToken(this.account, token));
			renewed = true
		) {
			try {
				return await this.send(call, token);
			} catch (thrown) {
				const error = toEnkashError(thrown);
				if (error.kind !== 'login' || !canRenew(this.account, token)) throw this.explain(error);
				reject(this.account, token);
				token = await this.access.token(call.timeout);
			}
		}
		return await this.sendWithFresh(call, token);
	}

	/** A token that EnKash refuses is renewed by the next call; who moves value looks up first. */
	private async moveOnce(call: Prepared): Promise<Answer> {
		const token = await this.access.token(call.timeout);
		try {
			const answer = await this.send(call, token);
			this.refusedToken = undefined;
			return answer;
		} catch (thrown) {
			throw this.refusedMove(toEnkashError(thrown), token || currentToken(this.account));
		}
	}

	private refusedMove(error: EnkashError, token: string | undefined): EnkashError {
		if (!error.tokenAlone || !token || !canRenew(this.account, token)) return this.explain(error);
		const before = (this.refusedToken ??= token);
		if (before === token) {
			reject(this.account, token);
			return error;
		}
		noteRenewedInVain(this.account, token);
		return this.explain(error.with({ description: RENEWED_IN_VAIN }));
	}

	/** A token that is refused as soon as it was fetched is not renewed for each of a thousand items. */
	private async sendWithFresh(call: Prepared, token: string): Promise<Answer> {
		try {
			return await this.send(call, token);
		} catch (thrown) {
			const error = toEnkashError(thrown);
			const fresh = token || currentToken(this.account);
			if (error.kind !== 'login' || !fresh) throw this.explain(error);
			noteRenewedInVain(this.account, fresh);
			throw this.explain(error.with({ description: RENEWED_IN_VAIN }));
		}
	}

	private async send(call: Prepared, token: string): Promise<Answer> {
		const { context, account } = this;
		const { route, request, timeout } = call;
		const url = baseUrl(account, route.host) + route.path;
		const endpoint = `${route.method} ${url}`;
		const { data, own } = this.access.forCall(token, timeout);
		// n8n puts the token it fetches into the data.
		const fetched = () => [String(data.sessionToken), currentToken(account) ?? ''];
		const secrets = () => [...account.secrets, ...fetched()];
		try {
			const raw = await exchange((options) => requestWith(context, data, options, own), {
				options: optionsFor(account, route, url, request),
				endpoint,
				timeout,
				cancelled: this.cancelSignal(),
			});
			const decode = (answer: unknown) => decodeAnswer(account.encryption, answer);
			return readAnswer(raw, { endpoint, decode, secrets: secrets() });
		} catch (error) {
			const fresh = currentToken(account);
			// The token is in this process, though n8n could not store it.
			if (!token && fresh && stoppedStoring(own)) return await this.send(call, fresh);
			throw withoutSecrets(toEnkashError(error), secrets());
		}
	}

	private explain(error: EnkashError): EnkashError {
		const aboutToken =
			error.kind === 'login' && (error.httpStatus !== 403 || /token/i.test(error.message));
		if (!aboutToken || this.account.usesLogin) return error;
		return error.with({
			message: `EnKash refused the access token: ${error.message}`,
			description:
				"Paste a new token into the EnKash credential, or set its 'Authentication' to 'Partner Login'.",
		});
	}
}

/**
 * n8n's request helper with a credential of our own.
 * @throws what a hook threw, as it was before n8n wrapped it, or what n8n throws
 */
async function requestWith(
	context: EnkashContext,
	data: HookCredential,
	options: IHttpRequestOptions,
	own?: OwnCall,
): Promise<unknown> {
	const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL_TYPE, data };
	try {
		return (await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL_TYPE,
			options,
			{ credentialsDecrypted },
		)) as unknown;
	} catch (error) {
		throw unwrapped(own, error);
	}
}

function cancelSignalOf(context: EnkashContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** What became of a login may be unknown; the change that it was for was not sent. */
async function changeOnce(once: () => Promise<Answer>): Promise<Answer> {
	try {
		return await once();
	} catch (thrown) {
		const error = toEnkashError(thrown);
		throw error.kind === 'unknown' && error.atLogin ? error.with({ kind: 'notSent' }) : error;
	}
}

/** What was refused, perhaps after value was moved, is a refusal only where its words surely say so. */
function asToldOfValue(error: EnkashError, moves: 'one' | 'many'): EnkashError {
	const { kind, httpStatus, whole } = error;
	const refusedToken = kind === 'login' && !error.atLogin && httpStatus !== undefined;
	if (refusedToken && !error.tokenAlone) return error.with({ kind: 'unknown', saidNo: true });
	if (kind !== 'refused') return error;
	const sure = moves === 'many' ? isBeforeTheBatch : isBeforeTheEffect;
	return sure(whole, httpStatus) ? error : error.with({ kind: 'unknown', saidNo: true });
}

const RENEWED_IN_VAIN =
	'A new token did not help, so EnKash may not have enabled this call for your account, or for the address of this n8n. Ask EnKash for access.';
