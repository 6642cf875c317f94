// In every process of a counted run: what was counted in it is written down when it ends.
const { writeFileSync } = process.getBuiltinModule('node:fs');
const { join } = process.getBuiltinModule('node:path');

process.on('exit', () => {
	const { __coverage__: counts } = globalThis;
	if (!counts || !process.env.ENKASH_COUNTS) return;
	writeFileSync(join(process.env.ENKASH_COUNTS, `${process.pid}.json`), JSON.stringify(counts));
});
