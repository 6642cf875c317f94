/** A small `npm run chaos`: a fifth of all calls fail, and everybody is paid once all the same. */
import { audit, Office } from './office';

const MAX_RUNS = 8;

it.each(['single', 'bulk'] as const)(
	'%s: nobody is paid twice or lost, and whoever failed is named',
	async (way) => {
		const office = await Office.open({ items: 80, seed: 11 });
		try {
			let found = audit(office, await office.run(way));
			for (let run = 1; found.named.length > 0 && run < MAX_RUNS; run++) {
				expect(found).toMatchObject({ doubled: 0, lost: [] });
				found = audit(office, await office.run(way));
			}
			expect(found).toEqual({
				due: 80,
				made: 80,
				doubled: 0,
				lost: [],
				named: [],
				unconfirmed: [],
				exact: true,
			});
			expect(office.sandbox.requests.some(({ fault }) => fault)).toBe(true);
		} finally {
			await office.close();
		}
	},
	120_000,
);
