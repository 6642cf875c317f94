/** The Test button of a credential: one request of a made-up node, judged by the type's rules. */
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
} from 'n8n-workflow';
import { additionalData } from './additional-data';
import type { CredentialsHelper } from './credentials-helper';
import type { Instance } from './instance';
import { n8n } from './n8n';

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

type Rules = NonNullable<ICredentialTestRequest['rules']>;

/** An error of a request as n8n looks at it. */
interface RequestFailure {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

const refused = (message: string): CredentialTestResult => ({ status: 'Error', message });

/** A node whose only parameter sends the test request. */
function testNodeType(
	base: INodeType,
	credential: string,
	test: ICredentialTestRequest,
): INodeType {
	return {
		description: {
			...base.description,
			credentials: [{ name: credential, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
	};
}

function judgeFailure({ message, cause }: RequestFailure, rules: Rules): CredentialTestResult {
	if (cause?.response) {
		const { status, statusText } = cause.response;
		for (const rule of rules) {
			if (rule.type === 'responseCode' && rule.properties.value === status) {
				return refused(rule.properties.message);
			}
		}
		if (status < 199 || status > 299) {
			return refused(statusText || `Received HTTP status code: ${status}`);
		}
	} else if (cause?.code) {
		return refused(cause.code);
	}
	return refused(message);
}

function judgeAnswer(output: INodeExecutionData[][], rules: Rules): CredentialTestResult {
	const read = (path: string) =>
		path
			.split('.')
			.reduce<unknown>(
				(value, key) => (value as Record<string, unknown> | undefined)?.[key],
				output[0][0].json,
			);
	for (const rule of rules) {
		if (
			rule.type === 'responseSuccessBody' &&
			read(rule.properties.key) === rule.properties.value
		) {
			return refused(rule.properties.message);
		}
	}
	return { status: 'OK', message: 'Connection successful!' };
}

async function sendTestRequest(
	id: string,
	data: ICredentialDataDecryptedObject,
	test: ICredentialTestRequest,
	{ packages, store, helper }: Instance,
): Promise<INodeExecutionData[][]> {
	const { name, type } = store.get(id);
	const base = packages.getByNameAndVersion('n8n-nodes-base.noOp');
	const nodeType = testNodeType(base, type, test);
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		// n8n 2.41 takes the short name here and so does not see in preAuthentication that this
		// is a test: a token that is still stored is used, and no login is made.
		type: nodeType.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id, name } },
	};
	const workflow = new n8n.workflow.Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
	});
	// The request uses what is on the screen, not what is stored.
	const ofScreen = Object.assign(Object.create(helper) as CredentialsHelper, {
		getDecrypted: async () => await Promise.resolve(data),
	});
	const context = new n8n.core.ExecuteContext(
		workflow,
		workflow.nodes[node.name],
		additionalData(ofScreen, { currentNodeParameters: node.parameters }),
		'internal',
		n8n.workflow.createRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	return (
		(await new n8n.core.RoutingNode(context, nodeType, { id, name, type, data }).runNode()) ?? []
	);
}

export async function testCredential(
	id: string,
	instance: Instance,
): Promise<CredentialTestResult> {
	const { packages, store, helper } = instance;
	const stored = store.get(id);
	const { test } = packages.credentialType(stored.type);
	if (!test) return refused('No testing function found for this credential.');

	const rules = test.rules ?? [];
	try {
		const data = await helper.withDefaults(
			additionalData(helper),
			stored.read(),
			stored.type,
			'internal',
		);
		return judgeAnswer(await sendTestRequest(id, data, test, instance), rules);
	} catch (error) {
		return judgeFailure(error as RequestFailure, rules);
	}
}
