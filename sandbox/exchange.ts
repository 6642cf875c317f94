import type { OpenAPIBackend, Operation, ValidationResult } from 'openapi-backend';

import { addFields } from './answerFields';
import { json, refused, success } from './answers';
import type { ContractOperation } from './contract';
import { encrypt, keyOf, openBody } from './encryption';
import { spoil, takesEffect, type Fate, type Faults } from './faults';
import { handlers } from './handlers';
import { ssoPage } from './handlers/ssoPage';
import { partner, type Login } from './login';
import { placeInContract, serviceOf, type Place } from './places';
import { Refusal } from './refusal';
import type { SandboxSettings, Service } from './settings';
import type { AnswerStyle, Call, FaultRule, RecordedRequest, Wire, World } from './types';

/** An operation as the contract's router finds it, with this project's marks. */
type Found = Operation & ContractOperation;
type Objection = NonNullable<ValidationResult['errors']>[number];

/** A request that is well formed, so far as the contract can tell. */
interface Valid {
	query: Record<string, unknown>;
	params: Record<string, string>;
}

/** Takes one request from its record to its answer: faults, token, decryption, contract, handler. */
export class Exchange {
	constructor(
		private readonly contract: OpenAPIBackend,
		private readonly world: World,
		private readonly login: Login,
		private readonly faults: Faults,
		private readonly wait: (milliseconds: number) => Promise<void>,
	) {}

	/** Also completes the record: which call it is, what its body says, which fault hits it. */
	async answer(request: RecordedRequest): Promise<Fate> {
		const place = placeInContract(request, this.world.settings);
		const operation = place && this.operationOf(place);
		const page = operation ? undefined : ssoPage(request.method, request.path, this.world.state);
		if (!operation) return page ?? unknownPath(request, this.world.settings);

		request.call = operation.operationId;
		const unreadable = this.open(request, operation, place);
		const { delay, rule } = this.faults.pick(request);
		request.fault = rule?.kind ?? request.fault;
		const style = operation['x-answer'];
		const answer = takesEffect(rule)
			? this.effect(request, { operation, place }, unreadable, rule)
			: json(200, {});
		await this.wait(this.world.settings.delay + delay);
		return rule ? spoil(rule, answer, style, this.world.settings.form) : answer;
	}

	private operationOf({ method, path }: Place): Found | undefined {
		return this.contract.matchOperation({ method, path, headers: {} }) as Found | undefined;
	}

	/** Decrypts the body in place. The token endpoint is exempt from encryption. */
	private open(request: RecordedRequest, operation: Found, place: Place): Refusal | undefined {
		if (isLogin(operation)) return undefined;
		try {
			request.body = openBody(request.body, this.settingsAt(place), partner.clientSecret);
			return undefined;
		} catch (error) {
			if (error instanceof Refusal) return error;
			throw error;
		}
	}

	/** Encryption may hold for some of the services alone. */
	private settingsAt({ path }: Place): SandboxSettings {
		const { settings } = this.world;
		return settings.encrypted.includes(serviceOf(path))
			? settings
			: { ...settings, encryption: 'none' };
	}

	private effect(
		request: RecordedRequest,
		{ operation, place }: { operation: Found; place: Place },
		unreadable?: Refusal,
		rule?: FaultRule,
	): Wire {
		const style = operation['x-answer'];
		try {
			if (isLogin(operation)) return this.logIn(request, operation, place);
			const refusal = this.tokenRefusal(request, style, serviceOf(place.path));
			if (refusal) return refusal;
			if (unreadable) throw unreadable;
			const valid = this.validate(request, operation, place);
			requirePartner(request, place);
			const call = this.call(request, valid, rule);
			const outcome = addFields(call, handlers[operation.operationId](call));
			return this.seal(
				success(outcome, (outcome.withCardId && style.withCardId) || style, this.world.settings),
				place,
			);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const told = refused(error, style, this.world.settings.form);
			return error === unreadable ? told : this.seal(told, place);
		}
	}

	private call(request: RecordedRequest, valid: Valid, rule?: FaultRule): Call {
		return {
			operationId: request.call,
			body: request.body,
			...valid,
			headers: request.headers,
			world: this.world,
			partial: rule?.kind === 'partial' || rule?.kind === 'refuseHalf' ? rule : undefined,
			failedAs: rule?.kind === 'recordOnly' || rule?.words ? this.nextOf(rule.words) : undefined,
		};
	}

	/** They take turns with what the sandbox keeps. */
	private nextOf(words: unknown[] = ['FAILED']): unknown {
		const { transactions, orders } = this.world.state;
		return words[(transactions.length + orders.length) % words.length];
	}

	private logIn(request: RecordedRequest, operation: Found, place: Place): Wire {
		try {
			this.validate(request, operation, place);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return json(400, { error: 'invalid_request', error_description: error.message });
		}
		return this.login.attempt(
			request.body as Record<string, string>,
			request.headers.authorization,
		);
	}

	private tokenRefusal(
		request: RecordedRequest,
		style: AnswerStyle,
		service: Service,
	): Wire | undefined {
		const { authRefusal, form, tokenFor } = this.world.settings;
		const { authorization } = request.headers;
		const objection = this.login.objection(tokenFor.includes(service) ? authorization : 'bearer ?');
		if (!objection) return undefined;
		if (authRefusal !== 200) return json(authRefusal, objection);
		return refused(new Refusal('Token is invalid or expired'), style, form);
	}

	private validate(request: RecordedRequest, operation: Found, { method, path }: Place): Valid {
		const { headers, body } = request;
		// No page shows that the list has pages, so the contract knows none.
		const { query, paging } = pagingOf(request, operation, this.world.settings);
		const wrongType = mediaTypeObjection(headers['content-type'], operation.requestBody);
		if (wrongType) return violated(request, wrongType);
		const wire = { method, path, headers, query: { ...query }, body };
		const { errors, coerced } = this.contract.validateRequest(
			wire,
			operation,
		) as ValidationResult<Valid>;
		if (errors) return violated(request, errors.map(sentence).join('; '));
		return { query: { ...coerced?.query, ...paging }, params: coerced?.params ?? {} };
	}

	private seal(answer: Wire, place: Place): Wire {
		const settings = this.settingsAt(place);
		if (settings.encryption !== 'requestAndResponse') return answer;
		const sealed = encrypt(answer.body.toString(), keyOf(settings, partner.clientSecret));
		return { ...answer, body: JSON.stringify({ request: sealed }) };
	}
}

function isLogin({ operationId }: Found): boolean {
	return operationId === 'authenticate';
}

/** What an unknown path answers is not documented; the first is what servers of this kind say. */
function unknownPath({ method, path }: Place, { unknownPath: told }: SandboxSettings): Wire {
	switch (told) {
		case 'refusal':
			return json(200, { response_code: 1, response_message: `No endpoint ${method} ${path}` });
		case 'page':
			return {
				status: 200,
				headers: { 'content-type': 'text/html' },
				body: '<!DOCTYPE html><html><head><title>EnKash</title></head><body></body></html>',
			};
		default:
			return json(404, {
				timestamp: new Date().toISOString(),
				status: 404,
				error: 'Not Found',
				path,
			});
	}
}

/** Only the card calls carry partnerId, and the contract asks for it there. */
function requirePartner({ headers }: RecordedRequest, { path }: Place): void {
	if (serviceOf(path) === 'card' && headers.partnerid !== partner.partnerId) {
		throw new Refusal('Card Account does not exist for this partner', 422);
	}
}

function pagingOf(
	{ query }: RecordedRequest,
	{ operationId }: Found,
	{ listPages }: SandboxSettings,
): { query: Record<string, string>; paging: Record<string, string> } {
	if (operationId !== 'searchTransactions' || listPages !== 'query') return { query, paging: {} };
	const { limit, offset, ...others } = query;
	const paging = Object.entries({ limit, offset }).filter(([, value]) => value !== undefined);
	return { query: others, paging: Object.fromEntries(paging) };
}

function mediaTypeObjection(
	contentType: string | undefined,
	requestBody: unknown,
): string | undefined {
	if (requestBody === undefined) return undefined;
	const allowed = Object.keys((requestBody as { content: Record<string, unknown> }).content);
	const given = (contentType ?? '').split(';')[0].trim().toLowerCase();
	return allowed.includes(given)
		? undefined
		: `Content-Type must be ${allowed.join(' or ')}, not '${given}'`;
}

function violated(request: RecordedRequest, message: string): never {
	request.violation = message;
	throw new Refusal(message, 400);
}

function sentence({ instancePath, message, params }: Objection): string {
	const at = instancePath.replace(/^\/(requestBody|query|header|path)/, '$1').replaceAll('/', '.');
	const extra = params as { additionalProperty?: string; allowedValues?: unknown[] };
	const detail = extra.additionalProperty ?? extra.allowedValues?.join(', ');
	return [at || 'request', message ?? 'is invalid', detail === undefined ? '' : `(${detail})`]
		.join(' ')
		.trim();
}
