/** What most tests begin with: the sandbox, n8n's engine with the built package, and a credential. */
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../sandbox';
import type { SandboxSettings } from '../sandbox/types';
import { built } from './built';
import { createEngine, type Engine, type NodeResult, type RunNodeOptions } from './engine';
import { bringBackPauses, skipPauses } from './waiting';

export interface Stage {
	sandbox: Sandbox;
	engine: Engine;
	/** The sandbox's ready credential, which has logged in before unless it was told not to. */
	credentialId: string;
	/** Stores the ready credential with changes. Where they make another login, it has never logged in. */
	credentialWith(changes: ICredentialDataDecryptedObject): string;
	/** Runs one operation over the items: `run('reward.getAccount', { simplify: false })`. */
	run(call: string, parameters?: INodeParameters, options?: RunNodeOptions): Promise<NodeResult>;
	/** Another process of the same n8n: it shares the database, and remembers nothing. */
	otherProcess(): Promise<Stage>;
	/** Another n8n with the same login at EnKash. */
	otherN8n(): Promise<Stage>;
	stop(): Promise<void>;
}

export interface StageOptions {
	/**
	 * Whether the ready credential holds the session of an earlier login; it does by itself. Each
	 * stage would wait for its turn to log in otherwise, which takes a second.
	 */
	loggedIn?: boolean;
}

/** Stages in a process that others use as well. */
let guests = 0;

/**
 * @param process the n8n process to run in; a fresh one unless given. It remembers the logins of its
 * stages, and ports come round again, so there each stage has a login of its own.
 */
export async function setStage(
	settings: Partial<SandboxSettings> = {},
	process?: Engine,
	{ loggedIn = true }: StageOptions = {},
): Promise<Stage> {
	const [sandbox, engine] = await Promise.all([
		startSandbox({ settings }),
		process ?? createEngine(),
	]);
	const authUrl = process ? `${sandbox.url}/${++guests}/..` : sandbox.url;
	const credential = { ...sandbox.credential, authUrl, ...NO_SESSION };
	const ready = loggedIn ? signedIn(sandbox, credential) : credential;
	return stageOf(sandbox, ready, engine, engine.addCredential(ready));
}

const NO_SESSION = {
	sessionToken: '',
	sessionTokenExpiresAt: '',
	sessionLogin: '',
	loginRefusal: '',
	loginClaim: '',
};

const { readAccount } = built('api/login/account');

/** The credential as a login leaves it: with the hidden fields of a session. */
export function signedIn(
	sandbox: Sandbox,
	credential = sandbox.credential,
): ICredentialDataDecryptedObject {
	return {
		...credential,
		...NO_SESSION,
		sessionToken: sandbox.issueToken(),
		sessionTokenExpiresAt: String(Date.now() + sandbox.settings.tokenLifetime * 1000),
		sessionLogin: readAccount(credential).loginKey,
	};
}

/** A session stays with its login. */
function changed(
	ready: ICredentialDataDecryptedObject,
	changes: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	const all = { ...ready, ...changes };
	return readAccount(all).loginKey === ready.sessionLogin ? all : { ...all, ...NO_SESSION };
}

function stageOf(
	sandbox: Sandbox,
	ready: ICredentialDataDecryptedObject,
	engine: Engine,
	credentialId: string,
): Stage {
	return {
		sandbox,
		engine,
		credentialId,
		otherProcess: async () =>
			stageOf(sandbox, ready, await createEngine({ sharedWith: engine }), credentialId),
		otherN8n: async () => {
			const other = await createEngine();
			return stageOf(sandbox, ready, other, other.addCredential(ready));
		},
		credentialWith: (changes) => engine.addCredential(changed(ready, changes)),
		run: async (call, parameters = {}, options = {}) => {
			const [resource, operation] = call.split('.');
			const items = options.items ?? [{}];
			return await engine.runNode(
				{ resource, operation, ...parameters },
				{ credentialId, ...options, items },
			);
		},
		stop: () => sandbox.stop(),
	};
}

/**
 * One anew for each test of a file, under one name; nobody on it waits.
 * @throws Error where it is used while no test runs
 */
export function useEach<T extends { stop(): Promise<void> }>(open: () => Promise<T>): T {
	let today: T | undefined;
	beforeAll(skipPauses);
	afterAll(bringBackPauses);
	beforeEach(async () => {
		today = await open();
	});
	afterEach(async () => {
		await today?.stop();
		today = undefined;
	});
	return new Proxy({} as T, {
		get(_, name) {
			if (!today) throw new Error('It is open during tests only');
			return Reflect.get(today, name) as unknown;
		},
	});
}

/** The data of the items that came out. */
export function dataOf(result: NodeResult): IDataObject[] {
	return result.items.map(({ json }) => json);
}
