/**
 * Jest runs each test file in a realm of its own, and would load whatever it uses again for each. What
 * keeps nothing of one test that another could see is loaded once in a process, outside of that realm.
 */
import { runInThisContext } from 'node:vm';

const { createRequire } = (runInThisContext('process') as NodeJS.Process).getBuiltinModule(
	'node:module',
);

/** Requires from the realm in which the process began. */
export const requireOutside = createRequire(__filename);
