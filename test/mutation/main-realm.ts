/**
 * Runs before each test file, in Jest's realm. The package under test is loaded in the main realm, once
 * for a process (see test/engine/n8n.ts), so Stryker's switch is handed over to that one, and the package
 * forgotten, for a mutant in what a module does while it is loaded to take effect too.
 */
import { join, sep } from 'node:path';
import { runInThisContext } from 'node:vm';
import { requireFromCore } from '../engine/n8n';

interface Switched {
	__stryker__?: object;
}

const main = runInThisContext('globalThis') as Switched;
main.__stryker__ = (globalThis as Switched).__stryker__;

const built = join(__dirname, '../../dist') + sep;
for (const file of Object.keys(requireFromCore.cache)) {
	if (file.startsWith(built)) delete requireFromCore.cache[file];
}
