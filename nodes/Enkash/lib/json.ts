/** Deeper than any answer EnKash documents; n8n itself cannot copy much deeper ones. */
const MAX_DEPTH = 64;

/** More than fit a list of tens of thousands of cards; beyond, parsing takes gigabytes. */
const MAX_VALUES = 4_000_000;

export type JsonRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is JsonRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a text holds that this package has stored as JSON; undefined where it holds something else. */
export function storedRecord(text: unknown): JsonRecord | undefined {
	if (typeof text !== 'string' || !text) return undefined;
	try {
		const stored: unknown = JSON.parse(text);
		return isRecord(stored) ? stored : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Parses an answer without losing anything: a number that JavaScript would round (an id beyond
 * 2^53, a long amount) becomes a string with its exact digits, and a `__proto__` key, which no
 * answer needs and which others may copy carelessly, is left out.
 * @throws SyntaxError where the text is not JSON, or nested too deeply or too large to be an answer.
 */
export function parseJson(text: string): unknown {
	const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
	const value: unknown = JSON.parse(quoted(json, inexactNumbers(json)));
	// A key may be spelled with escapes.
	if (/__proto__|\\u/i.test(json)) removePrototypeKeys(value);
	return value;
}

/** Whether JSON that a user wrote has a number that could only be sent rounded. */
export function hasInexactNumber(json: string): boolean {
	return inexactNumbers(json).length > 0;
}

/** A stretch of the text, from its first character to the one after its last. */
type Span = [start: number, end: number];

const QUOTE = 0x22;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** The numbers that would be rounded. Also checks, before anything is built, how large the whole is. */
function inexactNumbers(json: string): Span[] {
	const found: Span[] = [];
	let depth = 0;
	let values = 0;
	for (let at = 0; at < json.length; at++) {
		const char = json.charCodeAt(at);
		if (char === QUOTE) {
			at = endOfString(json, at);
		} else if (char === 0x2d || (char >= 0x30 && char <= 0x39)) {
			const end = endOfNumber(json, at);
			if (!isExactNumber(json.slice(at, end))) found.push([at, end]);
			at = end - 1;
		} else if (char === 0x5b || char === 0x7b) {
			values++;
			if (++depth > MAX_DEPTH) throw new SyntaxError('nested too deeply');
		} else if (char === 0x5d || char === 0x7d) {
			depth--;
		} else if (char === 0x2c && ++values > MAX_VALUES) {
			throw new SyntaxError('too many values');
		}
	}
	return found;
}

/** Where the quote is that ends the string which begins at `start`. */
function endOfString(json: string, start: number): number {
	let end = json.indexOf('"', start + 1);
	while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
	return end === -1 ? json.length : end;
}

/** An odd number of backslashes before it takes a quote's meaning. */
function isEscaped(json: string, quote: number): boolean {
	let start = quote;
	while (json[start - 1] === '\\') start--;
	return (quote - start) % 2 === 1;
}

function endOfNumber(json: string, start: number): number {
	NUMBER.lastIndex = start;
	return NUMBER.test(json) ? NUMBER.lastIndex : start + 1;
}

/** Up to this length without an exponent, a JavaScript number holds any number. */
const SURELY_EXACT = 15;
/** No JavaScript number needs this many characters, whichever way it is written. */
const NEVER_EXACT = 40;

/** Whether a JavaScript number holds just what the text says. */
export function isExactNumber(text: string): boolean {
	if (text.length <= SURELY_EXACT && !/[eE]/.test(text)) return true;
	if (text.length > NEVER_EXACT) return false;
	const value = Number(text);
	return isKept(value) && digitsOf(String(value)) === digitsOf(text);
}

/** Not so for whole numbers beyond 2^53, which stand for several, and for what is no number. */
export function isKept(value: number): boolean {
	return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

/** Without point, sign, exponent and the zeros around. */
function digitsOf(number: string): string {
	return number
		.replace(/[eE].*/, '')
		.replace(/[-.]/g, '')
		.replace(/^0+|0+$/g, '');
}

function quoted(json: string, spans: Span[]): string {
	if (spans.length === 0) return json;
	const parts: string[] = [];
	let from = 0;
	for (const [start, end] of spans) {
		parts.push(json.slice(from, start), '"', json.slice(start, end), '"');
		from = end;
	}
	return parts.join('') + json.slice(from);
}

/** Not deeper than the text may be nested. */
function removePrototypeKeys(value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	Reflect.deleteProperty(value, '__proto__');
	for (const inner of Object.values(value)) removePrototypeKeys(inner);
}
