/** Does pieces of work in order, some at a time, until one of them asks to stop by giving false. */
export async function sideBySide(
	count: number,
	atATime: number,
	work: (position: number) => Promise<boolean>,
): Promise<void> {
	let next = 0;
	let stopped = false;
	const worker = async () => {
		while (next < count && !stopped) {
			if (!(await work(next++))) stopped = true;
		}
	};
	const workers = Math.max(1, Math.min(atATime, count));
	await Promise.all(Array.from({ length: workers }, worker));
}
