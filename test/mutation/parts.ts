/**
 * What is mutated together, and the tests that are to notice. A part is small enough to be run while
 * something else is done: tests on n8n's engine take seconds for each mutant, those of pure functions
 * milliseconds, so a part names the least that should kill all of it.
 */
export interface Part {
	/** Sources, below `nodes/Enkash`. */
	mutate: string[];
	/** Test files, below `test`. */
	tests: string[];
}

export const PARTS: Record<string, Part> = {
	verdict: { mutate: ['money/verdict.ts'], tests: ['money/verdict.test.ts', 'money/told.test.ts'] },
	matching: { mutate: ['money/matching.ts'], tests: ['money/matching.test.ts'] },
	memory: { mutate: ['money/memory.ts', 'money/turns.ts'], tests: ['money/memory.test.ts'] },
	journal: { mutate: ['money/journal.ts'], tests: ['money/journal.test.ts'] },
	json: { mutate: ['lib/json.ts'], tests: ['api/wire/answers.test.ts', 'run/output.test.ts'] },
};
