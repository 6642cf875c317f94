/** A server that answers byte by byte as a test wants it, where the sandbox is too well-behaved. */
import { readFileSync } from 'node:fs';
import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';

export interface RawRequest {
	/** Method and path. */
	line: string;
	headers: IncomingMessage['headers'];
	body: string;
	/** Milliseconds since 1970. */
	at: number;
	/** Which request to this server it is, from 1. */
	count: number;
}

export interface RawServer {
	url: string;
	requests: RawRequest[];
	/** Connections that are open now. */
	open(): number;
	stop(): Promise<void>;
}

export type Handler = (response: ServerResponse, request: RawRequest) => void;

const CERTIFICATE = join(__dirname, '../../fixtures/self-signed');

export async function startRawServer(handler: Handler): Promise<RawServer> {
	return await listen('http', handler, (listener) => createServer(listener));
}

/** With a certificate that nobody trusts unless told to. */
export async function startSecureServer(handler: Handler): Promise<RawServer> {
	const key = readFileSync(join(CERTIFICATE, 'key.pem'));
	const cert = readFileSync(join(CERTIFICATE, 'cert.pem'));
	return await listen('https', handler, (listener) => createSecureServer({ key, cert }, listener));
}

async function listen(
	protocol: string,
	handler: Handler,
	create: (listener: RequestListener) => Server,
): Promise<RawServer> {
	const requests: RawServer['requests'] = [];
	const sockets = new Set<Socket>();
	const server = create((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			const body = Buffer.concat(chunks).toString();
			const received = {
				line: `${method} ${url}`,
				headers,
				body,
				at: Date.now(),
				count: requests.length + 1,
			};
			requests.push(received);
			handler(response, received);
		});
	});
	// A connection is for the client to end.
	server.keepAliveTimeout = 0;
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		open: () => sockets.size,
		stop: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A success of R3 in its envelope, with whatever else a test wants in it. */
export function success(payload: unknown = { cardAccountId: 'CAVBMRFE8' }): string {
	return JSON.stringify({ response_code: 0, response_message: 'Success', payload });
}

/** Answers with JSON, or with any other bytes. */
export function answer(
	response: ServerResponse,
	body: string | Buffer = success(),
	status = 200,
	headers = {},
): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(body);
}
