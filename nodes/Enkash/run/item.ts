import type { IDataObject } from 'n8n-workflow';
import type { EnkashClient, CallRequest } from '../api/client';
import type { CardAccount } from '../api/answers/transactions';
import { baseUrl } from '../api/login/hosts';
import type { CallId, Host } from '../api/wire/endpoints';
import type { Answer } from '../api/wire/envelope';
import { inputError } from '../lib/errors';
import { hasInexactNumber, isKept, isRecord, parseJson, type JsonRecord } from '../lib/json';
import { DEFAULT_TIMEOUT } from '../api/wire/transport';
import type { Journal } from '../money/journal';
import {
	cleanChoice,
	cleanCount,
	cleanFlag,
	remedy,
	wholeFrom,
	type Cleaner,
} from '../input/clean';
import type { NodeRun } from './nodeRun';

/** What an item needs of the run that it belongs to. */
export type ItemRun = Pick<NodeRun, keyof NodeRun>;

/** One input item, as an operation sees it: what the user filled in, and a way to call EnKash. */
export class Item {
	/** Read once: n8n resolves all expressions of a collection each time it is asked for. */
	private options?: IDataObject;

	constructor(
		private readonly run: ItemRun,
		/** Position among the input items, from 0. */
		readonly index: number,
	) {}

	/** The value of a field as it stands. A locator gives its ID, also where it was left in a text field. */
	value(name: string): unknown {
		return plainValue(this.run.value(name, this.index));
	}

	/** A field that must be filled in, trimmed. Resource locators give their id. */
	text(name: string): string {
		const text = this.optionalText(name);
		if (text === undefined)
			throw inputError(this.label(name), 'is empty', 'Fill it in for every item.');
		return text;
	}

	/** A field that may be left empty. */
	optionalText(name: string, given: unknown = this.value(name)): string | undefined {
		return this.textFrom(name, given);
	}

	private textFrom(name: string, given: unknown): string | undefined {
		if (given === undefined || given === null || given === '') return undefined;
		if (typeof given === 'object') throw inputError(this.label(name), 'is not text');
		if (typeof given === 'number') this.requireExact(name, isKept(given));
		const text = String(given);
		if (BROKEN_TEXT.test(text))
			throw inputError(this.label(name), 'has half a character, which cannot be sent');
		return text.trim() || undefined;
	}

	/** A field that falls back to the credential's default of the same name. */
	withDefault(name: string): string {
		const text = this.optionalText(name) ?? this.api.account.defaults[name];
		if (text) return text;
		throw inputError(
			this.label(name),
			'is empty',
			'Fill it in here, or give the EnKash credential a default.',
		);
	}

	/** Company and card account, which every reward and incentive call names. */
	account(): CardAccount {
		return {
			companyId: this.withDefault('companyId'),
			cardAccountId: this.withDefault('cardAccountId'),
		};
	}

	/** A field that people write in many ways, as EnKash takes it. */
	cleaned<T>(name: string, cleaner: Cleaner<T>, given: unknown = this.value(name)): T {
		const cleaned = cleaner(given);
		if ('value' in cleaned) return cleaned.value;
		throw inputError(this.label(name), cleaned.problem, remedy(cleaned, given));
	}

	/** A switch; off where an expression gives nothing. */
	flag(name: string): boolean {
		const given = this.value(name);
		return given !== undefined && given !== null && given !== ''
			? this.cleaned(name, cleanFlag, given)
			: false;
	}

	/** How many results the user wants. */
	wanted(): number {
		return this.flag('returnAll') ? Infinity : this.cleaned('limit', wholeFrom(1));
	}

	/** What was filled in of a collection such as `filters` or `additionalFields`. */
	filled(name: string): IDataObject {
		const collection = this.value(name);
		if (!isRecord(collection)) return {};
		const entries = Object.entries(collection).map(([key, value]) => [key, plainValue(value)]);
		return Object.fromEntries(entries.filter(([, value]) => !isBlank(value)));
	}

	/** One of the options as its cleaner reads it, or the value it has where it was not added. */
	option<T, D>(name: string, cleaner: Cleaner<T>, otherwise: D): T | D {
		const given = this.optionValue(name);
		return given === undefined ? otherwise : this.cleaned(name, cleaner, given);
	}

	optionFlag(name: string, otherwise: boolean): boolean {
		return this.option(name, cleanFlag, otherwise);
	}

	optionChoice<T extends string>(name: string, choices: readonly T[], otherwise: T): T {
		return this.option(name, (raw) => cleanChoice(raw, choices), otherwise);
	}

	/** An option that counts something, from 1 on. */
	optionCount(name: string, otherwise: number): number {
		return this.option(name, cleanCount, otherwise);
	}

	optionText(name: string): string | undefined {
		return this.textFrom(name, this.optionValue(name));
	}

	/** An option that is a JSON object; empty where it was not added. */
	optionJson(name: string): JsonRecord {
		const given = this.optionValue(name);
		if (given === undefined) return {};
		const value = this.jsonValue(name, given);
		if (isRecord(value)) return value;
		throw inputError(this.label(name), 'is not a JSON object', 'Write it as {"field": "value"}.');
	}

	/** An option as it was given; undefined where it was not added. */
	optionValue(name: string): unknown {
		this.options ??= this.filled('options');
		return this.options[name];
	}

	/** Any JSON, from a field that takes text as well; undefined where the text is none. */
	jsonValue(name: string, given: unknown = this.value(name)): unknown {
		if (typeof given !== 'string') return given;
		const value = parsed(given);
		if (value !== undefined) this.requireExact(name, !hasInexactNumber(given));
		return value;
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

	/** Whether an expression of the user's is to fill in a field; what an AI agent fills in is none. */
	hasExpression(name: string): boolean {
		return this.run.hasExpression(name);
	}

	/** The label of a field or option on the screen. */
	label(name: string): string {
		return this.run.label(name);
	}

	/** @param most milliseconds that the answer may take, where the options allow for more */
	call(call: CallId, request: CallRequest, most = Infinity): Promise<Answer> {
		const timeout = Math.min(this.timeout, most);
		return this.api.call(call, request, { timeout });
	}

	/** Milliseconds that one answer may take. */
	get timeout(): number {
		return this.optionCount('timeout', DEFAULT_TIMEOUT);
	}

	/** The server that a kind of call goes to. */
	host(host: Host): string {
		return baseUrl(this.api.account, host);
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

	get executionId(): string {
		return this.run.executionId;
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

	/** Names a transfer of this item in its execution, whatever its reference. */
	occasion(content: unknown, row?: number): string {
		return this.run.occasion(this.index, content, row);
	}

	/** What the execution keeps under a name, for all of its nodes and retries. */
	kept(name: string): Record<string, Record<string, number>> {
		return this.run.kept(name);
	}

	get journal(): Journal {
		return this.run.journal;
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
