/** `npm run readme`: writes the table of operations into the README. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTable } from './operations-table';

const file = join(__dirname, '../../README.md');
writeFileSync(file, withTable(readFileSync(file, 'utf8')));
console.log('README.md has the operations as the code has them.');
