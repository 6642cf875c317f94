import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTables } from './tables';

it('the README lists the operations as the code has them; `npm run readme` writes it', () => {
	const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
	expect(readme).toBe(withTables(readme));
});
