import { parseArgs } from 'node:util';

import { startSandbox } from './index';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });

async function main(): Promise<void> {
	const sandbox = await startSandbox({ port: Number(values.port) });
	const { url, credential } = sandbox;
	console.log(JSON.stringify({ url, credential }, undefined, '\t'));
	console.log(`
A stand-in for EnKash, written from its public documents, is listening on ${url}.
In n8n, make an "EnKash API" credential with these values. Ctrl+C stops it and forgets everything.`);
	process.once('SIGINT', () => void sandbox.stop());
	process.once('SIGTERM', () => void sandbox.stop());
}

void main();
