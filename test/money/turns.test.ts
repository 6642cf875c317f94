/** Work on the same thing waits for each other, and on nothing else. */
import { inTurn } from '../../nodes/Enkash/money/turns';

const breath = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Pieces of work that go on until they are let go, and what was begun and ended of them, in order. */
function workshop() {
	const events: string[] = [];
	const letGo = new Map<string, (failure?: Error) => void>();
	const start = (name: string, keys: string[]) =>
		inTurn(keys, async () => {
			events.push(`${name} begins`);
			const failure = await new Promise<Error | undefined>((resolve) => letGo.set(name, resolve));
			events.push(`${name} ends`);
			if (failure) throw failure;
			return name;
		});
	const end = async (name: string, failure?: Error) => {
		letGo.get(name)?.(failure);
		await breath();
	};
	return { events, start, end };
}

test('the second on a key begins when the first has ended, the third after the second', async () => {
	const { events, start, end } = workshop();
	const all = ['first', 'second', 'third'].map((name) => start(name, ['ROW-1']));
	await breath();
	expect(events).toEqual(['first begins']);
	await end('first');
	expect(events).toEqual(['first begins', 'first ends', 'second begins']);
	await end('second');
	await end('third');
	expect(events.slice(3)).toEqual(['second ends', 'third begins', 'third ends']);
	expect(await Promise.all(all)).toEqual(['first', 'second', 'third']);
});

test('work on other keys goes on meanwhile', async () => {
	const { events, start, end } = workshop();
	const both = [start('one', ['ROW-1']), start('other', ['ROW-2'])];
	await breath();
	expect(events).toEqual(['one begins', 'other begins']);
	await end('one');
	await end('other');
	await Promise.all(both);
});

test('work on several keys waits for all of them, and whoever needs one of them waits for it', async () => {
	const { events, start, end } = workshop();
	const all = [
		start('a', ['ROW-1']),
		start('b', ['ROW-2']),
		start('both', ['ROW-1', 'ROW-2']),
		start('late', ['ROW-2']),
	];
	await breath();
	await end('a');
	expect(events).not.toContain('both begins');
	await end('b');
	expect(events).toContain('both begins');
	expect(events).not.toContain('late begins');
	await end('both');
	expect(events.at(-1)).toBe('late begins');
	await end('late');
	await Promise.all(all);
});

test('work that fails tells its own failure alone, and the next one begins', async () => {
	const { start, end } = workshop();
	const failing = start('failing', ['ROW-1']);
	const next = start('next', ['ROW-1']);
	await breath();
	await end('failing', new Error('Connection lost'));
	await expect(failing).rejects.toThrow('Connection lost');
	await end('next');
	expect(await next).toBe('next');
});

test('who comes once the first has ended still waits for the second', async () => {
	const { events, start, end } = workshop();
	const all = [start('first', ['ROW-1']), start('second', ['ROW-1'])];
	await breath();
	await end('first');
	all.push(start('third', ['ROW-1']));
	await breath();
	expect(events).not.toContain('third begins');
	await end('second');
	expect(events.at(-1)).toBe('third begins');
	await end('third');
	await Promise.all(all);
});
