/**
 * The modules of a built package, which every engine starts anew, as a new n8n process would. Node.js
 * would read and compile them each time; here that is done once in a process, and only running them
 * is repeated. Plain JavaScript, since it has to live in the main realm, as n8n does.
 */
const { readFileSync, statSync } = process.getBuiltinModule('node:fs');
const { dirname } = process.getBuiltinModule('node:path');
const { runInThisContext } = process.getBuiltinModule('node:vm');

const { cache, extensions } = require;

/** @type {Set<string>} */
const folders = new Set();
/** @type {Map<string, { changed: number, run: Function }>} */
const compiled = new Map();

/** @param {string} filename */
function compile(filename) {
	const changed = statSync(filename).mtimeMs;
	const known = compiled.get(filename);
	if (known?.changed === changed) return known.run;
	const code = readFileSync(filename, 'utf8');
	const wrapped = `(function (exports, require, module, __filename, __dirname) { ${code}\n})`;
	const run = runInThisContext(wrapped, { filename });
	compiled.set(filename, { changed, run });
	return run;
}

const load = extensions['.js'];
extensions['.js'] = (module, filename) => {
	if (![...folders].some((folder) => filename.startsWith(folder))) return load(module, filename);
	const requireThere = module.require.bind(module);
	const { exports } = module;
	compile(filename).call(exports, exports, requireThere, module, filename, dirname(filename));
};

/**
 * Forgets the state of all modules in a folder.
 * @param {string} folder ends in a separator
 */
exports.startAnew = (folder) => {
	folders.add(folder);
	for (const file of Object.keys(cache)) if (file.startsWith(folder)) delete cache[file];
};
