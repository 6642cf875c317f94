/**
 * n8n's engine, loaded once per process and kept away from whatever surrounds the process.
 *
 * Jest runs each test file in a realm and module registry of its own, where `instanceof Error`
 * fails for Node's own errors and where n8n would have to be loaded again for every file. So n8n
 * and the package under test are required from the main realm, as they are in production.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';

const mainRealm = runInThisContext('process') as NodeJS.Process;
const { createRequire } = mainRealm.getBuiltinModule('node:module');

const requireHere = createRequire(__filename);

/** Requires from the main realm; its `cache` is the real one. */
export const requireFromCore = createRequire(requireHere.resolve('n8n-core'));

/** Settings of the machine that would otherwise reach n8n: its own, and HTTP proxies. */
const foreignSettings =
	/^(N8N_|DB_|EXECUTIONS_|NODE_FUNCTION_|GENERIC_TIMEZONE$|(https?|all|no)_proxy$)/i;

function isolateSettings(env: NodeJS.ProcessEnv): void {
	if (env.N8N_USER_FOLDER?.startsWith(join(tmpdir(), `engine-${mainRealm.pid}-`))) return;

	for (const name of Object.keys(env)) if (foreignSettings.test(name)) delete env[name];
	const userFolder = mkdtempSync(join(tmpdir(), `engine-${mainRealm.pid}-`));
	env.N8N_USER_FOLDER = userFolder;
	env.N8N_ENCRYPTION_KEY = 'an encryption key that protects nothing';
	env.N8N_LOG_LEVEL = 'debug';
	mainRealm.once('exit', () => rmSync(userFolder, { recursive: true, force: true }));
}

/** n8n decides while loading whether it is tested itself; what runs here is the product. */
function asInProduction<T>(env: NodeJS.ProcessEnv, load: () => T): T {
	const before = env.NODE_ENV;
	env.NODE_ENV = 'production';
	try {
		return load();
	} finally {
		if (before === undefined) delete env.NODE_ENV;
		else env.NODE_ENV = before;
	}
}

function loadN8n() {
	isolateSettings(mainRealm.env);
	return asInProduction(mainRealm.env, () => ({
		core: requireFromCore('n8n-core') as typeof import('n8n-core'),
		workflow: requireFromCore('n8n-workflow') as typeof import('n8n-workflow'),
		di: requireFromCore('@n8n/di') as typeof import('@n8n/di'),
		common: requireFromCore('@n8n/backend-common') as typeof import('@n8n/backend-common'),
	}));
}

export const n8n = loadN8n();

const parseJson = runInThisContext('JSON.parse') as typeof JSON.parse;

/** A copy of plain data as n8n would read it from its database: JSON, with n8n's own prototypes. */
export function fromDatabase<T>(data: T): T {
	return parseJson(JSON.stringify(data)) as T;
}
