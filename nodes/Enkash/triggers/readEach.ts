import { sideBySide } from '../lib/pool';
import type { Thing } from './changes';

const AT_A_TIME = 5;

/** Asks for things one by one, some at a time. A failure is one of the whole poll. */
export async function readEach(
	keys: string[],
	read: (key: string) => Promise<Thing>,
): Promise<Thing[]> {
	const things: Thing[] = [];
	await sideBySide(keys.length, AT_A_TIME, async (position) => {
		things[position] = await read(keys[position]);
		return true;
	});
	return things;
}
