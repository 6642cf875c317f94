/** One module of the built package, as n8n loads it: in the main realm, with Node's own errors and classes. */
import { join, sep } from 'node:path';
import { requireFromCore } from './engine/n8n';

export interface Modules {
	'api/client': typeof import('../nodes/Enkash/api/client');
	'api/login/access': typeof import('../nodes/Enkash/api/login/access');
	'api/login/account': typeof import('../nodes/Enkash/api/login/account');
	'api/login/attempt': typeof import('../nodes/Enkash/api/login/attempt');
	'api/login/claim': typeof import('../nodes/Enkash/api/login/claim');
	'api/login/hooks': typeof import('../nodes/Enkash/api/login/hooks');
	'api/login/hosts': typeof import('../nodes/Enkash/api/login/hosts');
	'api/login/ownCall': typeof import('../nodes/Enkash/api/login/ownCall');
	'api/login/probe': typeof import('../nodes/Enkash/api/login/probe');
	'api/login/request': typeof import('../nodes/Enkash/api/login/request');
	'api/login/routes': typeof import('../nodes/Enkash/api/login/routes');
	'api/login/session': typeof import('../nodes/Enkash/api/login/session');
	'api/login/store': typeof import('../nodes/Enkash/api/login/store');
	'api/login/strikes': typeof import('../nodes/Enkash/api/login/strikes');
	'api/wire/encryption': typeof import('../nodes/Enkash/api/wire/encryption');
	'api/wire/envelope': typeof import('../nodes/Enkash/api/wire/envelope');
	'api/wire/retry': typeof import('../nodes/Enkash/api/wire/retry');
	'payments/vouchers': typeof import('../nodes/Enkash/payments/vouchers');
	'run/output': typeof import('../nodes/Enkash/run/output');
	'money/batch': typeof import('../nodes/Enkash/money/batch');
	'money/journal': typeof import('../nodes/Enkash/money/journal');
	'money/knowledge': typeof import('../nodes/Enkash/money/knowledge');
	'money/lookUps': typeof import('../nodes/Enkash/money/lookUps');
	'money/memory': typeof import('../nodes/Enkash/money/memory');
	'money/others': typeof import('../nodes/Enkash/money/others');
	'money/paymentRun': typeof import('../nodes/Enkash/money/paymentRun');
	'money/paySheet': typeof import('../nodes/Enkash/money/paySheet');
	'money/single': typeof import('../nodes/Enkash/money/single');
	'money/waiting': typeof import('../nodes/Enkash/money/waiting');
	'money/verdict': typeof import('../nodes/Enkash/money/verdict');
	'lib/errors': typeof import('../nodes/Enkash/lib/errors');
	'lib/json': typeof import('../nodes/Enkash/lib/json');
}

const DIST = join(__dirname, '../dist');

export function built<Name extends keyof Modules>(name: Name): Modules[Name] {
	return requireFromCore(join(DIST, 'nodes/Enkash', `${name}.js`)) as Modules[Name];
}

const { startAnew } = requireFromCore(join(__dirname, 'engine/modules.cjs')) as {
	startAnew: (folder: string) => void;
};

/** The same in another process, that of whatever is asked for from here on: it remembers nothing. */
export function builtAnew<Name extends keyof Modules>(name: Name): Modules[Name] {
	startAnew(DIST + sep);
	return built(name);
}
