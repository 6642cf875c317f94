const swc = [
	'@swc/jest',
	{
		jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
		module: { type: 'commonjs' },
	},
];

/** Tests run against dist/, so `npm run build` comes first (`npm test` does both). */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	// What plays months, other processes, or small runs of commands that take minutes: `npm run test:long`.
	testPathIgnorePatterns: ['\\.long\\.test\\.ts$'],
	// openapi-backend requires a parser that is an ES module, which Jest cannot load as it is.
	transform: { '^.+\\.ts$': swc, '/@apidevtools/.+\\.js$': swc },
	// What each test file would load anew, and need not: see test/outside/mainRealm.ts.
	moduleNameMapper: {
		'^fastify$': '<rootDir>/test/outside/fastify.ts',
		'^@fastify/formbody$': '<rootDir>/test/outside/formbody.ts',
		'^n8n-workflow$': '<rootDir>/test/outside/workflow.ts',
		'/contract$': '<rootDir>/test/outside/contract.ts',
	},
	transformIgnorePatterns: ['/node_modules/(?!@apidevtools/)'],
	// Some tests wait, so two cores carry three of them; each loads n8n first, so more would cost more than
	// they gain. `-w 2` on the command line wins.
	maxWorkers: 3,
	// A test hangs or it does not: a busy machine is no failure.
	testTimeout: 120_000,
};
