import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { awaitTurn } from './login/claim';
import {
	baseUrl,
	CREDENTIAL_TYPE,
	encryptionOf,
	ownCall,
	parseRoute,
	partnerId,
	pastedToken,
	routeOf,
	secretsOf,
	StoredOnly,
	storingCall,
	usesLogin,
	type EnkashCredential,
	type Route,
} from './login/account';
import type { CallRequest } from './wire/call';
import { decodeAnswer, encodeBody } from './wire/encryption';
import { endpoints, type CallId } from './wire/endpoints';
import { readAnswer, type Answer } from './wire/envelope';
import { asIs, EnkashError, inputError, toEnkashError } from '../lib/errors';
import type { JsonRecord } from '../lib/json';
import { assertNotCancelled } from '../lib/pause';
import { withRetries } from './wire/retry';
import { withoutSecrets } from './wire/secrets';
import {
	assertMayLogIn,
	canRenew,
	currentToken,
	isOwnToken,
	logInAnew,
	loginUnderWay,
	noteRenewedInVain,
	recentAnswer,
	reject,
} from './login/session';
import { DEFAULT_TIMEOUT, exchange, type Send } from './wire/transport';

export type { CallRequest };

/** The n8n contexts a call can be made from. */
export type EnkashContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

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
		/** Read once: n8n decrypts it anew for each request otherwise. */
		private current: EnkashCredential,
	) {}

	/** The wait of all items for what comes of a login, or for the turn to make it. */
	private turn?: Promise<string | undefined>;

	static async create(context: EnkashContext): Promise<EnkashClient> {
		return new EnkashClient(context, await context.getCredentials(CREDENTIAL_TYPE));
	}

	get credential(): EnkashCredential {
		return this.current;
	}

	/**
	 * Sends one call and gives EnKash's answer. Only calls that change nothing are ever repeated.
	 * @throws EnkashError
	 */
	async call(call: CallId, request: CallRequest, settings: CallSettings = {}): Promise<Answer> {
		const timeout = settings.timeout ?? DEFAULT_TIMEOUT;
		const prepared: Prepared = { route: this.route(call, request), request, timeout };
		const once = () => this.callOnce(prepared);
		return 'reads' in endpoints[call]
			? await withRetries(once, this.cancelSignal())
			: await changeOnce(once);
	}

	/** A token together with the rest of EnKash's answer to the login. */
	async logIn({ timeout = DEFAULT_TIMEOUT }: CallSettings = {}): Promise<JsonRecord> {
		if (!usesLogin(this.credential)) {
			throw new EnkashError('input', 'The EnKash credential holds an access token, and no login', {
				description: "Set its 'Authentication' to 'Partner Login' to fetch tokens.",
			});
		}
		const recent = () => recentAnswer(this.credential);
		const answer = recent() ?? (await this.takeTurn(recent, timeout));
		if (answer) return answer;
		const send: Send = (options) => this.context.helpers.httpRequest(options);
		return await logInAnew(ownCall(this.credential, '', timeout), send, (fields) =>
			this.store(fields),
		);
	}

	private route(call: CallId, { endpointPath, path = {} }: CallRequest): Route {
		const known = routeOf(this.credential, call);
		const route = endpointPath === undefined ? known : givenRoute(endpointPath, known);
		if (!route) {
			throw inputError(
				'Endpoint Path',
				'is not a path',
				`Write it as ${known.path} or ${known.method} ${known.path}.`,
			);
		}
		return { ...route, path: filledPath(route.path, path) };
	}

	/**
	 * One call, and again where only its token was at fault: first with one that another process has
	 * stored, which may be as old, then with one of this process.
	 */
	private async callOnce(call: Prepared): Promise<Answer> {
		let token = await this.token(call.timeout);
		for (
			let renewed = false;
			token && !(renewed && isOwnToken(this.credential, token));
			renewed = true
		) {
			try {
				return await this.send(call, token);
			} catch (thrown) {
				const error = toEnkashError(thrown);
				if (error.kind !== 'login' || !canRenew(this.credential, token)) throw this.explain(error);
				reject(this.credential, token);
				token = await this.token(call.timeout);
			}
		}
		return await this.sendWithFresh(call, token);
	}

	/** A token that is refused as soon as it was fetched is not renewed for each of a thousand items. */
	private async sendWithFresh(call: Prepared, token: string): Promise<Answer> {
		try {
			return await this.send(call, token);
		} catch (thrown) {
			const error = toEnkashError(thrown);
			const fresh = token || currentToken(this.credential);
			if (error.kind !== 'login' || !fresh) throw this.explain(error);
			noteRenewedInVain(this.credential, fresh);
			throw this.explain(error.with({ description: RENEWED_IN_VAIN }));
		}
	}

	/** A good token, or a blank one, which makes n8n fetch one through the credential and store it. */
	private async token(timeout: number): Promise<string> {
		assertNotCancelled(this.cancelSignal());
		if (!usesLogin(this.credential)) return pastedToken(this.credential);
		return currentToken(this.credential) ?? (await this.tokenOfOthers(timeout)) ?? '';
	}

	/** Another item, node or n8n process may have fetched one just now, or been refused. */
	private async tokenOfOthers(timeout: number): Promise<string | undefined> {
		await loginUnderWay(this.credential);
		const current = () => currentToken(this.credential);
		const fetched = current();
		if (fetched) return fetched;
		this.turn ??= this.takeTurn(current, timeout).finally(() => {
			this.turn = undefined;
		});
		return await this.turn;
	}

	/**
	 * Waits until this process may log in, or until another one has made that needless.
	 * @param found what makes it needless, by the credential as it is stored now
	 * @throws EnkashError where the login was refused or failed just now
	 */
	private async takeTurn<Found>(
		found: () => Found | undefined,
		timeout: number,
	): Promise<Found | undefined> {
		await awaitTurn({
			read: async () => {
				await loginUnderWay(this.credential);
				this.current = await this.context.getCredentials(CREDENTIAL_TYPE);
				if (found()) return undefined;
				assertMayLogIn(this.credential);
				return this.credential;
			},
			write: async (loginClaim) => await this.store({ loginClaim }),
			timeout,
			cancelled: this.cancelSignal(),
		});
		return found();
	}

	/** Has n8n write fields into the credential, where its other processes find them. */
	private async store(fields: IDataObject): Promise<void> {
		const { context } = this;
		const data = storingCall(this.credential, fields);
		const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL_TYPE, data };
		try {
			await context.helpers.httpRequestWithAuthentication.call(
				context,
				CREDENTIAL_TYPE,
				{ url: '' },
				{ credentialsDecrypted },
			);
		} catch (thrown) {
			const error = toEnkashError(thrown);
			if (!(error instanceof StoredOnly)) throw asIs(error);
		}
	}

	private async send(call: Prepared, token: string): Promise<Answer> {
		const { context, credential } = this;
		const { route, request, timeout } = call;
		const url = baseUrl(credential, route.host) + route.path;
		const endpoint = `${route.method} ${url}`;
		const data = ownCall(credential, token, timeout);
		try {
			const raw = await exchange(
				(options) =>
					context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL_TYPE, options, {
						credentialsDecrypted: { id: '', name: '', type: CREDENTIAL_TYPE, data },
					}),
				{
					options: this.options(route, url, request),
					endpoint,
					timeout,
					cancelled: this.cancelSignal(),
				},
			);
			return readAnswer(raw, {
				endpoint,
				decode: (answer) => decodeAnswer(encryptionOf(credential), answer),
			});
		} catch (error) {
			// n8n has put the token it fetched into the data.
			throw withoutSecrets(toEnkashError(error), [
				...secretsOf(credential),
				String(data.sessionToken),
				currentToken(credential) ?? '',
			]);
		}
	}

	private options(route: Route, url: string, { query, body }: CallRequest): IHttpRequestOptions {
		const headers: IDataObject = { Accept: 'application/json' };
		if (route.host === 'card') headers.partnerId = partnerId(this.credential);
		const options: IHttpRequestOptions = { method: route.method, url, headers, qs: query };
		if (body === undefined) return options;
		// n8n drops the body of a GET, which only an override can have.
		if (route.method === 'GET') return { ...options, qs: { ...query, ...(body as IDataObject) } };
		headers['Content-Type'] = 'application/json';
		return { ...options, body: encodeBody(encryptionOf(this.credential), body) };
	}

	private explain(error: EnkashError): EnkashError {
		const aboutToken =
			error.kind === 'login' && (error.httpStatus !== 403 || /token/i.test(error.message));
		if (!aboutToken || usesLogin(this.credential)) return error;
		return error.with({
			message: `EnKash refused the access token: ${error.message}`,
			description:
				"Paste a new token into the EnKash credential, or set its 'Authentication' to 'Partner Login'.",
		});
	}

	/** Aborted when the user stops the execution. */
	cancelSignal(): AbortSignal | undefined {
		const { context } = this;
		return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	}
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

const RENEWED_IN_VAIN =
	'A new token did not help, so EnKash may not have enabled this call for your account, or for the address of this n8n. Ask EnKash for access.';

function givenRoute(endpointPath: unknown, known: Route): Route | undefined {
	return typeof endpointPath === 'string' ? parseRoute(endpointPath, known) : undefined;
}

/** @param values what stands in the placeholders, as the user gave it */
function filledPath(path: string, values: Record<string, string>): string {
	return path.replace(/\{(\w*)\}/g, (placeholder, name: string) => {
		if (Object.hasOwn(values, name)) return segment(values[name]);
		const known = Object.keys(values).map((key) => `{${key}}`);
		throw new EnkashError(
			'input',
			`The endpoint ${path} has an unknown placeholder ${placeholder}`,
			{
				description: known.length
					? `This call fills in ${known.join(', ')}.`
					: 'This call fills in none.',
			},
		);
	});
}

/** One step of a path, which must not become two, or lead elsewhere. */
function segment(value: string): string {
	if (value !== '.' && value !== '..' && !/\p{Surrogate}/u.test(value))
		return encodeURIComponent(value);
	throw new EnkashError('input', `'${value}' cannot be part of a URL`, {
		description: 'Enter the ID as EnKash gave it.',
	});
}
