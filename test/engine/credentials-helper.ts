/** n8n's side of a credential: defaults, expressions, the login that n8n keeps, authentication. */
import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { CredentialStore } from './credential-store';
import { n8n } from './n8n';
import type { Packages } from './packages';

type Data = ICredentialDataDecryptedObject;

/** Where expressions of a credential are resolved when no node is running. */
const nowhere: INode = {
	id: '',
	name: '',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A credential may restrict its requests to some domains, its own login included. */
function withinOwnDomains({ helpers }: IHttpRequestHelper, credential: Data): IHttpRequestHelper {
	// Missing in older n8n-workflow; what an older server does instead is not known here.
	const allowedDomains = n8n.workflow.getCredentialOwnRequestAllowedDomains?.(credential);
	if (allowedDomains === undefined) return { helpers };
	const httpRequest = (options: IHttpRequestOptions) =>
		helpers.httpRequest({ ...options, allowedDomains }) as Promise<unknown>;
	return { helpers: { httpRequest } };
}

function expirableProperty(type: ICredentialType): string | undefined {
	const isExpirable = ({ type: kind, typeOptions }: INodeProperties) =>
		kind === 'hidden' && typeOptions?.expirable === true;
	return type.properties.find(isExpirable)?.name;
}

/** n8n logs in anew for a credential test, which it recognises by the node that it runs. */
function isCredentialTest(node: INode): boolean {
	return node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
}

export class CredentialsHelper extends n8n.workflow.ICredentialsHelper {
	constructor(
		private readonly packages: Packages,
		private readonly store: CredentialStore,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		return this.packages.parentTypes(name);
	}

	isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
		const { restrictToSupportedNodes } = this.packages.credentialType(credentialType);
		return (
			!restrictToSupportedNodes || this.packages.supportedNodes(credentialType).includes(nodeType)
		);
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		const { extends: parents = [], properties } = this.packages.credentialType(type);
		const combined: INodeProperties[] = [];
		for (const parent of parents) {
			n8n.workflow.NodeHelpers.mergeNodeProperties(combined, this.getCredentialsProperties(parent));
		}
		n8n.workflow.NodeHelpers.mergeNodeProperties(combined, properties);
		return combined;
	}

	async getCredentials(reference: INodeCredentialsDetails, type: string) {
		return await Promise.resolve(this.store.find(reference, type));
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		place?: ICredentialsExpressionResolveValues,
	): Promise<Data> {
		await this.store.reached();
		const stored = this.store.find(reference, type).read();
		if (raw) return stored;
		return await this.withDefaults(additionalData, stored, type, mode, executeData, place);
	}

	/** The declared fields alone, with defaults where nothing is stored, expressions resolved. */
	async withDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		stored: Data,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		place?: ICredentialsExpressionResolveValues,
	): Promise<Data> {
		const properties = this.getCredentialsProperties(type);
		const declared = n8n.workflow.NodeHelpers.getNodeParameters(
			properties,
			stored as Parameters<typeof n8n.workflow.NodeHelpers.getNodeParameters>[1],
			true,
			false,
			null,
			null,
		) as Data;
		for (const field of ['allowedHttpRequestDomains', 'allowedDomains']) {
			if (declared[field] === undefined && stored[field] !== undefined)
				declared[field] = stored[field];
		}
		return await Promise.resolve(this.resolved(additionalData, declared, mode, executeData, place));
	}

	private resolved(
		additionalData: IWorkflowExecuteAdditionalData,
		data: Data,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		place?: ICredentialsExpressionResolveValues,
	): Data {
		const keys = n8n.core.getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		const parameters = data as Parameters<Workflow['expression']['getComplexParameterValue']>[1];
		if (!place) {
			const workflow = new n8n.workflow.Workflow({
				nodes: [nowhere],
				connections: {},
				active: false,
				nodeTypes: this.packages,
			});
			return workflow.expression.getComplexParameterValue(
				nowhere,
				parameters,
				mode,
				keys,
				undefined,
				undefined,
				data,
			) as Data;
		}
		try {
			return place.workflow.expression.getParameterValue(
				parameters,
				place.runExecutionData,
				place.runIndex,
				place.itemIndex,
				place.node.name,
				place.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				data,
			) as Data;
		} catch (error) {
			(error as Error).message += ' [Error resolving credentials]';
			throw error;
		}
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Data,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<Data | undefined> {
		const type = this.packages.credentialType(typeName);
		const expirable = expirableProperty(type);
		if (expirable === undefined || !type.preAuthentication) return undefined;

		const needed = credentials[expirable] === '' || credentialsExpired || isCredentialTest(node);
		if (!needed) return undefined;

		const output = await type.preAuthentication.call(
			withinOwnDomains(helpers, credentials),
			credentials,
		);
		const reference = node.credentials?.[typeName];
		if (output[expirable] === undefined || !reference) return undefined;

		await this.persist(reference, typeName, expirable, output as Data);
		return Object.assign(credentials, output);
	}

	/** Keeps the expressions that a user wrote, except in the field n8n manages. */
	private async persist(
		reference: INodeCredentialsDetails,
		typeName: string,
		expirable: string,
		output: Data,
	): Promise<void> {
		await this.store.reached();
		const data = this.store.find(reference, typeName).read();
		for (const [key, value] of Object.entries(output)) {
			if (key === expirable || !n8n.workflow.isExpression(data[key])) data[key] = value;
		}
		await this.store.reached();
		await this.updateCredentials(reference, typeName, data);
	}

	async runPreAuthentication(helpers: IHttpRequestHelper, credentials: Data, typeName: string) {
		const { preAuthentication } = this.packages.credentialType(typeName);
		const output = await preAuthentication?.call(
			withinOwnDomains(helpers, credentials),
			credentials,
		);
		return output as Data | undefined;
	}

	async updateCredentials(
		reference: INodeCredentialsDetails,
		type: string,
		data: Data,
	): Promise<void> {
		await this.store.find(reference, type).setData(data);
	}

	async updateCredentialsOauthTokenData(
		reference: INodeCredentialsDetails,
		type: string,
		{ oauthTokenData }: Data,
	): Promise<void> {
		await this.store.find(reference, type).updateData({ oauthTokenData });
	}

	async authenticate(
		credentials: Data,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.packages.credentialType(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (authenticate?.type !== 'generic') return options;
		if (!workflow || !node) {
			throw new n8n.workflow.UnexpectedError('Generic authentication needs a workflow and a node');
		}

		const resolve = (value: unknown) => this.resolveText(value, credentials, workflow, node);
		options.headers ??= {};
		for (const [part, entries] of Object.entries(authenticate.properties)) {
			const target = ((options as unknown as Record<string, Record<string, unknown>>)[part] ??= {});
			for (const [key, value] of Object.entries(entries as object)) {
				target[String(resolve(key))] = resolve(value);
			}
		}
		return options;
	}

	private resolveText(
		value: unknown,
		$credentials: Data,
		workflow: Workflow,
		node: INode,
	): unknown {
		if (!n8n.workflow.isExpression(value)) return value;
		const resolved = workflow.expression.getSimpleParameterValue(
			node,
			value,
			'internal',
			{ $credentials },
			undefined,
			'',
		);
		return resolved ? String(resolved) : '';
	}
}
