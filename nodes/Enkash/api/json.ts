/** Deeper than any answer EnKash documents; n8n itself cannot copy much deeper ones. */
const MAX_DEPTH = 64;

export type JsonRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is JsonRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Parses an answer without losing anything: a number that JavaScript would round (an id beyond
 * 2^53, a long amount) becomes a string with its exact digits, and a `__proto__` key, which no
 * answer needs and which others may copy carelessly, is left out.
 * @throws SyntaxError where the text is not JSON, or nested too deeply to be an answer.
 */
export function parseJson(text: string): unknown {
	const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
	if (depthOf(json) > MAX_DEPTH) throw new SyntaxError('nested too deeply');
	const exact = /[\d.]{16}|\d[eE]/.test(json) ? quoteInexactNumbers(json) : json;
	// A key may be spelled with escapes, so any escape makes the slower reading worth it.
	return /__proto__|\\u/i.test(exact) ? JSON.parse(exact, withoutPrototype) : JSON.parse(exact);
}

function depthOf(json: string): number {
	let depth = 0;
	let deepest = 0;
	for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
		if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
		else if (token === ']' || token === '}') depth--;
	}
	return deepest;
}

function quoteInexactNumbers(json: string): string {
	return json.replace(
		/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs,
		(token) => (token.startsWith('"') || isExact(token) ? token : `"${token}"`),
	);
}

/** Whether a JavaScript number holds just what the text says. */
function isExact(token: string): boolean {
	const value = Number(token);
	if (!Number.isFinite(value)) return false;
	const digits = token.replace(/[eE].*$/, '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
	if (Number.isInteger(value)) return Number.isSafeInteger(value);
	return digits.length <= 15 || value.toPrecision(Math.min(digits.length, 100)) === String(value);
}

function withoutPrototype(this: unknown, key: string, value: unknown): unknown {
	return key === '__proto__' ? undefined : value;
}
