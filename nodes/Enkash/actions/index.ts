import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from '../run/operation';
import { incentive } from './incentive';
import { points } from './points';
import { redemption } from './redemption';
import type { Resource } from './resource';
import { reward } from './reward';
import { token } from './token';

export const resources: Resource[] = [points, incentive, reward, token, redemption];

export function findOperation(resource: string, operation: string): Operation | undefined {
	const operations = resources.find(({ value }) => value === resource)?.operations;
	return operations?.find((candidate) => operationValue(candidate) === operation);
}

/** The part of the call after the resource, such as `getAccount`. */
export function operationValue(operation: Operation): string {
	return operation.call.split('.')[1];
}

/** What stands below a node on the canvas: operation and resource, as their dropdowns call them. */
export function nodeSubtitle(): string {
	const titles = resources.flatMap(({ name, operations }) =>
		operations.map((each): [string, string] => [each.call, `${each.name}: ${name}`]),
	);
	const chosen = '$parameter["resource"] + "." + $parameter["operation"]';
	return `={{ (${JSON.stringify(Object.fromEntries(titles))})[${chosen}] }}`;
}

/** All parameters of the node: resource, operation, and each field where it matters. */
export function nodeProperties(): INodeProperties[] {
	const resource: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ value, name, description }) => ({ value, name, description })),
		default: 'reward',
	};
	return [resource, ...resources.map(operationProperty), ...resources.flatMap(resourceFields)];
}

function operationProperty({ value, operations }: Resource): INodeProperties {
	const options = operations.map((operation): INodePropertyOptions => ({
		name: operation.name,
		value: operationValue(operation),
		action: operation.action,
		description: operation.description,
	}));
	options.sort((one, other) => one.name.localeCompare(other.name));
	const property: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options,
		default: '',
	};
	return { ...property, default: operationValue(operations[0]) };
}

/** The fields of each operation, shown for it alone; n8n keeps the value of a name across them. */
function resourceFields({ value, operations }: Resource): INodeProperties[] {
	return operations.flatMap((operation) =>
		operation.fields.map((field) => ({
			...field,
			displayOptions: {
				...field.displayOptions,
				show: {
					resource: [value],
					operation: [operationValue(operation)],
					...field.displayOptions?.show,
				},
			},
		})),
	);
}
