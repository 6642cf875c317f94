import type { AddressInfo } from 'node:net';

import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import type { Fate } from './faults';
import type { RecordedRequest } from './types';

/** A body as it came and as it reads. */
class Received {
	constructor(
		readonly raw: string,
		readonly body: unknown,
	) {}
}

type Answer = (request: RecordedRequest) => Promise<Fate>;

/** The HTTP side: every request is recorded, then answered by `answer`. */
export async function openServer(
	requests: RecordedRequest[],
	answer: Answer,
): Promise<FastifyInstance> {
	const server = fastify({ bodyLimit: 256 * 1024 * 1024, forceCloseConnections: true });
	await server.register(formbody, {
		parser: (raw) => readForm(raw) as unknown as Record<string, unknown>,
	});
	server.removeContentTypeParser(['application/json', 'text/plain']);
	server.addContentTypeParser('*', { parseAs: 'string' }, (_request, raw, done) =>
		done(null, readJson(String(raw))),
	);
	server.all('/*', async (request, reply) => {
		const recorded = record(request);
		requests.push(recorded);
		await send(await answer(recorded), recorded, request, reply);
		return reply;
	});
	return server;
}

export async function listen(server: FastifyInstance, port: number): Promise<string> {
	await server.listen({ host: '127.0.0.1', port });
	return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

function readForm(raw: string): Received {
	return new Received(raw, Object.fromEntries(new URLSearchParams(raw)));
}

/** What is no JSON stays text, which the contract then refuses. */
function readJson(raw: string): Received {
	if (raw === '') return new Received(raw, undefined);
	try {
		return new Received(raw, JSON.parse(raw) as unknown);
	} catch {
		return new Received(raw, raw);
	}
}

function record(request: FastifyRequest): RecordedRequest {
	const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
	const received = request.body instanceof Received ? request.body : new Received('', undefined);
	return {
		at: Date.now(),
		call: '',
		method: request.method,
		path: pathname,
		query: Object.fromEntries(searchParams),
		headers: Object.fromEntries(
			Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
		),
		body: received.body,
		rawBody: received.raw,
		status: 0,
	};
}

async function send(
	fate: Fate,
	recorded: RecordedRequest,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const { socket } = request.raw;
	if (fate === 'silence' || fate === 'cut' || socket.destroyed) {
		reply.hijack();
		if (fate === 'cut') socket.destroy();
		return;
	}
	recorded.status = fate.status;
	await reply.code(fate.status).headers(fate.headers).send(fate.body);
}
