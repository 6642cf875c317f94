/**
 * Loaded before anything else, into every process of a run on another n8n: whatever the tests and
 * the package ask of n8n's packages comes from TEST_ENGINE_ROOT, as it would inside that n8n.
 */
import { realpathSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join, sep } from 'node:path';

const root = realpathSync(process.env.TEST_ENGINE_ROOT);
const { resolve: resolveInRoot } = createRequire(join(root, 'package.json'));
const OF_N8N = /^(n8n-core|n8n-workflow|@n8n\/[^/]+)$/;

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
	const fromOutside = !parent?.filename?.startsWith(root + sep);
	if (fromOutside && OF_N8N.test(request)) return resolveInRoot(request);
	return resolveFilename.call(this, request, parent, ...rest);
};
