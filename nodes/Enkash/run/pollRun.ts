import type { IDataObject, INodeProperties, IPollFunctions } from 'n8n-workflow';
import type { EnkashClient } from '../api/client';
import { Journal } from '../money/journal';
import type { ItemRun } from './item';
import { findLabel } from './nodeRun';

/** One poll of the trigger, as the run of a single item that nothing came in with. It moves nothing. */
export class PollRun implements ItemRun {
	readonly signal = undefined;
	/** A poll has no execution yet. */
	readonly executionId = '';

	/** Writes nothing: n8n has no place for it in a poll. */
	readonly journal = new Journal(undefined, () => {});

	constructor(
		private readonly context: IPollFunctions,
		readonly client: EnkashClient,
		private readonly properties: INodeProperties[],
	) {}

	value(name: string): unknown {
		return this.context.getNodeParameter(name, undefined, { extractValue: true });
	}

	/** A field as it was filled in: an expression stays one. Blank where it is not shown. */
	raw(name: string): unknown {
		return this.context.getNodeParameter(name, '', { rawExpressions: true });
	}

	hasExpression(name: string): boolean {
		return /^=.*\S/s.test(String(this.raw(name)));
	}

	label(name: string): string {
		return findLabel(this.properties, name) ?? name;
	}

	mapped(): undefined {
		return undefined;
	}

	data(): IDataObject {
		return {};
	}

	get place(): string {
		const { context } = this;
		return JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	}

	derivedReference(): string {
		return this.place;
	}

	occasion(): string {
		return this.place;
	}

	/** A poll pays nothing that an execution would have to keep. */
	kept(): Record<string, Record<string, number>> {
		return {};
	}

	/** The workflow's. */
	get timeZone(): string {
		return this.context.getTimezone();
	}
}
