import type { IDataObject } from 'n8n-workflow';
import { addAdvice, inputError, type EnkashError } from '../lib/errors';
import type { Item } from '../run/item';
import type { Outcome, RunSettings } from '../run/outcome';

/** References that are named one by one. */
const NAMED = 5;

/** The references of a run that moves value: where they come from, and what became of them. */
export class Tally {
	private readonly references = new Map<number, string>();
	/** Derived, though the user has an expression for them. */
	private readonly unnamed = new Set<string>();

	/** @param name the field that holds a reference, of the node and of a result */
	constructor(
		private readonly name: string,
		private readonly settings: RunSettings,
	) {}

	/** The reference that the user gave an item, or else the one that it has whenever it is tried again. */
	reference(item: Item, content: unknown): { reference: string; derived: boolean } {
		const value = item.value(this.name);
		if (typeof value === 'boolean') {
			throw inputError(
				item.label(this.name),
				'is true or false, which names no transfer',
				'Give each transfer a text of its own, or leave it empty.',
			);
		}
		const given = item.optionalText(this.name, value);
		if (given) return { reference: given, derived: false };
		const derived = item.derivedReference(content);
		if (item.hasExpression(this.name)) this.unnamed.add(derived);
		return { reference: derived, derived: true };
	}

	/** Notes under which reference an item is worked on: EnKash may be sent another than was filled in. */
	note({ index }: Item, reference: string): void {
		this.references.set(index, reference);
	}

	/**
	 * Ends the run: keeps its references, which the list of executions can be searched by, and lets a
	 * failure that stops the node say what became of the others, which is lost otherwise.
	 */
	conclude(outcomes: Outcome[]): Outcome[] {
		const { stopOnError, notes } = this.settings;
		const records = outcomes.flatMap((outcome) => ('records' in outcome ? outcome.records : []));
		const done = records.map((record: IDataObject) => String(record[this.name]));
		const open = outcomes.flatMap((outcome, index) => (isOpen(outcome) ? [index] : []));
		if (done.length > 0) notes.keep('enkashReferences', listed(done));
		if (open.length > 0) notes.keep('enkashUnconfirmed', this.named(open));
		this.warn(done.filter((reference) => this.unnamed.has(reference)).length);
		if (!stopOnError) return outcomes;
		return outcomes.map((outcome, index) => {
			if (!('error' in outcome)) return outcome;
			return {
				...outcome,
				error: this.advised(
					outcome.error,
					done,
					open.filter((other) => other !== index),
				),
			};
		});
	}

	private advised(error: EnkashError, done: string[], open: number[]): EnkashError {
		const parts: string[] = [];
		if (open.length > 0) {
			parts.push(
				`Unconfirmed besides it: ${this.named(open)}. Look in EnKash before sending that again.`,
			);
		}
		if (done.length > 0) {
			const count = done.length === 1 ? '1 item was' : `${done.length} items were`;
			parts.push(
				`Besides it, ${count} carried out: ${listed(done)}. Retry this execution for the rest, and nothing is paid twice, unless 'On Duplicate Reference' is 'Send'; a new execution pays what has no reference of its own again.`,
			);
		}
		return parts.length > 0 ? addAdvice(error, parts.join(' ')) : error;
	}

	/** An expression for a reference that gives nothing is more likely a slip than a wish. */
	private warn(count: number): void {
		if (count === 0) return;
		const items = count === 1 ? '1 item' : `${count} items`;
		this.settings.notes.hint(
			`The expression in 'Reference' gave nothing for ${items}: another execution would pay again.`,
		);
	}

	private named(indexes: number[]): string {
		return listed(indexes.map((index) => this.references.get(index) ?? `item ${index}`));
	}
}

function isOpen(outcome: Outcome): boolean {
	return 'error' in outcome && outcome.error.kind === 'unknown';
}

/** The first references, the last one, and how many there are. */
export function listed(references: string[]): string {
	if (references.length <= NAMED) return references.join(', ');
	const first = references.slice(0, NAMED - 1).join(', ');
	return `${first} … ${references[references.length - 1]} (${references.length} in all)`;
}
