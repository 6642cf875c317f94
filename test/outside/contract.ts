/** The sandbox's contract: reading it and compiling its schemas takes longer than most tests. */
import { requireOutside } from './mainRealm';

/** Requires TypeScript as well. */
interface Tsx {
	require(id: string, from: string): unknown;
}

const tsx = requireOutside('tsx/cjs/api') as Tsx;

export = tsx.require('../../sandbox/contract.ts', __filename);
