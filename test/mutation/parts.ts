/**
 * What is mutated together, and the tests that are to notice. A part is small enough to be run while
 * something else is done: tests on n8n's engine take seconds for each mutant, those of pure functions
 * milliseconds, so a part names the least that should kill all of it.
 */
export interface Part {
	/** Sources, below `nodes/Enkash`. */
	mutate: string[];
	/** Test files, or folders of them, below `test`; the quick ones first. */
	tests: string[];
}

export const PARTS: Record<string, Part> = {
	verdict: { mutate: ['money/verdict.ts'], tests: ['money/verdict.test.ts', 'money/told.test.ts'] },
	matching: {
		mutate: ['money/matching.ts'],
		tests: ['money/answered.test.ts', 'money/matching.test.ts'],
	},
	memory: {
		mutate: ['money/memory.ts', 'money/turns.ts'],
		tests: ['money/memory.test.ts', 'money/turns.test.ts', 'money/longest.long.test.ts'],
	},
	journal: { mutate: ['money/journal.ts'], tests: ['money/journal.test.ts'] },
	limits: {
		mutate: ['money/limits.ts', 'money/reference.ts'],
		tests: ['money/limits.test.ts', 'money/references.test.ts'],
	},
	lookUps: { mutate: ['money/lookUps.ts'], tests: ['money/lookUps.test.ts'] },
	knowledge: {
		mutate: ['money/knowledge.ts'],
		tests: ['money/knowledge.test.ts', 'money/doubts.test.ts'],
	},
	single: {
		mutate: ['money/single.ts', 'money/batch.ts', 'money/carryOut.ts', 'money/failures.ts'],
		tests: [
			'money/carryOut.test.ts',
			'money/paymentRun.test.ts',
			'money/single.test.ts',
			'money/batch.test.ts',
		],
	},
	paySheet: { mutate: ['money/paySheet.ts'], tests: ['money/paySheet.test.ts'] },
	waiting: {
		mutate: ['money/waiting.ts'],
		tests: ['money/waiting.test.ts', 'money/earlier.test.ts'],
	},
	others: { mutate: ['money/others.ts'], tests: ['money/others.test.ts'] },
	run: {
		mutate: ['money/paymentRun.ts'],
		tests: ['money/paymentRun.test.ts', 'money/pace.test.ts', 'money/earlier.test.ts'],
	},
	clean: {
		mutate: ['input/clean.ts'],
		tests: ['input/clean.test.ts', 'input/words.test.ts', 'input/rows.test.ts'],
	},
	headers: {
		mutate: ['input/headers.ts'],
		tests: ['input/headers.test.ts', 'input/survey.test.ts', 'input/rows.test.ts'],
	},
	rows: { mutate: ['input/rows.ts'], tests: ['input/rows.test.ts', 'input/flaws.test.ts'] },
	times: {
		mutate: ['input/times.ts', 'input/wallClock.ts'],
		tests: ['input/wallClock.test.ts', 'input/times.test.ts'],
	},
	json: { mutate: ['lib/json.ts'], tests: ['lib/json.test.ts', 'lib/large.test.ts'] },
	errors: { mutate: ['lib/errors.ts'], tests: ['lib/errors.test.ts'] },
	lib: {
		mutate: ['lib/groups.ts', 'lib/pause.ts', 'lib/pool.ts'],
		tests: ['lib/groups.test.ts', 'lib/pause.test.ts', 'lib/pool.test.ts'],
	},
	words: { mutate: ['api/wire/words.ts'], tests: ['api/wire/words.test.ts'] },
	advice: { mutate: ['api/wire/advice.ts'], tests: ['api/wire/advice.test.ts'] },
	secrets: { mutate: ['api/wire/secrets.ts'], tests: ['api/wire/secrets.test.ts'] },
	encryption: { mutate: ['api/wire/encryption.ts'], tests: ['api/wire/encryption.test.ts'] },
	endpoints: { mutate: ['api/wire/endpoints.ts'], tests: ['api/wire/endpoints.test.ts'] },
	envelope: {
		mutate: ['api/wire/envelope.ts'],
		tests: ['api/wire/envelope.test.ts', 'api/wire/refusals.test.ts'],
	},
	pages: {
		mutate: ['api/wire/pages.ts', 'api/wire/records.ts'],
		tests: ['api/wire/pages.test.ts', 'api/wire/records.test.ts'],
	},
	retry: { mutate: ['api/wire/retry.ts'], tests: ['api/wire/retry.test.ts'] },
	transport: {
		mutate: ['api/wire/transport.ts'],
		tests: ['api/wire/transport.test.ts', 'api/wire/unsent.test.ts'],
	},
	path: { mutate: ['api/path.ts'], tests: ['api/path.test.ts'] },
	books: {
		mutate: ['api/answers/transactionBooks.ts'],
		tests: ['api/answers/transactionBooks.test.ts'],
	},
	bulkEntries: {
		mutate: ['api/answers/bulkEntries.ts'],
		tests: ['api/answers/bulkEntries.test.ts'],
	},
	transactions: {
		mutate: ['api/answers/transactions.ts'],
		tests: ['api/answers/transactions.test.ts'],
	},
	orders: {
		mutate: ['api/answers/orders.ts', 'api/answers/catalogue.ts'],
		tests: ['api/answers/orders.test.ts'],
	},
	strikes: {
		mutate: ['api/login/strikes.ts'],
		tests: ['api/login/strikes.test.ts', 'api/login/advice.test.ts'],
	},
	claim: { mutate: ['api/login/claim.ts'], tests: ['api/login/claim.test.ts'] },
	session: { mutate: ['api/login/session.ts'], tests: ['api/login/session.test.ts'] },
	attempt: {
		mutate: ['api/login/attempt.ts'],
		tests: ['api/login/attempt.test.ts', 'api/login/once.test.ts'],
	},
	account: {
		mutate: ['api/login/account.ts', 'api/login/hosts.ts', 'api/login/routes.ts'],
		tests: ['api/login/account.test.ts', 'api/login/hosts.test.ts', 'api/login/routes.test.ts'],
	},
	request: {
		mutate: ['api/login/request.ts', 'api/login/probe.ts'],
		tests: ['api/login/request.test.ts', 'api/login/probe.test.ts'],
	},
	store: {
		mutate: ['api/login/store.ts', 'api/login/ownCall.ts'],
		tests: ['api/login/store.test.ts'],
	},
	access: {
		mutate: ['api/login/access.ts', 'api/login/hooks.ts'],
		tests: ['api/login/access.test.ts', 'api/login/hooks.test.ts'],
	},
	client: {
		mutate: ['api/client.ts', 'api/requestOptions.ts'],
		tests: ['api/client.test.ts', 'api/tokens.test.ts'],
	},
};
