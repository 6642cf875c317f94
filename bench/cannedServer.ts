/** The server, in a process of its own, so that what it costs is nobody's: Node's own, with fixed answers. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerTo, callOf, isKnown } from './cannedAnswers';
import type { Counted, Order } from './answeringServer';

let delay = 0;
let counted: Counted = { requests: 0, connections: 0, calls: {} };

const server = createServer((request, response) => {
	const call = callOf(request.url ?? '');
	counted.requests += 1;
	counted.calls[call] = (counted.calls[call] ?? 0) + 1;
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		const status = isKnown(call) ? 200 : 404;
		const answer = isKnown(call) ? answerTo(call, Buffer.concat(chunks).toString()) : '{}';
		const send = () => {
			response.writeHead(status, { 'Content-Type': 'application/json' });
			response.end(answer);
		};
		if (delay > 0) setTimeout(send, delay);
		else send();
	});
});
server.on('connection', () => {
	counted.connections += 1;
});

/** Tells what was counted since the last order, and begins anew. */
process.on('message', (order: Order) => {
	delay = order.delay;
	process.send?.(counted);
	counted = { requests: 0, connections: 0, calls: {} };
});
process.once('disconnect', () => process.exit());

server.listen(0, '127.0.0.1', () => {
	process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
