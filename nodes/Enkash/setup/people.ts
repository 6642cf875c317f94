import { isRecord } from '../lib/json';
import { hideSecrets } from '../api/wire/secrets';

/** Fields of EnKash's records that name somebody, or something of theirs. */
const NAMING =
	/name$|e-?mail|mobile|phone|^(ek)?userid$|enkashcardid|^masked|accounttitle|holder|virtualaccount|^createdby$|token/i;

/** Shorter ones stand in any text. */
const MIN_LENGTH = 3;

/** Keeps what a payload names people with. */
export function notePeople(people: Set<string>, payload: unknown): void {
	if (Array.isArray(payload)) {
		for (const each of payload) notePeople(people, each);
		return;
	}
	if (!isRecord(payload)) return;
	for (const [field, value] of Object.entries(payload)) {
		if (typeof value !== 'string' || !NAMING.test(field)) notePeople(people, value);
		else for (const part of [value, ...value.split(/\s+/)]) noteName(people, part.trim());
	}
}

function noteName(people: Set<string>, name: string): void {
	if (name.length >= MIN_LENGTH) people.add(name);
}

/** E-mails, numbers of phones and cards, and EnKash's IDs of users and cards. */
const PERSONAL = /[^\s@<>"']+@[^\s@<>"']+|\+?\d[\d -]{4,}\d|\bE(K|C)[A-Z0-9]{5,}\b/g;

/** EnKash's words without anybody: what they say of a person is nobody else's business. */
export function withoutPeople(words: string, people: ReadonlySet<string>): string {
	const named = [...people].filter((name) => words.includes(name));
	return hideSecrets(words, named).replace(PERSONAL, '***');
}
