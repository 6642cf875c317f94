import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import {
	baseUrl,
	CREDENTIAL_TYPE,
	credentialSecret,
	credentialText,
	parseRoute,
	routeOf,
	usesLogin,
	type EnkashCredential,
	type Route,
} from './credential';
import { decodeAnswer, encodeBody } from './encryption';
import { endpoints, type CallId } from './endpoints';
import { readAnswer, type Answer } from './envelope';
import { EnkashError, inputError, toEnkashError } from './errors';
import type { JsonRecord } from './json';
import { withRetries } from './retry';
import { withoutSecrets } from './secrets';
import { canRenew, currentToken, noteRenewedInVain, recentLogin } from './session';
import { DEFAULT_TIMEOUT, exchange } from './transport';

/** The n8n contexts a call can be made from. */
export type EnkashContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** One call, as an operation describes it. */
export interface CallRequest {
	/** Values for the placeholders of the path. */
	path?: Record<string, string>;
	query?: IDataObject;
	body?: unknown;
	/** Another path, or method and path, than the built-in one. */
	endpointPath?: string;
}

export interface CallSettings {
	/** Milliseconds for one exchange; 30,000 unless told. */
	timeout?: number;
}

/** A call with its way to EnKash worked out. */
interface Prepared {
	route: Route;
	request: CallRequest;
	timeout: number;
}

/** EnKash's API for one run of a node. */
export class EnkashClient {
	private constructor(
		private readonly context: EnkashContext,
		readonly credential: EnkashCredential,
	) {}

	/** Reads the credential once: n8n decrypts it anew for each request otherwise. */
	static async create(context: EnkashContext): Promise<EnkashClient> {
		return new EnkashClient(context, await context.getCredentials(CREDENTIAL_TYPE));
	}

	/**
	 * Sends one call and gives EnKash's answer. Only calls that change nothing are ever repeated.
	 * @throws EnkashError
	 */
	async call(call: CallId, request: CallRequest, settings: CallSettings = {}): Promise<Answer> {
		const timeout = settings.timeout ?? DEFAULT_TIMEOUT;
		const prepared: Prepared = { route: this.route(call, request), request, timeout };
		const once = () => this.callOnce(prepared);
		return 'reads' in endpoints[call] ? await withRetries(once, this.cancelSignal()) : await once();
	}

	/** A token together with the rest of EnKash's answer to the login. */
	async logIn(): Promise<JsonRecord> {
		if (!usesLogin(this.credential)) {
			throw new EnkashError('input', 'The EnKash credential holds an access token, and no login', {
				description: "Set its 'Authentication' to 'Partner Login' to fetch tokens.",
			});
		}
		return await recentLogin(this.credential, (options) => this.context.helpers.httpRequest(options));
	}

	private route(call: CallId, { endpointPath, path = {} }: CallRequest): Route {
		const known = routeOf(this.credential, call);
		const route = endpointPath ? parseRoute(endpointPath, known) : known;
		if (!route) {
			throw inputError('Endpoint Path', 'is not a path', `Write it as ${known.path} or ${known.method} ${known.path}.`);
		}
		const filled = route.path.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
			Object.hasOwn(path, name) ? encodeURIComponent(path[name]) : placeholder,
		);
		return { ...route, path: filled };
	}

	/** One call, and once more where only its token was at fault. */
	private async callOnce(call: Prepared): Promise<Answer> {
		const { credential } = this;
		const login = usesLogin(credential);
		const token = login ? currentToken(credential) : credentialSecret(credential, 'accessToken');
		try {
			return await this.send(call, token ?? '', '');
		} catch (thrown) {
			const error = toEnkashError(thrown);
			const stale = error.kind === 'login' && token !== undefined;
			if (!stale || !canRenew(credential, token)) throw this.explain(error, token);
			return await this.sendRenewed(call, token);
		}
	}

	private async sendRenewed(call: Prepared, rejected: string): Promise<Answer> {
		try {
			return await this.send(call, '', rejected);
		} catch (thrown) {
			const error = toEnkashError(thrown);
			const token = currentToken(this.credential);
			if (error.kind === 'login' && token) noteRenewedInVain(this.credential, token);
			throw this.explain(error, token);
		}
	}

	/** A blank token makes n8n fetch one through the credential, and store it. */
	private async send(call: Prepared, token: string, rejected: string): Promise<Answer> {
		const { context, credential } = this;
		const { route, request, timeout } = call;
		const url = baseUrl(credential, route.host) + route.path;
		const endpoint = `${route.method} ${url}`;
		const data = { ...credential, sessionToken: token, rejectedSessionToken: rejected };
		const raw = await exchange(
			(options) =>
				context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL_TYPE, options, {
					credentialsDecrypted: { id: '', name: '', type: CREDENTIAL_TYPE, data },
				}),
			{ options: this.options(route, url, request), endpoint, timeout },
		);
		return readAnswer(raw, { endpoint, decode: (answer) => decodeAnswer(credential, answer) });
	}

	private options(route: Route, url: string, { query, body }: CallRequest): IHttpRequestOptions {
		const headers: IDataObject = { Accept: 'application/json' };
		if (route.host === 'card') headers.partnerId = this.partnerId();
		const options: IHttpRequestOptions = { method: route.method, url, headers, qs: query };
		if (body !== undefined) {
			headers['Content-Type'] = 'application/json';
			options.body = encodeBody(this.credential, body);
		}
		return options;
	}

	private partnerId(): string {
		const partnerId = credentialText(this.credential, 'partnerId');
		if (partnerId) return partnerId;
		throw new EnkashError('input', "'Partner ID' is missing in the EnKash credential", {
			description: 'EnKash issues it at onboarding, and wants it with every reward and incentive call.',
		});
	}

	private explain(error: EnkashError, token = ''): EnkashError {
		const safe = withoutSecrets(error, this.credential, token);
		if (safe.kind !== 'login' || usesLogin(this.credential)) return safe;
		return new EnkashError('login', `EnKash refused the access token: ${safe.message}`, {
			httpStatus: safe.httpStatus,
			description: "Paste a new token into the EnKash credential, or set its 'Authentication' to 'Partner Login'.",
		});
	}

	/** Aborted when the user stops the execution. */
	cancelSignal(): AbortSignal | undefined {
		const { context } = this;
		return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	}
}
