/** Reading a list page by page: what is asked for, what counts once, and when it is over. */
import { isLastPage, readPages } from '../../../nodes/Enkash/api/wire/pages';
import type { Records } from '../../../nodes/Enkash/api/wire/records';

const rows = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => ({ id: from + index }));

/** Limits and offsets. */
let asked: Array<[number, number]>;

/** Reads with pages that are given one after the other, the last of them for ever. */
async function read(wanted: number, pages: Records[], id = 'id') {
	asked = [];
	const page = (limit: number, offset: number) => {
		asked.push([limit, offset]);
		return Promise.resolve(pages[Math.min(asked.length, pages.length) - 1]);
	};
	return await readPages(page, id, wanted);
}

describe('what is asked for', () => {
	it('is no more than is wanted, a hundred at most at once', async () => {
		const pages = [{ records: rows(100) }, { records: rows(50, 100) }];
		expect(await read(150, pages)).toEqual(rows(150));
		expect(asked).toEqual([
			[100, 0],
			[50, 100],
		]);
		await read(100, pages);
		expect(asked).toEqual([[100, 0]]);
	});

	it('is nothing where nothing is wanted', async () => {
		expect(await read(0, [{ records: rows(10) }])).toEqual([]);
		expect(asked).toEqual([]);
	});

	it('goes on behind a page that is short, until one is empty', async () => {
		const pages = [{ records: rows(10) }, { records: rows(10, 10) }, { records: [] }];
		expect(await read(1_000, pages)).toEqual(rows(20));
		expect(asked).toEqual([
			[100, 0],
			[100, 10],
			[100, 20],
		]);
	});

	it('ends where the total says so', async () => {
		const pages = [
			{ records: rows(100), total: 130 },
			{ records: rows(30, 100), total: 130 },
		];
		expect(await read(1_000, pages)).toEqual(rows(130));
		expect(asked).toHaveLength(2);
	});
});

describe('what is found', () => {
	it('is no more than is wanted, whatever EnKash gives', async () => {
		expect(await read(30, [{ records: rows(100) }])).toEqual(rows(30));
	});

	it('counts once, as it was read first, though pages overlap', async () => {
		const again = rows(100, 90).map((row) => ({ ...row, again: true }));
		const found = await read(150, [{ records: rows(100) }, { records: again }]);
		expect(found).toEqual([...rows(100), ...again.slice(10, 60)]);
	});

	it('counts once by all that it holds where it has no id', async () => {
		const records = [{ name: 'A' }, { name: 'B' }, { name: 'A' }];
		expect(await read(9, [{ records }, { records: [] }])).toEqual(records.slice(0, 2));
	});

	it('is told by the field that is its id', async () => {
		const records = [
			{ id: 1, orderId: 'A' },
			{ id: 1, orderId: 'B' },
		];
		const pages = [{ records }, { records: [] }];
		expect(await read(9, pages, 'orderId')).toEqual(records);
		expect(await read(9, pages)).toEqual(records.slice(0, 1));
	});
});

describe('a list that gives the same again', () => {
	it('knows no pages where that is less than was asked for', async () => {
		expect(await read(1_000, [{ records: rows(10) }])).toEqual(rows(10));
		expect(asked).toHaveLength(2);
	});

	it('is asked three more times, and then said to hide the rest', async () => {
		const reading = read(1_000, [{ records: rows(100), total: 5_000 }]);
		await expect(reading).rejects.toMatchObject({
			kind: 'unknown',
			message: 'EnKash gives the same 100 records again for every offset',
			description:
				"There may be more of them. Narrow the list down with 'Filters', or set a 'Limit'.",
		});
		expect(asked).toHaveLength(4);
	});

	it('hides the rest also where it is short, but tells of more', async () => {
		const reading = read(1_000, [{ records: rows(10), total: 5_000 }]);
		await expect(reading).rejects.toThrow('the same 10 records');
	});

	it('hides the rest also where it is full, and tells of no total', async () => {
		await expect(read(1_000, [{ records: rows(100) }])).rejects.toThrow('the same 100 records');
	});

	it('is read on as long as something new comes in between', async () => {
		const full = (from: number) => ({ records: rows(100, from), total: 5_000 });
		const [first, second, third] = [full(0), full(100), full(200)];
		const pages = [first, first, first, second, first, first, third, { records: [] }];
		expect(await read(1_000, pages)).toEqual(rows(300));
	});
});

test.each<[string, number, number | undefined, number, number, boolean]>([
	['an empty one', 0, undefined, 100, 0, true],
	['an empty one of a list that tells of more', 0, 250, 100, 100, true],
	['a short one of a list without a total', 10, undefined, 100, 10, false],
	['a short one that ends the list', 10, 110, 100, 110, true],
	['a short one that does not end it', 10, 111, 100, 110, false],
	['a full one whose total may be that of the page', 100, 100, 100, 100, false],
	['a full one that ends a longer list', 100, 200, 100, 200, true],
	['a full one in the middle', 100, 201, 100, 200, false],
	['one larger than asked for, and all there is', 35, 35, 10, 35, true],
	['a full one without a total', 100, undefined, 100, 100, false],
])('is the last page: %s', (_, count, total, asked, offset, last) => {
	expect(isLastPage({ records: rows(count), total }, asked, offset)).toBe(last);
});
