/** The records of a payload, in each form that EnKash's pages show. */
import { recordsIn } from '../../../nodes/Enkash/api/wire/records';

const one = { id: 1 };
const two = { id: 2 };

test.each<[unknown, object]>([
	[[one, two], { records: [one, two] }],
	[[], { records: [] }],
	[['text', null, [one]], { records: [{ value: 'text' }, { value: null }, { value: [one] }] }],
	[one, { records: [one] }],
	['text', { records: [] }],
	[null, { records: [] }],
	[undefined, { records: [] }],
	[
		{ recordsCount: 9, data: [one, 7] },
		{ records: [one, { value: 7 }], total: 9 },
	],
	[{ data: [one] }, { records: [one], total: undefined }],
	[{ data: 'text' }, { records: [{ data: 'text' }] }],
])('in %j are %j', (payload, found) => {
	expect(recordsIn(payload)).toEqual(found);
});

test('a list that is said to be empty has none, whatever else is told of it', () => {
	expect(recordsIn({ recordsCount: 0, data: null })).toEqual({ records: [], total: 0 });
	expect(recordsIn({ recordsCount: '0' })).toEqual({ records: [], total: 0 });
	expect(recordsIn({ recordsCount: 2 })).toEqual({ records: [{ recordsCount: 2 }] });
});

test.each<[unknown, number | undefined]>([
	[250, 250],
	['250', 250],
	[' 250 ', 250],
	['', undefined],
	['  ', undefined],
	['many', undefined],
	[2.5, undefined],
	[null, undefined],
	[true, undefined],
	[['7'], undefined],
])('a count told as %j is %s', (recordsCount, total) => {
	expect(recordsIn({ recordsCount, data: [one] }).total).toBe(total);
});
