/** What `money/` is given of EnKash and of n8n, in memory: a list of what was paid, and a journal. */
import { randomUUID } from 'node:crypto';
import type { EnkashError } from '../../nodes/Enkash/lib/errors';
import type { JournalStore } from '../../nodes/Enkash/money/journal';
import type { TransferSettings } from '../../nodes/Enkash/money/settings';
import type { Books, Identified, Shown } from '../../nodes/Enkash/money/transfer';
import { built } from '../built';

const errors = built('lib/errors');
const { Journal } = built('money/journal');
const { Knowledge } = built('money/knowledge');
const { LookUps } = built('money/lookUps');

export interface Award extends Identified {
	points: number;
}

/** An account of its own for each test, since a process remembers payments. */
export function accountOf(): (reference: string, points?: number) => Award {
	const ledger = randomUUID();
	return (reference, points = 10) => ({
		reference,
		ledger,
		content: `${points} points`,
		occasion: `occasion of ${reference}`,
		points,
		disagreement: (found) =>
			found.points === points ? undefined : `for ${String(found.points)} points`,
	});
}

export function settingsWith(changes: Partial<TransferSettings> = {}): TransferSettings {
	return {
		policy: 'returnExisting',
		place: 'here',
		settle: 100,
		resendUnconfirmed: false,
		journal: new Journal(new Texts(), () => {}),
		...changes,
	};
}

/** How one takes over that has no other to be kept apart from. */
export const atOnce = async (): Promise<void> => {};

export const lost = () => new errors.EnkashError('unknown', 'Connection lost');

/** A list that shows what it is told to, and may fail first. */
export class List implements Books {
	readonly shown = new Map<string, Shown>();

	/** What the next questions fail with. */
	readonly failures: EnkashError[] = [];

	/** References of each question, and the one that is known to be paid behind them. */
	readonly asked: string[][] = [];

	onAsk: (references: string[]) => void | Promise<void> = () => {};

	show(reference: string, points = 10): void {
		this.shown.set(reference, { record: { points } });
	}

	async look(references: string[], expected?: string): Promise<Map<string, Shown>> {
		this.asked.push(expected === undefined ? references : [...references, `(${expected})`]);
		await this.onAsk(references);
		const failure = this.failures.shift();
		if (failure) throw failure;
		return new Map([...this.shown].filter(([reference]) => references.includes(reference)));
	}
}

/** n8n's store for the journal, which cannot be asked without adding to it. */
export class Texts implements JournalStore {
	readonly name = randomUUID();
	readonly texts = new Set<string>();

	/** What was written and removed, call by call. */
	readonly calls: string[] = [];
	readonly written: string[][] = [];

	record(texts: string[]): Promise<string[]> {
		this.calls.push(`record ${texts.length}`);
		this.written.push(texts);
		const present = texts.filter((text) => this.texts.has(text));
		for (const text of texts) this.texts.add(text);
		return Promise.resolve(present);
	}

	remove(texts: string[]): Promise<void> {
		this.calls.push(`remove ${texts.length}`);
		for (const text of texts) this.texts.delete(text);
		return Promise.resolve();
	}
}

/** What a run knows of transfers that it has looked up, without having sent any. */
export async function knowledgeOf(
	asked: Award[],
	{ list, texts }: { list: List; texts: Texts },
	changes: Partial<TransferSettings> = {},
) {
	const settings = settingsWith({ journal: new Journal(texts, () => {}), ...changes });
	const lookUps = new LookUps(list, settings);
	await lookUps.ask(asked);
	return new Knowledge<Award>(settings, lookUps);
}
