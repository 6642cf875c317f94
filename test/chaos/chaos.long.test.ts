/** A small `npm run chaos`: a fifth of all calls fail, and nobody is paid twice or told wrongly. */
import { Office } from './office';
import type { Payer } from './payers';
import { isGood, play, type Scene } from './scenes';

const ITEMS = 80;

const scene: Omit<Scene, 'way'> = {
	name: 'small',
	size: 'part',
	workers: 1,
	kills: 0,
	again: true,
};

/** The first batch of a sheet fails four times, and nothing is paid after it that could prove it absent. */
const MOST_OPEN: Array<[way: Payer, open: number]> = [
	['single', 4],
	['bulk', 30],
	// There is no list to look them up in, so every lost answer stays open.
	['coins', ITEMS / 2],
];

it.each(MOST_OPEN)(
	'%s: nobody is paid twice, lost or told wrongly, and at most %i stay open',
	async (way, mostOpen) => {
		const office = await Office.open({ items: ITEMS, seed: 11 });
		try {
			const ending = await play({ ...scene, way }, office);
			expect({ ...ending, good: isGood({ ...scene, way }, ending) }).toMatchObject({
				good: true,
				due: ITEMS,
				doubled: 0,
				withinASecond: 0,
				lost: [],
				toldWrongly: [],
				left: [],
				exact: true,
			});
			expect(ending.open.length).toBeLessThanOrEqual(mostOpen);
			expect(ending.made).toBeGreaterThanOrEqual(ITEMS - ending.open.length);
			expect(office.sandbox.requests.some(({ fault }) => fault)).toBe(true);
		} finally {
			await office.close();
		}
	},
	120_000,
);
