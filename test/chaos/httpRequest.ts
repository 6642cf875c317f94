/** n8n's HTTP Request node, which only the lab has, on the engine of the tests. */
import Module, { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import type { INode, INodeType } from 'n8n-workflow';
import { installedLab } from '../../lab/install';
import { requireFromCore } from '../engine/n8n';
import { TIMEOUT } from './plan';

export const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';

/** One engine for all: the lab's nodes get the n8n packages that the tests have loaded already. */
const SHARED = ['n8n-workflow', 'n8n-core', '@n8n/di'];

interface Resolver {
	_resolveFilename: (
		request: string,
		parent: { filename?: string } | undefined,
		...rest: unknown[]
	) => string;
}

function shareEngine(labRoot: string): void {
	const resolver = Module as unknown as Resolver;
	const resolve = resolver._resolveFilename;
	resolver._resolveFilename = function (request, parent, ...rest) {
		const ofLab = parent?.filename?.startsWith(labRoot + sep) ?? false;
		if (ofLab && SHARED.includes(request)) return requireFromCore.resolve(request);
		return resolve.call(this, request, parent, ...rest);
	};
}

export async function httpRequestNode(): Promise<INodeType> {
	const lab = await installedLab();
	if (!lab) throw new Error('The lab is not installed');
	shareEngine(lab.root);
	const load = createRequire(join(lab.root, 'package.json'));
	const file = 'n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js';
	const { HttpRequest } = load(file) as { HttpRequest: new () => INodeType };
	return new HttpRequest();
}

/** The call of `reward.allocate` as a user would build it, a steady 500 a second. */
export function httpRequest(
	credential: Record<string, unknown>,
): Pick<INode, 'type' | 'typeVersion' | 'parameters'> {
	const { cardApiUrl, partnerId, companyId, cardAccountId } = credential as Record<string, string>;
	const account = JSON.stringify({ companyId, cardAccountId });
	const jsonBody = `={{ JSON.stringify({
		...${account}, transactionCode: 'ALLOCATION', transactionType: 'CR', type: 'ALLOCATE_POINT',
		email: $json.email, mobile: $json.mobile, title: $json.title, firstName: $json.name, gender: $json.gender,
		loadAmount: $json.points, uniqueReferenceNumber: $json.reference, uniqueReferenceNum: $json.reference,
	}) }}`;
	return {
		type: HTTP_REQUEST,
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url: `${cardApiUrl}/api/v0/partner/enKashCard/create-allocate-points`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'enkashApi',
			sendHeaders: true,
			headerParameters: { parameters: [{ name: 'partnerId', value: partnerId }] },
			sendBody: true,
			specifyBody: 'json',
			jsonBody,
			options: { timeout: TIMEOUT, batching: { batch: { batchSize: 50, batchInterval: 100 } } },
		},
	};
}
