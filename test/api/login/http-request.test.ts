/** The credential in the hands of another node: n8n lets an HTTP Request node use any credential. */
import type { IHttpRequestOptions, INodeType } from 'n8n-workflow';
import { hurry, passMinutes, resetClock } from '../../clock';
import { createEngine, type Engine } from '../../engine';
import { setStage, type Stage } from '../../stage';

/**
 * As n8n's HTTP Request node calls: with the stored credential, and with `requestWithAuthentication`,
 * which asks for a new token after any failure.
 */
const httpRequest = {
	description: {
		name: 'request',
		displayName: 'Request',
		description: 'Request',
		group: ['transform'],
		version: 1,
		defaults: { name: 'Request' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'enkashApi', required: true }],
		properties: [{ displayName: 'URL', name: 'url', type: 'string', default: '' }],
	},
	async execute() {
		const results = [];
		for (const [item] of this.getInputData().entries()) {
			const options: IHttpRequestOptions = {
				method: 'GET',
				url: this.getNodeParameter('url', item) as string,
				qs: { userId: 'EKQZVMQK' },
				json: true,
			};
			try {
				const json = (await this.helpers.requestWithAuthentication.call(
					this,
					'enkashApi',
					options,
				)) as object;
				results.push({ json: { ...json }, pairedItem: { item } });
			} catch (error) {
				results.push({ json: { error: (error as Error).message }, pairedItem: { item } });
			}
		}
		return [results];
	},
} as INodeType;

let stage: Stage;
let engine: Engine;
let credentialId: string;

beforeEach(async () => {
	hurry();
	stage = await setStage();
	engine = await createEngine({ nodeTypes: { 'test.request': httpRequest } });
	credentialId = engine.addCredential({ ...stage.sandbox.credential });
});

afterEach(async () => {
	resetClock();
	await stage.stop();
});

const logins = () => stage.sandbox.logins().length;

async function request(path = '/api/v0/coins/balance', count = 5) {
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	const { nodes } = await engine.run(
		{
			nodes: [
				{ ...place, id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
				{
					...place,
					id: '2',
					name: 'Request',
					type: 'test.request',
					parameters: { url: stage.sandbox.url + path },
					credentials: { enkashApi: { id: credentialId, name: 'Account' } },
				},
			],
			connections: { Start: { main: [[{ node: 'Request', type: 'main', index: 0 }]] } },
		},
		{ items: Array.from({ length: count }, () => ({})) },
	);
	return nodes.Request.items.map(({ json }) => json);
}

it('logs in once for all items, and once more when the token has expired', async () => {
	expect(await request()).toHaveLength(5);
	expect(logins()).toBe(1);
	passMinutes(2);
	stage.sandbox.expireTokens();
	expect((await request())[4]).toMatchObject({ response_code: 0 });
	expect(logins()).toBe(2);
});

it('shares its token with the EnKash node', async () => {
	await request();
	const { error } = await engine.runNode(
		{ resource: 'reward', operation: 'getAccount' },
		{ credentialId },
	);
	expect(error).toBeUndefined();
	expect(logins()).toBe(1);
});

it('tries a wrong password once', async () => {
	engine.updateCredential(credentialId, { password: 'not-this-one' });
	const [first] = await request();
	await request();
	expect(first.error).toBe('EnKash refused the login: Bad credentials');
	expect(logins()).toBe(1);
});

it('does not log in anew for each request that fails for another reason', async () => {
	await request('/api/v0/nowhere', 20);
	expect(logins()).toBe(1);
});

it('does not use the token of a password that was changed since', async () => {
	await request();
	engine.updateCredential(credentialId, { password: 'not-this-one' });
	expect((await request())[0].error).toBe('EnKash refused the login: Bad credentials');
	expect(logins()).toBe(2);
});
