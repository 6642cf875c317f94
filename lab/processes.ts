/** Starting programs, and stopping all that was started: by its own process group, never by name. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';

const running = new Set<ChildProcess>();

process.on('exit', () => running.forEach((child) => signalGroup(child, 'SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	// A second one while the first is at work would leave behind what was started.
	process.on(signal, () => void killAll().finally(() => process.exit(1)));
}

/** Only what has ended writes no more into the folders that go when this process does. */
async function killAll(): Promise<void> {
	const ends = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)));
	for (const child of running) signalGroup(child, 'SIGKILL');
	await Promise.all(ends);
}

export interface Service {
	pid: number;
	/** What it has printed so far. */
	output(): string;
	/** Resolves as soon as it prints `text`; fails when it ends or the time is up. */
	printed(text: string, seconds: number): Promise<void>;
	/** Asks it to end, and makes it end ten seconds later. */
	stop(): Promise<void>;
	/** Ends it at once, as a crash would. */
	kill(): Promise<void>;
}

export interface ServiceOptions {
	name: string;
	env: NodeJS.ProcessEnv;
	logFile: string;
	uid?: number;
	gid?: number;
}

export function startService(command: string, args: string[], options: ServiceOptions): Service {
	const { name, logFile, ...identity } = options;
	const child = spawn(command, args, {
		...identity,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	running.add(child);
	mkdirSync(dirname(logFile), { recursive: true });
	const log = createWriteStream(logFile, { flags: 'a' });
	let output = '';
	const keep = (chunk: Buffer) => {
		// What it printed last may be read after its exit was told.
		if (!log.writableEnded) log.write(chunk);
		output += chunk.toString();
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	let ended = false;
	const end = new Promise<void>((resolve) => {
		const finish = () => {
			ended = true;
			signalGroup(child, 'SIGKILL');
			running.delete(child);
			log.end();
			resolve();
		};
		child.once('exit', finish);
		child.once('error', finish);
	});

	return {
		pid: child.pid ?? 0,
		output: () => output,
		async printed(text, seconds) {
			const deadline = Date.now() + seconds * 1000;
			while (!output.includes(text)) {
				if (ended)
					throw new Error(`${name} ended before it printed '${text}':\n${output.slice(-3000)}`);
				if (Date.now() > deadline) {
					throw new Error(
						`${name} did not print '${text}' in ${seconds} s:\n${output.slice(-3000)}`,
					);
				}
				await pause(50);
			}
		},
		async stop() {
			signalGroup(child, 'SIGTERM');
			const patience = setTimeout(() => signalGroup(child, 'SIGKILL'), 10_000);
			await end;
			clearTimeout(patience);
		},
		async kill() {
			signalGroup(child, 'SIGKILL');
			await end;
		},
	};
}

/** Runs a command to its end with its output shown; fails when it does. */
export async function runLogged(command: string, args: string[], options: SpawnOptions = {}) {
	const child = spawn(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
	await new Promise<void>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => {
			if (code === 0) resolve();
			else reject(new Error(`'${command} ${args.join(' ')}' ended with ${code ?? 'a signal'}`));
		});
	});
}

/**
 * `count` different ports of loopback that nobody listens on now. They lie below those that the
 * system gives to outgoing connections, which might take one before the program asked for it.
 */
export async function freePorts(count: number): Promise<number[]> {
	const ports = new Set<number>();
	while (ports.size < count) {
		const port = 20_000 + Math.floor(Math.random() * 12_000);
		if (await isFree(port)) ports.add(port);
	}
	return [...ports];
}

export async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

export function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

export async function pause(milliseconds: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
