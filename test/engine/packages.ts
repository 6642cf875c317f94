/** What n8n knows of nodes and credentials: the package under test and the stand-ins. */
import { existsSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { PackageDirectoryLoader } from 'n8n-core';
import type {
	ICredentialType,
	IDataObject,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
} from 'n8n-workflow';
import { n8n, requireFromCore } from './n8n';

const { startAnew } = requireFromCore(join(__dirname, 'modules.cjs')) as {
	startAnew: (folder: string) => void;
};

async function load(packageDir: string): Promise<PackageDirectoryLoader> {
	const loader = new n8n.core.PackageDirectoryLoader(packageDir);
	const { nodes = [], credentials = [] } = loader.packageJson.n8n ?? {};
	for (const file of [...nodes, ...credentials]) {
		if (!existsSync(join(packageDir, file))) {
			throw new Error(`${file} is missing: run "npm run build" first.`);
		}
	}
	startAnew(join(realpathSync(packageDir), 'dist') + sep);
	await loader.loadAll();
	return loader;
}

const TOOL = /Tool$/;

/** The twin of a node that AI agents take; the code n8n makes it with is not in n8n-core. */
function asTool(node: INodeType): INodeType {
	const { name, displayName } = node.description;
	const description = {
		...node.description,
		name: `${name}Tool`,
		displayName: `${displayName} Tool`,
		inputs: [],
		outputs: [n8n.workflow.NodeConnectionTypes.AiTool],
	};
	return Object.create(node, { description: { value: description } }) as INodeType;
}

export class Packages implements INodeTypes {
	private constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly others: Record<string, INodeType>,
	) {
		for (const { type } of Object.values(loader.credentialTypes)) {
			// Missing in older n8n-workflow; whether an older server adds them is not known here.
			type.properties = n8n.workflow.injectDomainRestrictionFields?.(type) ?? type.properties;
		}
	}

	static async load(packageDir: string, others: Record<string, INodeType>): Promise<Packages> {
		return new Packages(await load(packageDir), others);
	}

	get packageName(): string {
		return this.loader.packageName;
	}

	/** The node types of the package under test, first one first, as they stand in a workflow. */
	get ownNodes(): string[] {
		return this.loader.loadedNodes.map(({ name }) => `${this.packageName}.${name}`);
	}

	get ownCredentials(): string[] {
		return Object.keys(this.loader.credentialTypes);
	}

	isOwn(nodeType: string): boolean {
		return this.ownNodes.includes(nodeType.replace(TOOL, ''));
	}

	latestVersion(nodeType: string): number {
		return [this.getByNameAndVersion(nodeType).description.version].flat().at(-1) ?? 1;
	}

	getByName(nodeType: string): INodeType | IVersionedNodeType {
		const other = this.others[nodeType];
		if (other) return other;

		const [packageName, name] = nodeType.split('.');
		if (packageName !== this.packageName) {
			throw new n8n.core.UnrecognizedNodeTypeError(packageName, name);
		}
		return this.loader.getNode(name).type;
	}

	getByNameAndVersion(nodeType: string, version?: number): INodeType {
		const node = this.getByName(nodeType.replace(TOOL, ''));
		const versioned = n8n.workflow.NodeHelpers.getVersionedNodeType(node, version);
		return TOOL.test(nodeType) ? asTool(versioned) : versioned;
	}

	getKnownTypes(): IDataObject {
		return { ...this.loader.known.nodes };
	}

	credentialType(name: string): ICredentialType {
		return this.loader.getCredential(name).type;
	}

	supportedNodes(credentialType: string): string[] {
		const { supportedNodes = [] } = this.loader.known.credentials[credentialType] ?? {};
		return supportedNodes.map((name) => `${this.packageName}.${name}`);
	}

	parentTypes(credentialType: string): string[] {
		const parents = this.loader.known.credentials[credentialType]?.extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.parentTypes(parent))];
	}
}
