/** Looks for secrets in everything a run leaves behind. */
import { inspect } from 'node:util';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { RecordedRequest } from '../../sandbox/types';
import type { NodeResult } from '../engine';
import type { Stage } from '../stage';

/** Found where it has no business. */
export interface Finding {
	secret: string;
	place: string;
	around: string;
}

/** All secrets that are about, by name: those of the credential, and those that the sandbox made up meanwhile. */
export function secretsOf({ sandbox, engine, credentialId }: Stage): Map<string, string> {
	const secrets = new Map<string, string>();
	const add = (name: string, value: unknown) =>
		typeof value === 'string' && value.length > 3 && secrets.set(name, value);
	const credential = engine.credential(credentialId);
	for (const field of ['password', 'clientSecret', 'encryptionKey', 'accessToken', 'sessionToken'])
		add(field, credential[field]);
	add('basic', basicOf(credential));
	for (const [at, { headers }] of sandbox.requests.entries()) {
		if (headers.authorization?.startsWith('Bearer '))
			add(`token ${at}`, headers.authorization.slice(7));
	}
	for (const [at, { vouchers }] of sandbox.state.orders.entries()) {
		for (const { cardNumber } of vouchers) add(`voucher ${at}`, cardNumber);
	}
	for (const token of sandbox.state.ssoTokens.keys()) add('SSO token', token);
	return secrets;
}

/** What a login sends as its header. */
export function basicOf({ clientId, clientSecret }: ICredentialDataDecryptedObject): string {
	return Buffer.from(`${clientId as string}:${clientSecret as string}`).toString('base64');
}

/** Anything as n8n, a log or a report may print it, with causes and hidden properties. */
function printed(value: unknown): string {
	const options = {
		depth: 20,
		showHidden: true,
		maxStringLength: null,
		maxArrayLength: null,
		breakLength: Infinity,
	};
	return `${inspect(value, options)}\n${JSON.stringify(value)}\n${String(value)}`;
}

function find(text: string, place: string, secrets: Map<string, string>): Finding[] {
	return [...secrets].flatMap(([secret, value]) => {
		const at = text.indexOf(value);
		return at < 0
			? []
			: [{ secret, place, around: text.slice(Math.max(0, at - 60), at + value.length + 20) }];
	});
}

/** @param showsItems whether the operation was asked for what may be a secret */
export function searchResult(result: NodeResult, stage: Stage, showsItems: boolean): Finding[] {
	const secrets = secretsOf(stage);
	const { error, items, errorItems, hints, metadata, logs, run } = result;
	const failed = [...items, ...errorItems].filter(({ json }) => 'error' in json);
	const around = run.map((task) =>
		Object.entries(task).filter(([key]) => !['data', 'inputOverride'].includes(key)),
	);
	return [
		...find(printed(error), 'error', secrets),
		...find(printed(failed), 'failed items', secrets),
		...find(printed(showsItems ? [] : items), 'items', secrets),
		...find(printed(hints), 'hints', secrets),
		...find(printed(metadata), 'metadata', secrets),
		...find(printed(around), 'what n8n stores of the run', secrets),
		...find(logs.join('\n'), 'logs', secrets),
	];
}

/** Secrets in requests where they have no business: only a login has a password, only a header a token. */
export function searchRequests(stage: Stage): Finding[] {
	const secrets = secretsOf(stage);
	return stage.sandbox.requests.flatMap((request) =>
		find(printed(withoutBusiness(request)), `request to ${request.path}`, secrets),
	);
}

function withoutBusiness({ call, headers, rawBody, path, query }: RecordedRequest) {
	const others = Object.entries(headers).filter(([name]) => name !== 'authorization');
	return { others, path, query, body: call === 'authenticate' ? '' : rawBody };
}
