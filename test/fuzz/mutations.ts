/** Ways to spoil an answer or an input. Each is data, so that fast-check can shrink it and repeat it. */
import fc from 'fast-check';

/** Names that JavaScript, n8n or this package treat in a way of their own. */
export const DANGEROUS = [
	'__proto__',
	'constructor',
	'prototype',
	'hasOwnProperty',
	'toString',
	'toJSON',
	'then',
	'length',
	'error',
	'json',
	'binary',
	'pairedItem',
	'__rl',
	'response_code',
	'code',
	'payload',
	'paylod',
	'data',
	'recordsCount',
	'request',
	'token',
	'access_token',
	'pgReferenceNumber',
	'amount',
	'outcome',
];

const name = fc.oneof(fc.constantFrom(...DANGEROUS), fc.string({ maxLength: 12 }));

/** A value in JSON text: also numbers that no JavaScript number holds, and what is no JSON at all. */
const json = fc.oneof(
	fc.json({ maxDepth: 3 }),
	fc.constantFrom(
		'null',
		'true',
		'0',
		'-0',
		'1e999',
		'-1',
		'9007199254740993',
		'0.1234567890123456789',
		'""',
		'[]',
		'{}',
		'"NaN"',
		'NaN',
		'undefined',
		'01',
		"'x'",
	),
	fc.bigInt().map(String),
	fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
	fc.string({ unit: 'binary', maxLength: 40 }).map((text) => JSON.stringify(text)),
	fc.constantFrom(...DANGEROUS).map((key) => `{"${key}":{"polluted":true,"${key}":1}}`),
	fc.nat(200).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
);

export type Step =
	| { do: 'replace'; at: number; with: string }
	| { do: 'rename'; at: number; to: string }
	| { do: 'insert'; at: number; key: string; value: string }
	| { do: 'cut'; at: number }
	| { do: 'splice'; at: number; length: number; bytes: Uint8Array }
	| { do: 'surround'; before: string; after: string };

const at = fc.nat();

export const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 5, arbitrary: fc.record({ do: fc.constant('replace' as const), at, with: json }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('rename' as const), at, to: name }) },
	{
		weight: 3,
		arbitrary: fc.record({ do: fc.constant('insert' as const), at, key: name, value: json }),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const), at }) },
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant('splice' as const),
			at,
			length: fc.nat(8),
			bytes: fc.uint8Array({ maxLength: 8 }),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('surround' as const),
			before: fc.constantFrom('\ufeff', ' ', '[', '{"payload":', '<html>', ")]}',\n"),
			after: fc.constantFrom('', ' ', ']', '}', '{}'),
		}),
	},
);

/** Values of JSON text: texts that are no keys, numbers, words, and whole objects and lists without inner ones. */
const VALUE =
	/"(?:[^"\\]|\\.)*"(?!\s*:)|-?\d+(?:\.\d+)?|true|false|null|\{[^{}[\]]*\}|\[[^{}[\]]*\]/g;
const KEY = /"(?:[^"\\]|\\.)*"(?=\s*:)/g;
const OBJECT = /\{/g;

export function apply(text: string, steps: Step[]): Buffer {
	return steps.reduce(applyOne, Buffer.from(text, 'utf8'));
}

function applyOne(bytes: Buffer, change: Step): Buffer {
	if (change.do === 'cut') return bytes.subarray(0, change.at % (bytes.length + 1));
	if (change.do === 'splice') {
		const start = change.at % (bytes.length + 1);
		return Buffer.concat([
			bytes.subarray(0, start),
			change.bytes,
			bytes.subarray(start + change.length),
		]);
	}
	const text = bytes.toString('utf8');
	return Buffer.from(changed(text, change), 'utf8');
}

function changed(text: string, change: Exclude<Step, { do: 'cut' | 'splice' }>): string {
	switch (change.do) {
		case 'surround':
			return change.before + text + change.after;
		case 'replace':
			return replaceNth(text, VALUE, change.at, () => change.with);
		case 'rename':
			return replaceNth(text, KEY, change.at, () => JSON.stringify(change.to));
		case 'insert':
			return replaceNth(
				text,
				OBJECT,
				change.at,
				() => `{${JSON.stringify(change.key)}:${change.value},`,
			);
	}
}

function replaceNth(text: string, pattern: RegExp, nth: number, replacement: () => string): string {
	const found = [...text.matchAll(pattern)];
	if (found.length === 0) return text;
	const { index, 0: match } = found[nth % found.length];
	return text.slice(0, index) + replacement() + text.slice(index + match.length);
}

/** What an expression may put into any field. */
export const input: fc.Arbitrary<unknown> = fc.oneof(
	fc.string({ maxLength: 30 }),
	fc.string({ unit: 'binary', maxLength: 30 }),
	fc.string({ unit: 'grapheme', maxLength: 30 }),
	fc.constantFrom<unknown>(
		undefined,
		null,
		true,
		false,
		'',
		' ',
		0,
		-0,
		-1,
		1,
		NaN,
		Infinity,
		-Infinity,
		2 ** 53,
		1e21,
		1e-7,
		0.001,
	),
	fc.constantFrom(
		'..',
		'.',
		'/',
		'%2e%2e',
		'../../oauth/token',
		'a/b?c#d',
		'\u0000',
		'\r\nX: y',
		'{{ 1 }}',
		'${x}',
		'__proto__',
		'\ud800',
	),
	fc.constantFrom(
		'+91 98765 43210',
		'0091-9876543210',
		'१२३४५६७८९०',
		'1,00,000',
		'₹500',
		'12/31/2025',
		'2025-12-31',
		'mr.',
		'MALE',
	),
	fc.double(),
	fc.bigInt().map(String),
	fc.date(),
	fc.json({ maxDepth: 3 }),
	fc.object({ maxDepth: 2, key: name }),
	fc.array(fc.oneof(fc.string(), fc.double(), fc.object({ maxDepth: 1, key: name })), {
		maxLength: 4,
	}),
	fc.record({
		__rl: fc.constant(true),
		mode: fc.constantFrom('id', 'list', 'x'),
		value: fc.oneof(fc.string(), fc.double(), fc.constant(null)),
	}),
	fc.string({ minLength: 5_000, maxLength: 20_000 }),
);
