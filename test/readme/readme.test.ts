import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES, withTables } from './tables';

const read = (page: string) => readFileSync(join(__dirname, '../..', page), 'utf8');

it.each(PAGES)('%s lists what the code has; `npm run readme` writes it', (page) => {
	expect(read(page)).toBe(withTables(read(page)));
});

it('the README can be read in one sitting: 9 kB at most', () => {
	expect(Buffer.byteLength(read('README.md'))).toBeLessThanOrEqual(9000);
});
