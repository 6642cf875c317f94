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
	// Each loads n8n first, which a few files do not gain back from more of them. Some tests wait, so for all
	// of them two cores carry three: `npm test` says so, and the first `-w` on its command line wins.
	maxWorkers: 2,
	// A test hangs or it does not: a busy machine is no failure.
	testTimeout: 120_000,
};
