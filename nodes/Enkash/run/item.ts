import type { IDataObject } from 'n8n-workflow';
import type { EnkashClient, CallRequest } from '../api/client';
import type { CallId } from '../api/wire/endpoints';
import type { Answer } from '../api/wire/envelope';
import { inputError } from '../lib/errors';
import { hasInexactNumber, isKept, isRecord, parseJson, type JsonRecord } from '../lib/json';
import { DEFAULT_TIMEOUT } from '../api/wire/transport';
import { cleanWhole, type Cleaned } from '../input/clean';
import type { NodeRun } from './nodeRun';

/**
 * One input item, as an operation sees it: what the user filled in, and a way to call EnKash.
 * Readers are getters, so that they can be taken out of the item, and a hundred thousand items stay small.
 */
export class Item {
	/** Read once: n8n resolves all expressions of a collection each time it is asked for. */
	private options?: IDataObject;

	constructor(
		private readonly run: NodeRun,
		/** Position among the input items, from 0. */
		readonly index: number,
	) {}

	/** A field that must be filled in, trimmed. Resource locators give their id. */
	get text() {
		return (name: string): string => {
			const text = this.optionalText(name);
			if (text === undefined)
				throw inputError(this.label(name), 'is empty', 'Fill it in for every item.');
			return text;
		};
	}

	/** A field that may be left empty. */
	get optionalText() {
		return (name: string): string | undefined => {
			const value = this.value(name);
			if (value === undefined || value === null || value === '') return undefined;
			if (typeof value === 'object') throw inputError(this.label(name), 'is not text');
			if (typeof value === 'number') this.requireExact(name, isKept(value));
			if (BROKEN_TEXT.test(String(value)))
				throw inputError(this.label(name), 'has half a character, which cannot be sent');
			return String(value).trim() || undefined;
		};
	}

	/** An option that counts something, from 1 on. */
	get count() {
		return (name: string, otherwise: number): number => {
			const given = this.option<unknown>(name, otherwise);
			const count = typeof given === 'string' ? Number(given) : given;
			if (typeof count === 'number' && count >= 1) return count;
			throw inputError(this.label(name), 'is not a number from 1 on');
		};
	}

	/** A field that people write in many ways, as EnKash takes it. */
	get cleaned() {
		return <T>(
			name: string,
			cleaner: (raw: unknown) => Cleaned<T>,
			given: unknown = this.value(name),
		): T => {
			const cleaned = cleaner(given);
			if ('value' in cleaned) return cleaned.value;
			throw inputError(this.label(name), cleaned.problem);
		};
	}

	get flag() {
		return (name: string): boolean => this.value(name) === true;
	}

	/** The value of a field as it stands. A locator gives its ID, also where it was left in a text field. */
	get value() {
		return (name: string): unknown => plainValue(this.run.value(name, this.index));
	}

	/** How many results the user wants. */
	get wanted() {
		return (): number =>
			this.flag('returnAll') ? Infinity : this.cleaned('limit', (raw) => cleanWhole(raw, 1));
	}

	/** What was filled in of a collection such as `filters` or `additionalFields`. */
	get filled() {
		return (name: string): IDataObject => {
			const collection = this.value(name);
			if (!isRecord(collection)) return {};
			const entries = Object.entries(collection).map(([key, value]) => [key, plainValue(value)]);
			return Object.fromEntries(entries.filter(([, value]) => !isBlank(value)));
		};
	}

	/** One of the options, or the value it has where it was not added. */
	get option() {
		return <T>(name: string, otherwise: T): T => {
			this.options ??= this.filled('options');
			const value = this.options[name];
			return value === undefined ? otherwise : (value as T);
		};
	}

	/** A field that falls back to the credential's default of the same name. */
	get withDefault() {
		return (name: string): string => {
			const text = this.optionalText(name) ?? this.api.account.defaults[name];
			if (text) return text;
			throw inputError(
				this.label(name),
				'is empty',
				'Fill it in here, or give the EnKash credential a default.',
			);
		};
	}

	/** Any JSON, from a field that takes text as well; undefined where the text is none. */
	get jsonValue() {
		return (name: string, given: unknown = this.value(name)): unknown => {
			if (typeof given !== 'string') return given;
			const value = parsed(given);
			if (value !== undefined) this.requireExact(name, !hasInexactNumber(given));
			return value;
		};
	}

	/** A JSON object from such a field. */
	get json() {
		return (name: string, given: unknown = this.value(name)): JsonRecord => {
			if (given === undefined || given === '') return {};
			const value = this.jsonValue(name, given);
			if (isRecord(value)) return value;
			throw inputError(this.label(name), 'is not a JSON object', 'Write it as {"field": "value"}.');
		};
	}

	/** Whether an expression of the user's is to fill in a field; what an AI agent fills in is none. */
	get hasExpression() {
		return (name: string): boolean => this.run.hasExpression(name);
	}

	/** The label of a field or option on the screen. */
	get label() {
		return (name: string): string => this.run.label(name);
	}

	/** JavaScript keeps 15 digits or so of a number, and an ID may well have more. */
	private requireExact(name: string, exact: boolean): void {
		if (exact) return;
		throw inputError(
			this.label(name),
			'has a number too long to be kept exactly',
			'Give it as text, in quotes.',
		);
	}

	/** @param most milliseconds that the answer may take, where the options allow for more */
	call(call: CallId, request: CallRequest, most = Infinity): Promise<Answer> {
		const timeout = Math.min(this.count('timeout', DEFAULT_TIMEOUT), most);
		return this.api.call(call, request, { timeout });
	}

	get api(): EnkashClient {
		return this.run.client;
	}

	/** What came in with the item. */
	get data(): IDataObject {
		return this.run.data(this.index);
	}

	get timeZone(): string {
		return this.run.timeZone;
	}

	get place(): string {
		return this.run.place;
	}

	/** What a resource mapper maps by hand; nothing where it maps by itself. */
	mapped(name: string): IDataObject | undefined {
		return this.run.mapped(name, this.index);
	}

	/**
	 * The reference this item has whenever it is tried again. `row` tells several transfers of one
	 * item apart; for a tool of an AI agent, `content` alone does, which is what a transfer moves.
	 */
	derivedReference(content: unknown, row?: number): string {
		return this.run.derivedReference(this.index, content, row);
	}

	get signal(): AbortSignal | undefined {
		return this.run.signal;
	}
}

/** One half of a pair that JavaScript keeps a rarer character in, as after cutting a text in the middle. */
const BROKEN_TEXT = /\p{Surrogate}/u;

/** A resource locator inside a collection arrives whole, a list with its blank lines. */
function plainValue(value: unknown): unknown {
	if (Array.isArray(value)) return value.filter((element) => !isBlank(element));
	return isRecord(value) && value.__rl === true ? value.value : value;
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function parsed(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}
