const config = require('./jest.config.js');

/** What `npm test` plays a part of: see test/matrix.ts. */
const WHOLE = [
	'api/answers/variants',
	'api/login/{older-n8n,token,wrong-password}',
	'api/wire/{encryptedCalls,encryption,size}',
	'faults/*',
	'money/matching',
	'money/once',
	'money/references',
	'payments/afterPayment',
	'payments/limitsInDoubt',
	'payments/payAndReverse',
	'payments/retriedExecution',
	'run/agentTool',
	'secrets/hunt',
	'triggers/cursorProperty',
	'triggers/lists',
	'triggers/login',
	'worst/*',
];

/** `npm run test:long`: what takes minutes. The matrices of `npm test` as a whole, and what that leaves out. */
module.exports = {
	...config,
	maxWorkers: 3,
	globals: { wholeMatrix: true },
	testPathIgnorePatterns: [],
	testMatch: ['**/*.long.test.ts', ...WHOLE.map((name) => `**/test/${name}.test.ts`)],
};
