/** A small service with a login, for the probe package to talk to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = [status: number, body: object];

export interface ProbeServer {
	url: string;
	/** `GET /things/1` and so on, in order. */
	requests: string[];
	logins: () => number;
	/** The token that is good now. */
	token: () => string | undefined;
	expire: () => void;
	/** Answers of paths that differ from a thing with a name. */
	answers: Map<string, () => Answer>;
	stop: () => Promise<void>;
}

async function readJson(request: IncomingMessage): Promise<{ password?: string }> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString()) as { password?: string };
}

export async function startProbeServer(): Promise<ProbeServer> {
	const requests: string[] = [];
	const answers = new Map<string, () => Answer>();
	let logins = 0;
	let token: string | undefined;

	async function login(request: IncomingMessage): Promise<Answer> {
		logins += 1;
		const { password } = await readJson(request);
		if (password !== 'right') return [401, { message: 'Wrong password' }];
		token = `token-${logins}`;
		return [200, { token, undeclared: 'kept, never read back' }];
	}

	async function answer(request: IncomingMessage): Promise<Answer | undefined> {
		const { method, url = '', headers } = request;
		requests.push(`${method} ${url}`);
		if (url === '/login') return await login(request);
		if (url === '/things/never') return undefined;
		if (!token || headers.authorization !== `Bearer ${token}`)
			return [401, { message: 'No session' }];
		return (
			answers.get(url)?.() ?? [200, { id: url.slice('/things/'.length), name: `Thing ${url}` }]
		);
	}

	function send(response: ServerResponse, [status, body]: Answer): void {
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	}

	const server = createServer((request, response) => {
		void answer(request).then((result) => result && send(response, result));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		logins: () => logins,
		token: () => token,
		expire: () => (token = undefined),
		answers,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
