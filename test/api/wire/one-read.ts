/** One read in an n8n process of its own: `one-read.ts <url>` prints the item, or the error. */
import { createEngine } from '../../engine';

async function main(): Promise<void> {
	const engine = await createEngine();
	const credentialId = engine.addCredential({
		environment: 'custom',
		authentication: 'accessToken',
		accessToken: 'token-of-the-test',
		partnerId: 'CRMXWB3ZM',
		companyId: 'CEK7T1WMC6',
		cardAccountId: 'CAVBMRFE8',
		cardApiUrl: process.argv[2],
	});
	const { items, error } = await engine.runNode(
		{ resource: 'reward', operation: 'getAccount' },
		{ credentialId },
	);
	console.log(
		JSON.stringify(
			error ? { error: error.message, description: error.description } : items[0].json,
		),
	);
}

void main().then(() => process.exit());
