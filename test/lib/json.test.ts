/** JSON is read without losing a digit, and not at all where it is too much to be an answer. */
import {
	hasInexactNumber,
	isExactNumber,
	isKept,
	isRecord,
	parseJson,
	storedRecord,
} from '../../nodes/Enkash/lib/json';

test.each<[unknown, boolean]>([
	[{}, true],
	[{ a: 1 }, true],
	[[], false],
	[null, false],
	[undefined, false],
	['text', false],
	[7, false],
	[() => {}, false],
])('%p is a record: %s', (value, told) => {
	expect(isRecord(value)).toBe(told);
});

test.each<[unknown, unknown]>([
	['{"a":1}', { a: 1 }],
	['[1]', undefined],
	['"text"', undefined],
	['{"a":', undefined],
	['', undefined],
	[undefined, undefined],
	[{ a: 1 }, undefined],
	[['{"a":1}'], undefined],
])('what was stored as %p is %p', (text, told) => {
	expect(storedRecord(text)).toEqual(told);
});

describe('numbers', () => {
	it.each<[string, boolean]>([
		['0', true],
		['123456789012345', true],
		['9007199254740991', true],
		['9007199254740992', false],
		['9007199254740993', false],
		['-9007199254740993', false],
		['0.1', true],
		['123456789.12', true],
		['1234567890.1234567', true],
		['1234567890.12345678', false],
		['0.12345678901234567', false],
		['1.00000000000000000', true],
		['00000000000000000001', true],
		['1e3', true],
		['1E3', true],
		['1e22', false],
		['1e400', false],
		['1e-400', false],
		['1.5e-10', true],
		['15e-11', true],
		// The nearest number is 1.8589478225918301: a zero within it counts.
		['1.85894782259183001', false],
		['1.23456789012345678e2', false],
		[`1.${'0'.repeat(38)}`, true],
		[`1.${'0'.repeat(39)}`, false],
	])('%s is exact: %s', (text, told) => {
		expect(isExactNumber(text)).toBe(told);
	});

	it.each<[number, boolean]>([
		[0, true],
		[0.1, true],
		[2 ** 53 - 1, true],
		[2 ** 53, false],
		[-(2 ** 53), false],
		[NaN, false],
		[Infinity, false],
	])('%d stands for itself alone: %s', (value, told) => {
		expect(isKept(value)).toBe(told);
	});

	it.each<[string, unknown]>([
		['9007199254740993', '9007199254740993'],
		['[1,9007199254740993]', [1, '9007199254740993']],
		['{"a":-9007199254740993,"b":2}', { a: '-9007199254740993', b: 2 }],
		['{"a":1e400}', { a: '1e400' }],
		['[0.12345678901234567]', ['0.12345678901234567']],
		['{"a":1.5E-400 ,"b":9007199254740993}', { a: '1.5E-400', b: '9007199254740993' }],
		['{"9007199254740993":"9007199254740993"}', { '9007199254740993': '9007199254740993' }],
		[
			'{"a":"\\"9007199254740993","b":9007199254740993}',
			{ a: '"9007199254740993', b: '9007199254740993' },
		],
		['{"a":"\\\\","b":9007199254740993}', { a: '\\', b: '9007199254740993' }],
		['{"a":"\\\\\\"","b":9007199254740993}', { a: '\\"', b: '9007199254740993' }],
		['[0,10,-0.5,5e1]', [0, 10, -0.5, 50]],
	])('in %s keep their digits', (text, told) => {
		expect(parseJson(text)).toEqual(told);
	});

	it.each<[string, boolean]>([
		['{"a":1}', false],
		['{"a":9007199254740993}', true],
		['{"a":"9007199254740993"}', false],
		['"never ended 9007199254740993', false],
		['-', false],
		['', false],
	])('that could only be sent rounded are seen in %s: %s', (json, told) => {
		expect(hasInexactNumber(json)).toBe(told);
	});

	it('are not read where there are none', () => {
		expect(() => parseJson('{"a":-}')).toThrow(SyntaxError);
		expect(() => parseJson('{"a":01}')).toThrow(SyntaxError);
		expect(() => parseJson('{"a":"never ended}')).toThrow(SyntaxError);
	});
});

describe('what is no answer', () => {
	const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

	it('is nested more than 64 deep', () => {
		expect(parseJson(nested(64))).toBeInstanceOf(Array);
		expect(() => parseJson(nested(65))).toThrow('nested too deeply');
		const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
		expect(parseJson(objects(64))).toBeInstanceOf(Object);
		expect(() => parseJson(objects(65))).toThrow('nested too deeply');
		// Beside each other is not in each other.
		expect(parseJson(`[${Array.from({ length: 100 }, () => '[{}]').join()}]`)).toHaveLength(100);
	});

	it('has a key that others may copy carelessly: that key is left out', () => {
		const found = parseJson(
			'{"a":{"__proto__":{"polluted":1}},"b":[{"\\u005f_proto__":2,"c":3}],"__PROTO__":4}',
		);
		expect(JSON.stringify(found)).toBe('{"a":{},"b":[{"c":3}],"__PROTO__":4}');
		expect(parseJson('{"__proto__":1}')).toEqual({});
		expect(parseJson('null')).toBeNull();
		expect(parseJson('["__proto__",null,7]')).toEqual(['__proto__', null, 7]);
	});
});

test('a byte order mark is no part of it', () => {
	expect(parseJson('\ufeff{"a":1}')).toEqual({ a: 1 });
});
