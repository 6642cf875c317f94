/** One module of the built package, as n8n loads it: in the main realm, with Node's own errors and classes. */
import { join } from 'node:path';
import { requireFromCore } from './engine/n8n';

export interface Modules {
	'api/login/account': typeof import('../nodes/Enkash/api/login/account');
	'api/wire/encryption': typeof import('../nodes/Enkash/api/wire/encryption');
	'api/wire/envelope': typeof import('../nodes/Enkash/api/wire/envelope');
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

export function built<Name extends keyof Modules>(name: Name): Modules[Name] {
	return requireFromCore(join(__dirname, '../dist/nodes/Enkash', `${name}.js`)) as Modules[Name];
}
