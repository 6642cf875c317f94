import type { Route } from '../api/login/routes';
import type { CallId } from '../api/wire/endpoints';
import { nameOf } from './asking';
import { withoutPeople } from './people';
import type { Reply } from './reply';

/** Longer words tell no more. */
const MAX_WORDS = 200;

const QUOTED = /“([^”]*)”/g;

/** Words that are not ours, or not ours alone. They are marked, so that nobody is named in them. */
export function quoted(words: string): string {
	return `“${words.replace(/[“”]/g, '"')}”`;
}

/** A text of a report as it may be shown. */
export function shownText(text: string, people: ReadonlySet<string>): string {
	return text.replace(QUOTED, (_, words: string) => {
		const plain = withoutPeople(words, people);
		return `“${plain.length > MAX_WORDS ? `${plain.slice(0, MAX_WORDS)}…` : plain}”`;
	});
}

/** What came of a call, as evidence. */
export function told(reply: Reply): string {
	if (reply.was === 'success') return `success, HTTP ${reply.form.httpStatus}`;
	const words = quoted(reply.error.message);
	return 'form' in reply ? `${words} (HTTP ${reply.form.httpStatus})` : words;
}

/** A call by its path and what came of it. */
export function asked(route: Pick<Route, 'method' | 'path'>, reply: Reply): string {
	return `${nameOf(route)}: ${told(reply)}`;
}

/** What to do about a reply that tells nothing. Of encryption, the questions about it tell that once. */
export function adviceOf(reply: Reply): string | undefined {
	if (reply.was === 'success' || reply.was === 'encryption') return undefined;
	return reply.error.description;
}

export function countedPoints(points: number): string {
	return points === 1 ? '1 point' : `${points} points`;
}

/** A line of Endpoint Overrides. */
export function lineFor(call: CallId, route: Pick<Route, 'method' | 'path'>): string {
	return `"${call}": "${nameOf(route)}"`;
}
