/** Stryker's plugin, in the process in which it runs tests: says which tests see which mutants. */
import { OneProcess, Status, type Told } from './one-process';

type Counts = Record<string, number>;

/** What Stryker's mutants look at, and count into. */
interface Switch {
	activeMutant?: string;
	currentTestId?: string;
	mutantCoverage?: { static: Counts; perTest: Record<string, Counts> };
	hitCount?: number;
	hitLimit?: number;
}

interface MutantRun {
	activeMutant: { id: string };
	testFilter?: string[];
	hitLimit?: number;
}

class Runner {
	static readonly inject = ['options'] as const;

	private readonly switch: Switch;

	private readonly tests: OneProcess;

	private readonly files: string[];

	constructor({ tests }: { tests: string[] }) {
		this.files = tests;
		this.switch = (globalThis as { __stryker__?: Switch }).__stryker__ ??= {};
		this.tests = new OneProcess(process.cwd(), (id) => (this.switch.currentTestId = id));
	}

	capabilities() {
		return { reloadEnvironment: true };
	}

	async dryRun() {
		const perTest: Record<string, Counts> = {};
		const tests: Told[] = [];
		for (const file of this.files) {
			const counted = { static: {}, perTest };
			this.switch.mutantCoverage = counted;
			const told = await this.tests.run(file);
			// What is loaded or set up for a file is there for each of its tests.
			for (const { id } of told) perTest[id] = { ...counted.static, ...perTest[id] };
			tests.push(...told);
		}
		return { status: 'complete', tests, mutantCoverage: { static: {}, perTest } };
	}

	async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRun) {
		const hitCount = hitLimit === undefined ? undefined : 0;
		Object.assign(this.switch, { activeMutant: activeMutant.id, hitCount, hitLimit });
		try {
			return await this.firstFailure(testFilter && new Set(testFilter));
		} finally {
			this.switch.activeMutant = undefined;
		}
	}

	private async firstFailure(wanted: Set<string> | undefined) {
		let nrOfTests = 0;
		for (const file of this.files) {
			if (wanted && ![...wanted].some((id) => id.startsWith(`${file}: `))) continue;
			const told = await this.tests.run(file, wanted);
			nrOfTests += told.filter(({ status }) => status !== Status.Skipped).length;
			const { hitCount = 0, hitLimit = Infinity } = this.switch;
			if (hitCount > hitLimit) return { status: 'timeout', reason: 'It goes on without end' };
			const failed = told.find(({ status }) => status === Status.Failed);
			if (!failed) continue;
			const { id, failureMessage } = failed;
			return { status: 'killed', killedBy: [id], failureMessage, nrOfTests };
		}
		return { status: 'survived', nrOfTests };
	}
}

export const strykerPlugins = [
	{ kind: 'TestRunner', name: 'one-process', injectableClass: Runner },
];
