import type { CardAccount } from '../api/answers/transactions';
import type { CallId } from '../api/wire/endpoints';
import { recordsIn } from '../api/wire/records';
import { cleanEmail, cleanMobile, type Cleaner } from '../input/clean';
import type { JsonRecord } from '../lib/json';
import type { Item } from '../run/item';
import { completed } from '../run/output';

/** What an answer to an allocation tells of the card, and EnKash's list of transactions does not. */
const TOLD_BY_CARD = ['userId', 'email', 'mobile', 'maskedNumber', 'otbBalance'];

/** Cards asked for one by one, before all of the account are. */
const ALONE = 3;

/** The cards of an account, for results that were found and not sent: what follows needs the same fields. */
export class CardDetails {
	private asked = 0;

	private everyCard?: Promise<JsonRecord[]>;

	/** @param call gives one card of an account, or all of them (R6, api-13454278) */
	constructor(
		private readonly item: Item,
		private readonly call: CallId,
		private readonly account: CardAccount,
	) {}

	/** A result with what only its card tells. It is paid, so it comes out without that as well. */
	async complete(result: JsonRecord): Promise<JsonRecord> {
		if (TOLD_BY_CARD.every((name) => isTold(result[name]))) return result;
		const card = await this.cardOf(result).catch(() => undefined);
		const facts = TOLD_BY_CARD.map((name) => [name, card?.[name]]);
		return completed(result, { enKashCardId: card?.enKashCardId, ...Object.fromEntries(facts) });
	}

	private async cardOf(result: JsonRecord): Promise<JsonRecord | undefined> {
		const { enKashCardId } = result;
		const byCard = isTold(enKashCardId);
		if (!byCard && !(isTold(result.email) && isTold(result.mobile))) return undefined;
		const isOwn = (card: JsonRecord) =>
			byCard ? card.enKashCardId === enKashCardId : isOfPerson(card, result);
		const own = (await this.cards(enKashCardId)).filter(isOwn);
		return own.length === 1 ? own[0] : undefined;
	}

	private async cards(enKashCardId: unknown): Promise<JsonRecord[]> {
		if (!isTold(enKashCardId) || this.asked >= ALONE)
			return await (this.everyCard ??= this.read({}));
		this.asked++;
		return await this.read({ enKashCardId });
	}

	private async read(filter: JsonRecord): Promise<JsonRecord[]> {
		const { payload } = await this.item.call(this.call, { body: { ...this.account, ...filter } });
		return recordsIn(payload).records;
	}
}

function isOfPerson(card: JsonRecord, { email, mobile }: JsonRecord): boolean {
	return same(card.email, email, cleanEmail) && same(card.mobile, mobile, cleanMobile);
}

function same(one: unknown, other: unknown, cleaner: Cleaner<string>): boolean {
	const [first, second] = [cleaner(one), cleaner(other)];
	return 'value' in first && 'value' in second && first.value === second.value;
}

function isTold(value: unknown): boolean {
	return (value ?? '') !== '';
}
