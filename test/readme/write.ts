/** `npm run readme`: writes the tables that are made from code, contract and examples. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES, withTables } from './tables';

for (const page of PAGES) {
	const file = join(__dirname, '../..', page);
	writeFileSync(file, withTables(readFileSync(file, 'utf8')));
}
console.log(`${PAGES.join(', ')}: written from code, contract and examples.`);
