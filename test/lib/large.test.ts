/** What is too much to be an answer, at its very edge. */
import { hasInexactNumber } from '../../nodes/Enkash/lib/json';

const MOST = 4_000_000;

test('JSON of more than four million values is not read', () => {
	expect(hasInexactNumber(','.repeat(MOST))).toBe(false);
	expect(() => hasInexactNumber(','.repeat(MOST + 1))).toThrow('too many values');
	// What stands between them counts for nothing.
	expect(hasInexactNumber(' '.repeat(MOST + 1))).toBe(false);
	// A list or an object counts as one itself.
	expect(() => hasInexactNumber(`[]${','.repeat(MOST)}`)).toThrow('too many values');
});
