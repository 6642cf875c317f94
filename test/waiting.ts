/**
 * Cuts short what n8n and the node wait for, so that a test takes as long as its work, however busy
 * the machine is. How long they wait by themselves is for other tests to show.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../sandbox';
import type { RecordedRequest } from '../sandbox/types';
import { passMilliseconds } from './clock';
import { requireFromCore } from './engine/n8n';

/** Milliseconds: enough for others to have their turn. */
const LONGEST_PAUSE = 10;

interface Sleeper {
	sleep: (milliseconds: number) => Promise<void>;
}

/** What n8n's `sleep` is exported from: each copy has its own, and its place differs by version. */
function sleepers(): Sleeper[] {
	return Object.values(requireFromCore.cache).flatMap((module) => {
		if (!/[\\/](n8n-workflow|@n8n[\\/]utils)[\\/]/.test(module?.filename ?? '')) return [];
		const exports = module?.exports as Sleeper;
		// Those that only pass it on have a getter.
		const own = Object.getOwnPropertyDescriptor(exports, 'sleep')?.value as unknown;
		return typeof own === 'function' ? [exports] : [];
	});
}

let skipped: Array<() => void> = [];

/** How long the pauses were to be that were cut short, in milliseconds; for a test to empty and to read. */
export const skippedPauses: number[] = [];

/**
 * From here on a pause is over almost at once, in the whole process: the one before a call is
 * repeated, or before a payment is looked up again.
 */
export function skipPauses(): void {
	cutPauses(() => {});
}

/** The same, and the clock of the node goes on by what was skipped; `resetClock` after each test. */
export function skipTime(): void {
	cutPauses(passMilliseconds);
}

function cutPauses(skip: (milliseconds: number) => void): void {
	skipped = sleepers().map((exports) => {
		const { sleep } = exports;
		exports.sleep = async (milliseconds) => {
			skippedPauses.push(milliseconds);
			await pause(Math.min(milliseconds, LONGEST_PAUSE));
			skip(milliseconds);
		};
		return () => (exports.sleep = sleep);
	});
	if (skipped.length === 0) throw new Error("n8n's sleep is not where it was");
}

export function bringBackPauses(): void {
	for (const bringBack of skipped.splice(0)) bringBack();
}

/** Faults after which nothing comes any more, or very late. */
const SILENT = ['hang', 'hangAfter', 'delay'];

/**
 * A request that the sandbox leaves without an answer times out as soon as it has been seen there,
 * and no other one does. Of several at a time to one path, it is the last.
 * @returns what ends this
 */
export function endSilence({ url, requests }: Pick<Sandbox, 'url' | 'requests'>): () => void {
	const sent: ClientRequest[] = [];
	const keep = (message: unknown) => {
		const { request } = message as { request: ClientRequest };
		if (url === `http://${String(request.getHeader('host'))}`) sent.push(request);
	};
	let seen = requests.length;
	const look = () => {
		for (; seen < requests.length; seen++) {
			if (SILENT.includes(requests[seen].fault ?? '')) lastTo(requests[seen])?.emit('timeout');
		}
	};
	const lastTo = ({ method, path }: RecordedRequest) =>
		sent
			.filter((request) => request.method === method && request.path.split('?')[0] === path)
			.at(-1);
	subscribe('http.client.request.start', keep);
	const watch = setInterval(look, 5);
	return () => {
		clearInterval(watch);
		unsubscribe('http.client.request.start', keep);
	};
}
