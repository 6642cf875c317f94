/** Pauses that end when the execution is stopped. */
import { getEventListeners } from 'node:events';
import { assertNotCancelled, pause } from '../../nodes/Enkash/lib/pause';

const STOPPED = 'The execution was cancelled before this was sent';

test('a pause is as long as it is to be, whether it can be stopped or not', async () => {
	const began = Date.now();
	await pause(30);
	await pause(30, new AbortController().signal);
	expect(Date.now() - began).toBeGreaterThanOrEqual(58);
});

test('a stop ends a pause at once, and whatever was to follow is not done', async () => {
	const began = Date.now();
	const stop = new AbortController();
	const waiting = pause(2_000, stop.signal);
	stop.abort();
	await expect(waiting).rejects.toMatchObject({ kind: 'notSent', message: STOPPED });
	await expect(pause(2_000, stop.signal)).rejects.toThrow(STOPPED);
	expect(Date.now() - began).toBeLessThan(2_000);
});

test('a pause leaves nothing behind at what may stop it, which lives as long as the execution', async () => {
	const stop = new AbortController();
	await pause(1, stop.signal);
	expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
	stop.abort();
	await expect(pause(1, stop.signal)).rejects.toThrow(STOPPED);
	expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
});

test('nothing is in the way of what nobody stops', () => {
	expect(() => assertNotCancelled()).not.toThrow();
	expect(() => assertNotCancelled(new AbortController().signal)).not.toThrow();
	expect(() => assertNotCancelled(AbortSignal.abort())).toThrow(STOPPED);
});
