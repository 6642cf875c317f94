/** The requests behind dropdowns and column lists of the editor. */
import type { ILoadOptionsFunctions, INode, INodeParameters, INodeType } from 'n8n-workflow';
import { additionalData } from './additional-data';
import type { Instance } from './instance';
import { fromDatabase, n8n } from './n8n';

type MethodKind = 'listSearch' | 'loadOptions' | 'resourceMapping';
type Methods = NonNullable<INodeType['methods']>;
type MethodOf<Kind extends MethodKind> = NonNullable<Methods[Kind]>[string];

export interface MethodPlace {
	nodeName: string;
	parameters: INodeParameters;
	credentialId: string;
}

function contextOf(
	{ nodeName, parameters, credentialId }: MethodPlace,
	{ packages, store, helper }: Instance,
): ILoadOptionsFunctions {
	const { name, type } = store.get(credentialId);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: nodeName,
		typeVersion: packages.latestVersion(nodeName),
		position: [0, 0],
		parameters: fromDatabase(parameters),
		credentials: { [type]: { id: credentialId, name } },
	};
	const workflow = new n8n.workflow.Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: packages,
	});
	const additional = additionalData(helper, { currentNodeParameters: node.parameters });
	return new n8n.core.LoadOptionsContext(workflow, workflow.nodes[node.name], additional, '');
}

/** Finds a method of the node and binds it to the screen it is called from. */
export function methodOf<Kind extends MethodKind>(
	kind: Kind,
	name: string,
	place: MethodPlace,
	instance: Instance,
): (...args: Parameters<MethodOf<Kind>>) => ReturnType<MethodOf<Kind>> {
	const methods: Methods[MethodKind] = instance.packages.getByNameAndVersion(place.nodeName)
		.methods?.[kind];
	const method = methods?.[name];
	if (!method) {
		const known = Object.keys(methods ?? {}).join(', ') || 'none';
		throw new Error(`${place.nodeName} has no ${kind} method "${name}"; it has: ${known}.`);
	}
	return method.bind(contextOf(place, instance)) as never;
}
