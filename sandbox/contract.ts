import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { OpenAPIBackend, type Document } from 'openapi-backend';
import { parse } from 'yaml';

import type { AnswerStyle } from './types';

export interface ContractCall {
	call: string;
	id: string;
	/** EnKash's own. */
	title: string;
	page?: string;
	source?: string;
}

export interface ContractOperation {
	operationId: string;
	'x-calls': ContractCall[];
	'x-source': string;
	'x-page'?: string;
	'x-answer': AnswerStyle;
}

const METHODS = ['get', 'post', 'patch', 'put', 'delete'];

const contract = parse(
	readFileSync(join(__dirname, '..', 'openapi', 'enkash-rewards.yaml'), 'utf8'),
) as Document;

/** A copy: whoever opens a contract resolves its references in place. */
export function readContract(): Document {
	return structuredClone(contract);
}

/** All operations by operationId. */
export function operationsOf(contract: Document): Map<string, ContractOperation> {
	const operations = new Map<string, ContractOperation>();
	for (const item of Object.values(contract.paths ?? {})) {
		for (const [method, operation] of Object.entries(item ?? {})) {
			if (!METHODS.includes(method)) continue;
			const known = operation as unknown as ContractOperation;
			operations.set(known.operationId, known);
		}
	}
	return operations;
}

/** Method and path by operationId. */
export const pathsOf = new Map(
	Object.entries(contract.paths ?? {}).flatMap(([path, item]) =>
		Object.entries(item ?? {})
			.filter(([method]) => METHODS.includes(method))
			.map(([method, operation]): [string, { method: string; path: string }] => [
				(operation as unknown as ContractOperation).operationId,
				{ method: method.toUpperCase(), path },
			]),
	),
);

export const operations = operationsOf(contract);

/** The operationIds that a name stands for: an operationId, a call such as reward.allocate, an id such as R1. */
export function operationIds(name: string): string[] {
	const ids = [...operations.values()]
		.filter(
			({ operationId, 'x-calls': calls }) =>
				operationId === name || calls.some(({ call, id }) => call === name || id === name),
		)
		.map(({ operationId }) => operationId);
	if (ids.length === 0) throw new Error(`The contract has no call '${name}'`);
	return ids;
}

/** The contract as a router and validator. Quick: a schema is compiled when it is first needed. */
export function openContract(options: { quick: boolean }): OpenAPIBackend {
	return new OpenAPIBackend({
		definition: readContract(),
		strict: true,
		coerceTypes: true,
		ajvOpts: { allErrors: true },
		...options,
	});
}

let opened: ReturnType<OpenAPIBackend['init']> | undefined;

/** One that all sandboxes of the process share. */
export async function sharedContract(): Promise<OpenAPIBackend> {
	opened ??= openContract({ quick: true }).init();
	return await opened;
}
