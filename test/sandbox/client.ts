import type { OpenAPIBackend } from 'openapi-backend';

import { openContract } from '../../sandbox/contract';
import { startSandbox, type Sandbox, type SandboxSettings } from '../../sandbox';

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	body: Envelope;
}

/** Whatever an answer may hold; a test reads what it expects. */
export interface Envelope {
	response_code?: number | string;
	response_message?: string;
	code?: number;
	message?: string;
	payload?: unknown;
	paylod?: unknown;
	[field: string]: unknown;
}

export interface Request {
	body?: unknown;
	query?: Record<string, string>;
	params?: Record<string, string>;
	headers?: Record<string, string>;
	/** Sent as it stands, instead of `body`. */
	raw?: string;
	token?: string;
	/** For answers that are meant to be against the contract. */
	unchecked?: boolean;
}

export const account = { companyId: 'CEK7T1WMC6', cardAccountId: 'CAVBMRFE8' };
export const small = { companyId: 'CEK1PU9AOO', cardAccountId: 'CAQL8YCV3' };

/** A brand with two denominations, 500 and 100. */
export const ALDO = 'PC7513531244A681';

export const person = {
	email: 'new.user@example.com',
	mobile: '9876543210',
	title: 'Mr',
	firstName: 'New',
	gender: 'M',
};

/** A body for R1. */
export function credit(
	loadAmount: number,
	reference: string,
	others: Record<string, unknown> = {},
) {
	return {
		...account,
		...person,
		transactionCode: 'ALLOCATION',
		transactionType: 'CR',
		type: 'ALLOCATE_POINT',
		loadAmount,
		uniqueReferenceNumber: reference,
		uniqueReferenceNum: reference,
		...others,
	};
}

export function debit(loadAmount: number, reference: string, others: Record<string, unknown> = {}) {
	return credit(loadAmount, reference, {
		transactionType: 'DR',
		type: 'UNALLOCATE_POINT',
		...others,
	});
}

const contract = openContract({ quick: true }).init();

/** Speaks to a sandbox over HTTP and holds each answer against the contract. */
export class Client {
	private readonly token: string;

	private constructor(
		readonly sandbox: Sandbox,
		private readonly contract: OpenAPIBackend,
	) {
		this.token = sandbox.issueToken(3600);
	}

	static async start(settings: Partial<SandboxSettings> = {}): Promise<Client> {
		return new Client(await startSandbox({ settings }), await contract);
	}

	async call(operationId: string, request: Request = {}): Promise<Answer> {
		const operation = this.contract.getOperation(operationId);
		if (!operation) throw new Error(`The contract has no ${operationId}`);
		const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
			encodeURIComponent(request.params?.[name] ?? ''),
		);
		const answer = await this.send(operation.method.toUpperCase(), path, request);
		if (!request.unchecked) {
			const { errors } = this.contract.validateResponse(answer.body, operationId, answer.status);
			expect({ operationId, answer: answer.body, errors }).toMatchObject({ errors: null });
		}
		return answer;
	}

	async send(method: string, path: string, request: Request = {}): Promise<Answer> {
		const url = new URL(path, this.sandbox.url);
		for (const [name, value] of Object.entries(request.query ?? {}))
			url.searchParams.set(name, value);
		const raw =
			request.raw ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
		const response = await fetch(url, {
			method,
			redirect: 'manual',
			headers: {
				authorization: `Bearer ${request.token ?? this.token}`,
				partnerId: String(this.sandbox.credential.partnerId),
				...(raw === undefined ? {} : { 'content-type': 'application/json' }),
				...request.headers,
			},
			body: raw,
		});
		const text = await response.text();
		return { status: response.status, headers: response.headers, text, body: parsed(text) };
	}

	/** T1, by default with the right words. */
	async logIn(words: Record<string, string> = {}, basic?: string): Promise<Answer> {
		const { username, password, clientId, clientSecret } = this.sandbox.credential as Record<
			string,
			string
		>;
		const form = new URLSearchParams({
			grant_type: 'password',
			username,
			password,
			clientId,
			...words,
		});
		return await this.call('authenticate', {
			raw: form.toString(),
			headers: {
				'content-type': 'application/x-www-form-urlencoded',
				authorization: `Basic ${Buffer.from(basic ?? `${clientId}:${clientSecret}`).toString('base64')}`,
			},
		});
	}

	async account(others: Request = {}): Promise<Answer> {
		return await this.call('getCardAccount', { body: account, ...others });
	}

	async allocate(body: object, others: Request = {}): Promise<Answer> {
		return await this.call('createAllocatePoints', { body, ...others });
	}
}

function parsed(text: string): Envelope {
	try {
		return JSON.parse(text) as Envelope;
	} catch {
		return {};
	}
}

/** The payload of an answer that comes in pages. */
export function records({ payload }: Envelope) {
	return payload as { recordsCount: number; data: Array<Record<string, unknown>> };
}
