import { isRecord } from '../../lib/json';

/**
 * What EnKash's words mean for value that was to be moved. EnKash documents SUCCESS (D11, api-13454287)
 * and CREATED, as a filter (api-13551023), and no other word; all the rest is inferred. So success is
 * what stands here, failure is what stands here, and any other word means that nobody knows.
 */
export type Meaning = 'moved' | 'notMoved' | 'unknown';

/** As in openapi/enkash-rewards.yaml, with its sources. */
export const STATUS_WORDS: Record<string, Meaning> = {
	SUCCESS: 'moved',
	SUCCESSFUL: 'moved',
	COMPLETED: 'moved',
	FAILED: 'notMoved',
	FAILURE: 'notMoved',
	DECLINED: 'notMoved',
	REJECTED: 'notMoved',
	CREATED: 'unknown',
};

const STATUSES = new Map(Object.entries(STATUS_WORDS));

/** What the status of a record means; one that has none tells nothing. */
export function meaningOf(status: unknown): Meaning {
	return STATUSES.get(wordOf(status).toUpperCase()) ?? 'unknown';
}

/** EnKash tells some of its words as `{ name, label }`. */
export function wordOf(told: unknown): string {
	const name = isRecord(told) ? (told.name ?? told.label) : told;
	return typeof name === 'string' ? name.trim() : '';
}

/**
 * Refusals that surely come before anything is moved, by what they find wrong: the request, the
 * account, or who asks. The first is R2's own (api-9796906), the others are inferred.
 */
const BEFORE_THE_EFFECT = [
	/\bnot found\b|\bdoes not exist\b|\bdo not exist\b/i,
	/\b(is|are) (required|mandatory|missing|inactive|blocked|disabled|suspended|locked)\b/i,
	/\bmust (be|have|contain|not)\b|\bcannot be (empty|null|blank)\b|\bat (most|least)\b/i,
	/\bis not (active|allowed|enabled|permitted|eligible|valid|supported|registered|available)\b/i,
	/\binsufficient\b|\bexceed(s|ed)?\b|\bmaximum\b|\bminimum\b/i,
	/\bkyc\b|\binvalid\b|\bdenied\b|\bnot authori[sz]ed\b/i,
	/\bduplicate\b|\balready\b|\bdiffer\b/i,
	/(de|en)crypt|checksum/i,
];

/** Words that are told after something was begun, whatever else is said beside them. */
const AFTER_THE_START =
	/time[d]?[ -]?out|in[ -]progress|process(ing|ed)|pending|session|try again|later|wait|gateway|unavailable/i;

/** Whether words tell of something that was begun, so that nobody knows how it ended. */
export function isAfterTheStart(words: string): boolean {
	return AFTER_THE_START.test(words);
}

/** HTTP's own words for a request that was not taken up (RFC 9110). */
const NOT_TAKEN_UP = [400, 404, 405, 406, 410, 411, 413, 414, 415, 421, 422, 426, 429, 431];

/** What a firewall says of an answer, a server of a request it gave up on, or a second one of a first. */
const AFTERWARDS = [401, 403, 408, 409];

/** Whether a refusal surely came before anything was moved. */
export function isBeforeTheEffect(told: string, httpStatus = 200): boolean {
	if (httpStatus === 429) return true;
	if (AFTERWARDS.includes(httpStatus)) return false;
	const words = told.replace(/https?:\S+/, '');
	if (isAfterTheStart(words)) return false;
	return NOT_TAKEN_UP.includes(httpStatus) || BEFORE_THE_EFFECT.some((each) => each.test(words));
}

/**
 * EnKash's own answer to a token that is no good, which it looks at before anything else: OAuth's word
 * (RFC 6750), or a sentence about the token. A session is something else.
 */
const TOKEN_ALONE =
	/^\W*(invalid_token\b|(invalid|expired)\b[^.]*\btoken\b|[^.]*\btoken\b[^.]*\b(invalid|expired)\b)/i;

export function isTokenAlone(words: string): boolean {
	return TOKEN_ALONE.test(words) && !/session/i.test(words);
}

/** Why R2 refuses all rows of a batch at once, before it begins with the first (api-9796906). */
const WHOLE_BATCH = [
	/company ?id is required/i,
	/card account (not found|does not exist)/i,
	/bin type is not mapped/i,
	/primary enkash card is not present/i,
	/\bkyc\b/i,
	/(de|en)crypt|checksum|invalid request format/i,
];

/** Whether a refusal surely came before the first row of a batch. */
export function isBeforeTheBatch(words: string, httpStatus = 200): boolean {
	return httpStatus === 429 || WHOLE_BATCH.some((each) => each.test(words));
}
