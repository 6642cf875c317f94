/** One exchange without a server: what n8n's request helper is given, and what is made of what it gives. */
import { Readable } from 'node:stream';
import { exchange, type Exchange } from '../../../nodes/Enkash/api/wire/transport';

export const ENDPOINT = 'POST https://x/y';

const call: Exchange = {
	options: { method: 'POST', url: 'https://x/y', body: '{}' },
	endpoint: ENDPOINT,
	timeout: 60_000,
};

/** What n8n gives for a request whose answer is read as a stream. */
export interface Given {
	statusCode: number;
	headers: Record<string, unknown>;
	body: NodeJS.ReadableStream;
}

export const given = (body: Given['body'], statusCode = 200, headers = {}): Given => ({
	statusCode,
	headers,
	body,
});

/** A body in these pieces. */
export const bodyOf = (...chunks: Array<Buffer | string>) => Readable.from(chunks);

export async function answered(answer: Given, changes: Partial<Exchange> = {}) {
	return await exchange(() => Promise.resolve(answer), { ...call, ...changes });
}

/** What is told of an exchange that fails with this. */
export async function failed(thrown: unknown, changes: Partial<Exchange> = {}): Promise<unknown> {
	const fails = () =>
		Promise.resolve().then(() => {
			throw thrown;
		});
	return await exchange(fails, { ...call, ...changes }).catch((error: unknown) => error);
}

/** The request as n8n's helper is given it. */
export async function sent(changes: Partial<Exchange> = {}) {
	const requests: unknown[] = [];
	await exchange(
		(options) => {
			requests.push(options);
			return Promise.resolve(given(bodyOf('{}')));
		},
		{ ...call, ...changes },
	);
	return requests[0];
}
