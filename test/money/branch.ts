/** EnKash for a payment run: a call that pays, and may come to something else, beside its list. */
import type { EnkashError } from '../../nodes/Enkash/lib/errors';
import type { PaymentRun } from '../../nodes/Enkash/money/paymentRun';
import type { Port } from '../../nodes/Enkash/money/port';
import type { TransferSettings } from '../../nodes/Enkash/money/settings';
import type { Settled } from '../../nodes/Enkash/money/transfer';
import type { Reply } from '../../nodes/Enkash/money/verdict';
import { built } from '../built';
import { accountOf, List, lost, settingsWith, Texts, type Award } from './bank';

const errors = built('lib/errors');
const { Journal } = built('money/journal');
const money = built('money/paymentRun');

/** What a sending comes to: paid, or not, with an answer that is lost; or a refusal. */
export type Fate = 'lost' | 'nothing' | 'late' | 'refused';

export type Run = PaymentRun<Award, string>;

export class Branch {
	readonly award = accountOf();
	readonly list = new List();
	readonly texts = new Texts();

	/** References of each call, and those that were paid, in order. */
	readonly sent: string[][] = [];
	readonly paid: string[] = [];

	/** What the next sendings of a reference come to, where they do not simply pay. */
	readonly fates = new Map<string, Fate[]>();

	/** What was told of each, such as `ROW-1 allocated`. */
	readonly told: string[] = [];

	/** Done with each call before it has an effect. */
	onSend: (references: string[]) => void | Promise<void> = () => {};

	awards(count: number): Award[] {
		return Array.from({ length: count }, (_, index) => this.award(`ROW-${index + 1}`));
	}

	journal() {
		return new Journal(this.texts, () => {});
	}

	/** What the journal says of a payment; only to be asked at the end, since that writes to it. */
	async trace(award: Award): Promise<string | undefined> {
		return (await this.journal().open([award])).get(award);
	}

	run(
		changes: Partial<TransferSettings> = {},
		port: Partial<Pick<Port<Award, string>, 'atOnce' | 'noted' | 'books'>> = {},
	): Run {
		const send = async (awards: Award[]) => await this.send(awards);
		const settings = settingsWith({ journal: this.journal(), ...changes });
		const whole = { books: this.list, atOnce: 1, noted: 100, send, ...port };
		const unconfirmed = (reference: string, cause: EnkashError, why: string) =>
			new errors.EnkashError('unknown', `${reference} is open: ${cause.message}. ${why}`);
		return new money.PaymentRun<Award, string>(whole, settings, unconfirmed);
	}

	/** Prepares a run and pays; `goOn` says after which ones more are sent. */
	async pay(
		run: Run,
		awards: Award[],
		concurrency = 1,
		goOn: (told: string) => boolean = () => true,
	): Promise<string[]> {
		await run.prepare(awards);
		await run.payAll(awards, {
			concurrency,
			told: ({ reference }, settled) => {
				const told = `${reference} ${said(settled)}`;
				this.told.push(told);
				return goOn(told);
			},
		});
		return this.told;
	}

	private async send(awards: Award[]): Promise<Map<Award, Reply<string>>> {
		const references = awards.map(({ reference }) => reference);
		this.sent.push(references);
		await this.onSend(references);
		return new Map(awards.map((award) => [award, this.replyTo(award)]));
	}

	private replyTo({ reference, points }: Award): Reply<string> {
		const fate = this.fates.get(reference)?.shift();
		if (fate === 'refused') {
			return { says: 'no', error: new errors.EnkashError('refused', 'User not found') };
		}
		if (fate !== 'nothing' && fate !== 'late') {
			this.paid.push(reference);
			this.list.show(reference, points);
		}
		if (fate) return { says: 'unclear', cause: lost().with({ timedOut: fate === 'late' }) };
		return { says: 'done', record: { points }, answer: `answer for ${reference}` };
	}
}

export function said(settled: Settled<string>): string {
	if (settled instanceof errors.EnkashError) return settled.message;
	const { outcome, answer } = settled;
	return answer === undefined ? outcome : `${outcome}, ${answer}`;
}
