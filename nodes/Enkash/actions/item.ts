import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EnkashClient, CallRequest } from '../api/client';
import { credentialText } from '../api/credential';
import type { CallId } from '../api/endpoints';
import type { Answer } from '../api/envelope';
import { inputError } from '../api/errors';
import { isRecord, type JsonRecord } from '../api/json';
import { cleanWhole, type Cleaned } from '../money/clean';
import { deriveReference } from '../money/reference';

/** One input item, as an operation sees it: what the user filled in, and a way to call EnKash. */
export class Item {
	/** Read once: n8n resolves all expressions of a collection each time it is asked for. */
	private options?: IDataObject;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly client: EnkashClient,
		private readonly properties: INodeProperties[],
		/** Position among the input items, from 0. */
		readonly index: number,
	) {}

	/** A field that must be filled in, trimmed. Resource locators give their id. */
	readonly text = (name: string): string => {
		const text = this.optionalText(name);
		if (text === undefined) throw inputError(this.label(name), 'is empty', 'Fill it in for every item.');
		return text;
	};

	/** A field that may be left empty. */
	readonly optionalText = (name: string): string | undefined => {
		const value = this.value(name);
		if (value === undefined || value === null || value === '') return undefined;
		if (typeof value === 'object') throw inputError(this.label(name), 'is not text');
		return String(value).trim() || undefined;
	};

	/** A number, also where an expression gives it as text. */
	readonly number = (name: string): number => {
		const value = this.value(name);
		const number = typeof value === 'string' && value.trim() ? Number(value) : value;
		if (typeof number !== 'number' || !Number.isFinite(number)) {
			throw inputError(this.label(name), 'is not a number');
		}
		return number;
	};

	/** A field that people write in many ways, as EnKash takes it. */
	readonly cleaned = <T>(
		name: string,
		cleaner: (raw: unknown) => Cleaned<T>,
		given: unknown = this.value(name),
	): T => {
		const cleaned = cleaner(given);
		if ('value' in cleaned) return cleaned.value;
		throw inputError(this.label(name), cleaned.problem);
	};

	readonly flag = (name: string): boolean => this.value(name) === true;

	/** The value of a field as it stands. A locator gives its ID, also where it was left in a text field. */
	readonly value = (name: string): unknown =>
		plainValue(this.context.getNodeParameter(name, this.index, undefined, { extractValue: true }));

	/** How many results the user wants. */
	readonly wanted = (): number =>
		this.flag('returnAll') ? Infinity : this.cleaned('limit', (raw) => cleanWhole(raw, 1));

	/** What was filled in of a collection such as `filters` or `additionalFields`. */
	readonly filled = (name: string): IDataObject => {
		const collection = this.value(name);
		if (!isRecord(collection)) return {};
		const entries = Object.entries(collection).map(([key, value]) => [key, plainValue(value)]);
		return Object.fromEntries(entries.filter(([, value]) => !isBlank(value)));
	};

	/** One of the options, or the value it has where it was not added. */
	readonly option = <T>(name: string, otherwise: T): T => {
		this.options ??= this.filled('options');
		const value = this.options[name];
		return value === undefined ? otherwise : (value as T);
	};

	/** A field that falls back to the credential's default of the same name. */
	readonly withDefault = (name: string): string => {
		const text = this.optionalText(name) ?? credentialText(this.client.credential, name);
		if (text) return text;
		throw inputError(
			this.label(name),
			'is empty',
			'Fill it in here, or give the EnKash credential a default.',
		);
	};

	/** JSON from a field that takes text and objects. */
	readonly json = (name: string, given: unknown = this.value(name)): JsonRecord => {
		if (given === undefined || given === '') return {};
		const value = typeof given === 'string' ? parsed(given) : given;
		if (isRecord(value)) return value;
		throw inputError(this.label(name), 'is not a JSON object', 'Write it as {"field": "value"}.');
	};

	/** The label of a field or option on the screen. */
	readonly label = (name: string): string => findLabel(this.properties, name) ?? name;

	call(call: CallId, request: CallRequest): Promise<Answer> {
		return this.client.call(call, request, { timeout: this.option('timeout', undefined) });
	}

	get api(): EnkashClient {
		return this.client;
	}

	/** Names this node in this execution: the same when n8n retries it, and no other. */
	get place(): string {
		const { context } = this;
		return JSON.stringify([context.getWorkflow().id, context.getNode().id, context.getExecutionId()]);
	}

	/** The reference this item has whenever it is tried again. */
	derivedReference(): string {
		return deriveReference({
			workflowId: this.context.getWorkflow().id ?? '',
			nodeId: this.context.getNode().id,
			executionId: this.context.getExecutionId(),
			runIndex: Number(this.context.evaluateExpression('{{ $runIndex }}', this.index)) || 0,
			itemIndex: this.index,
		});
	}

	get signal(): AbortSignal | undefined {
		return this.client.cancelSignal();
	}
}

/** A resource locator inside a collection arrives whole. */
function plainValue(value: unknown): unknown {
	return isRecord(value) && value.__rl === true ? value.value : value;
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === '' || (Array.isArray(value) && value.every(isBlank));
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function findLabel(properties: INodeProperties[], name: string): string | undefined {
	for (const property of properties) {
		if (property.name === name) return property.displayName;
		const inner = property.type === 'collection' ? (property.options as INodeProperties[]) : [];
		const label = inner.length ? findLabel(inner, name) : undefined;
		if (label) return label;
	}
	return undefined;
}
