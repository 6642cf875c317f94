/** `npm run readme`: writes the tables of operations into the README. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTables } from './tables';

const file = join(__dirname, '../../README.md');
writeFileSync(file, withTables(readFileSync(file, 'utf8')));
console.log('README.md has the operations as the code has them.');
