/** Work that is done side by side: in order, so much at a time, and until somebody asks to stop. */
import { sideBySide } from '../../nodes/Enkash/lib/pool';

/** Does so many pieces of work, each of them over a few turns, and tells when each began and ended. */
async function work(count: number, atATime: number, stopAt = -1) {
	const begun: number[] = [];
	let now = 0;
	let most = 0;
	await sideBySide(count, atATime, async (position) => {
		begun.push(position);
		most = Math.max(most, ++now);
		for (let turn = 0; turn < 5; turn++) await Promise.resolve();
		now--;
		return position !== stopAt;
	});
	return { begun, most, left: now };
}

test.each([
	[7, 3, 3],
	[7, 1, 1],
	[2, 5, 2],
	[1, 1, 1],
	[3, 0, 1],
	[0, 3, 0],
])('%d pieces, %d at a time, are begun in order, %d at once', async (count, atATime, most) => {
	const begun = Array.from({ length: count }, (_, position) => position);
	expect(await work(count, atATime)).toEqual({ begun, most, left: 0 });
});

test('nothing is begun after one of them asked to stop, and what was begun is ended', async () => {
	expect(await work(9, 1, 2)).toEqual({ begun: [0, 1, 2], most: 1, left: 0 });
	expect(await work(9, 3, 0)).toEqual({ begun: [0, 1, 2], most: 3, left: 0 });
});

test('the first failure is told', async () => {
	const failing = sideBySide(3, 2, () => Promise.reject(new Error('No')));
	await expect(failing).rejects.toThrow('No');
});
