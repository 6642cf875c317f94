import { parseArgs } from 'node:util';

import { startSandbox } from './index';

const HELP = `
A stand-in for EnKash, written from its public documents, is listening. It forgets everything when
it stops (Ctrl+C).

In n8n, make a credential of type "EnKash API" with the values above. docs/sandbox.md lists mobiles
and references that fail on purpose, to rehearse what goes wrong. Or ask for a token with

  curl $url/oauth/token -u $clientId:$clientSecret -d grant_type=password \\
    -d username=$username --data-urlencode password='$password' -d clientId=$clientId
`;

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
	const sandbox = await startSandbox({ port: Number(values.port) });
	const { url, credential } = sandbox;
	// Only JSON goes to stdout, so that a script can read it.
	console.log(JSON.stringify({ url, credential }, undefined, '\t'));
	const facts: Record<string, unknown> = { url, ...credential };
	console.error(HELP.replace(/\$(\w+)/g, (_, name: string) => String(facts[name])));
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => void sandbox.stop());
}

void main();
