/**
 * n8n as the node sees it, without n8n: parameters as given, and answers as bytes from below the HTTP
 * layer. It is for speed alone; a part of the fuzz run goes over n8n's engine and real HTTP.
 */
import { Readable } from 'node:stream';
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeParameters,
} from 'n8n-workflow';

/** What a server answers: bytes with a status, or an error from the depths of the network. */
export type Reply =
	{ status: number; headers: Record<string, string>; body: Buffer } | { error: Error };

export interface Scene {
	call: string;
	parameters: INodeParameters;
	credential: ICredentialDataDecryptedObject;
	/** What came in with the item. */
	json: Record<string, unknown>;
	respond: (options: IHttpRequestOptions) => Reply;
	/** Everything that was sent. */
	sent: IHttpRequestOptions[];
}

type Credential = ICredentialDataDecryptedObject;

/** What n8n calls of a credential. */
export interface CredentialHooks {
	preAuthentication: (this: { helpers: object }, credential: Credential) => Promise<Credential>;
	authenticate: (
		credential: Credential,
		options: IHttpRequestOptions,
	) => Promise<IHttpRequestOptions>;
}

const node = {
	id: 'node',
	name: 'EnKash',
	type: 'n8n-nodes-enkash.enkash',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

export function contextOf(scene: Scene, hooks: CredentialHooks): IExecuteFunctions {
	const [resource, operation] = scene.call.split('.');
	const parameters: INodeParameters = { ...scene.parameters, resource, operation };
	const httpRequest = async (options: IHttpRequestOptions) => await answer(scene, options);
	const context = {
		getNode: () => node,
		getInputData: () => [{ json: scene.json }],
		continueOnFail: () => false,
		getNodeParameter: (name: string) => parameters[name],
		getCredentials: async () => await Promise.resolve({ ...scene.credential }),
		getWorkflow: () => ({ id: 'workflow', name: 'Workflow', active: false }),
		getExecutionId: () => 'execution',
		getInstanceId: () => 'instance',
		getTimezone: () => 'Asia/Kolkata',
		isToolExecution: () => false,
		evaluateExpression: () => 0,
		addExecutionHints: () => undefined,
		customData: { set: () => undefined },
		helpers: {
			httpRequest,
			httpRequestWithAuthentication: async (
				_credentialType: string,
				options: IHttpRequestOptions,
				{ credentialsDecrypted }: Decrypted,
			) => {
				const { data } = credentialsDecrypted;
				if (data.sessionToken === '')
					Object.assign(
						data,
						await hooks.preAuthentication.call({ helpers: { httpRequest } }, data),
					);
				return await httpRequest(await hooks.authenticate(data, options));
			},
		},
	};
	return context as unknown as IExecuteFunctions;
}

interface Decrypted {
	credentialsDecrypted: { data: Credential };
}

async function answer({ respond, sent }: Scene, options: IHttpRequestOptions) {
	sent.push(options);
	const reply = respond(options);
	await Promise.resolve();
	if ('error' in reply) throw reply.error;
	return {
		statusCode: reply.status,
		headers: reply.headers,
		body: Readable.from(chunks(reply.body)),
	};
}

/** In two chunks, so that a character may be split. */
function* chunks(body: Buffer): Generator<Buffer> {
	const middle = body.length >> 1;
	yield body.subarray(0, middle);
	yield body.subarray(middle);
}
