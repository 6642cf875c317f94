/** Tells a person who waits that something happens, and how long it took. */
import { statfs } from 'node:fs/promises';

/** On a terminal one line is written over; in a log a line now and then will do. */
const PAUSE = process.stdout.isTTY ? 1000 : 15_000;

/**
 * Does something that takes a while.
 * @param name what is done, such as 'n8n starts'
 * @param usual how long that usually takes, in words
 * @param detail what else to say while it lasts
 */
export async function during<Result>(
	name: string,
	usual: string,
	work: () => Promise<Result>,
	detail: () => Promise<string> = () => Promise.resolve(''),
): Promise<Result> {
	const from = Date.now();
	const passed = () => inWords((Date.now() - from) / 1000);
	say(`${name} (${usual})`);
	const timer = setInterval(() => {
		void detail().then((more) => say(`${name}: ${passed()}${more}`));
	}, PAUSE);
	try {
		const result = await work();
		say(`${name}: done in ${passed()}`);
		return result;
	} finally {
		clearInterval(timer);
		if (process.stdout.isTTY) process.stdout.write('\n');
	}
}

/** What was put on the disk of `folder` since now, of so many GB that are expected. */
export async function fillingOf(folder: string, expected: number): Promise<() => Promise<string>> {
	const before = await freeBytes(folder);
	return async () => {
		const used = Math.max(0, before - (await freeBytes(folder))) / 1e9;
		return `, ${used.toFixed(1)} of about ${expected} GB`;
	};
}

async function freeBytes(folder: string): Promise<number> {
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}

function say(line: string): void {
	if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}`);
	else console.log(line);
}

function inWords(seconds: number): string {
	const whole = Math.round(seconds);
	return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
