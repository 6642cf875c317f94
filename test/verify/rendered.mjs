// The nodes and the credential as n8n shows them. Operations are data here, put together when the
// package is loaded, and n8n's rules read source alone: so they see few of its fields. What the built
// package says of itself is therefore written out as one literal, in which the rules see every label.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const NAME = /^[A-Za-z_$][\w$]*$/;

/** What is shown to a user, by the names of its fields. */
const SHOWN = new Set([
	...['action', 'activationMessage', 'description', 'displayName', 'eventTriggerDescription'],
	...['hint', 'message', 'multipleValueButtonText', 'name', 'placeholder', 'subtitle'],
]);

/** Loads what package.json promises n8n and writes it as sources into `folder`; gives its texts. */
export async function renderPackage(root, folder) {
	const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	const nodes = manifest.n8n.nodes.map((path) => load(root, path));
	const credentials = manifest.n8n.credentials.map((path) => load(root, path));
	for (const node of nodes) await write(folder, node.path, nodeSource(node));
	for (const credential of credentials)
		await write(folder, credential.path, credentialSource(credential));
	await cp(join(root, 'package.json'), join(folder, 'package.json'));
	await cp(join(root, 'icons'), join(folder, 'icons'), { recursive: true });
	const all = [...nodes, ...credentials].map(({ instance }) => instance);
	return {
		files: all.length,
		texts: all.flatMap((instance) => values(instance, (name) => SHOWN.has(name))),
		operations: nodes.flatMap(({ instance }) => values(instance, (name) => name === 'action')),
	};
}

/** Every text in `value` whose field is a wanted one. */
function values(value, isWanted, name = '') {
	if (typeof value === 'string') return isWanted(name) ? [value] : [];
	if (Array.isArray(value)) return value.flatMap((entry) => values(entry, isWanted, name));
	if (value === null || typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([key, entry]) => values(entry, isWanted, key));
}

function load(root, path) {
	const className = basename(path).split('.')[0];
	const { [className]: Type } = createRequire(join(root, 'package.json'))(join(root, path));
	if (!Type) throw new Error(`${path} exports no class ${className}, as n8n expects.`);
	return { path, className, instance: new Type() };
}

async function write(folder, path, text) {
	const file = join(folder, path.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, text);
}

function nodeSource({ className, instance }) {
	const { inputs, outputs, properties, ...rest } = instance.description;
	return `import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
export class ${className} implements INodeType {
	description: INodeTypeDescription = {
${members(rest)}
inputs: ${connections(inputs)},
outputs: ${connections(outputs)},
properties: ${list(properties)},
	};
}
`;
}

function credentialSource({ className, instance }) {
	const { name, displayName, documentationUrl, icon, properties, test = {} } = instance;
	return `import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
export class ${className} implements ICredentialType {
	name = ${literal(name)};
	displayName = ${literal(displayName)};
	documentationUrl = ${literal(documentationUrl)};
	icon: Icon = ${literal(icon)};
	properties: INodeProperties[] = ${list(properties)};
	test: ICredentialTestRequest = ${literal(test)};
}
`;
}

/** The rule wants the constant, which the built code holds as the text that it stands for. */
function connections(list) {
	const names = list.map((entry) =>
		entry === 'main' ? 'NodeConnectionTypes.Main' : literal(entry),
	);
	return `[${names.join(', ')}]`;
}

function members(object) {
	return Object.entries(object)
		.filter(([, value]) => value !== undefined && typeof value !== 'function')
		.map(([key, value]) => `${NAME.test(key) ? key : JSON.stringify(key)}: ${literal(value)},`)
		.join('\n');
}

/** One line for each entry, so that a finding's line tells the field. */
function list(entries) {
	return `[\n${entries.map((entry) => `${literal(entry)},`).join('\n')}\n]`;
}

function literal(value) {
	if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
	if (value !== null && typeof value === 'object') {
		return `{ ${members(value).replaceAll('\n', ' ')} }`;
	}
	return JSON.stringify(value) ?? 'undefined';
}
