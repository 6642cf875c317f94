import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { EnkashClient } from '../api/client';
import { inputError, toEnkashError, toNodeError, type EnkashError } from '../lib/errors';
import { Item } from '../run/item';
import { NodeRun } from '../run/nodeRun';
import type { Operation } from '../run/operation';
import { notesOf } from '../run/features';
import type { Outcome } from '../run/outcome';
import { withoutErrorField } from '../run/output';
import { findOperation } from './index';

/** Runs the chosen operation over the input items: pairing, concurrency, failures. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const stopOnError = !context.continueOnFail();
	let items: Item[] = [];
	let outcomes: Outcome[];
	try {
		const operation = chosenOperation(context);
		const client = await EnkashClient.create(context);
		const run = new NodeRun(context, client, operation.fields);
		items = context.getInputData().map((_, index) => new Item(run, index));
		const concurrency = items[0]?.optionCount('concurrency', operation.concurrency) ?? 1;
		outcomes = await operation.run(items, { concurrency, stopOnError, notes: notesOf(context) });
	} catch (error) {
		// Nothing was begun: the same holds for every item.
		if (stopOnError) throw toNodeError(context.getNode(), error, 0);
		outcomes = context.getInputData().map(() => ({ error: toEnkashError(error) }));
	}
	const failed = outcomes.findIndex((outcome) => outcome && 'error' in outcome);
	if (stopOnError && failed >= 0) throw stopped(context, outcomes, failed);
	return [outcomes.flatMap((outcome, index) => paired(outcome, outcome.item ?? index))];
}

function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const operation = findOperation(resource, name);
	if (!operation)
		throw inputError('Operation', `'${name}' is unknown for the resource '${resource}'`);
	return operation;
}

function paired(outcome: Outcome, index: number): INodeExecutionData[] {
	const pairedItem = { item: index };
	if ('error' in outcome) return [{ json: failedItem(outcome.error, index), pairedItem }];
	return outcome.records.map((record) => ({ json: withoutErrorField(record), pairedItem }));
}

/**
 * n8n sends an item to the error output only where it has no other fields than these. The newest also
 * takes `details`, which up to 2.20 would send a refused payment down the branch of the paid ones.
 */
function failedItem({ message, description }: EnkashError, index: number): IDataObject {
	const error = `${message} [item ${index}]`;
	return description ? { error, message: description } : { error };
}

function stopped(context: IExecuteFunctions, outcomes: Outcome[], failed: number) {
	const { error, item } = outcomes[failed] as Outcome & { error: EnkashError };
	return toNodeError(context.getNode(), error, item ?? failed);
}
