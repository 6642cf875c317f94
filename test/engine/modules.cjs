/**
 * The modules of a built package, which every engine starts anew, as a new n8n process would. Node.js
 * would find, read and compile them each time; here that is done once in a process, and only running
 * them is repeated. Plain JavaScript, since it has to live in the main realm, as n8n does.
 */
const { readFileSync, statSync } = process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');
const { dirname } = process.getBuiltinModule('node:path');
const { runInThisContext } = process.getBuiltinModule('node:vm');

const { cache, extensions } = require;

/** What a file of the package is, whoever runs it. @typedef {{ run: Function, require: NodeJS.Require, paths: Map<string, string> }} File */

/** A built package: which build it is, its files, and the modules of the newest engine. */
class Package {
	/** @type {Map<string, File>} */
	files = new Map();
	/** @type {Map<string, { exports: object }>} */
	modules = new Map();

	/** @param {string} folder ends in a separator */
	constructor(folder) {
		this.folder = folder;
		this.built = statSync(folder).ctimeMs;
	}

	/** @param {string} filename */
	load(filename) {
		const known = this.modules.get(filename);
		if (known) return known.exports;
		const module = { exports: {} };
		this.modules.set(filename, module);
		const file = this.file(filename);
		const { exports } = module;
		const requireThere = (/** @type {string} */ request) => this.require(file, request);
		file.run.call(exports, exports, requireThere, module, filename, dirname(filename));
		return module.exports;
	}

	/**
	 * @param {File} file
	 * @param {string} request
	 */
	require(file, request) {
		const path = file.paths.get(request) ?? file.require.resolve(request);
		file.paths.set(request, path);
		const own = path.startsWith(this.folder) && path.endsWith('.js');
		return own ? this.load(path) : file.require(path);
	}

	/** @param {string} filename */
	file(filename) {
		const known = this.files.get(filename);
		if (known) return known;
		const code = readFileSync(filename, 'utf8');
		const wrapped = `(function (exports, require, module, __filename, __dirname) { ${code}\n})`;
		const run = runInThisContext(wrapped, { filename });
		const file = { run, require: createRequire(filename), paths: new Map() };
		this.files.set(filename, file);
		return file;
	}
}

/** @type {Map<string, Package>} */
const packages = new Map();

const load = extensions['.js'];
extensions['.js'] = (module, filename) => {
	const own = [...packages.values()].find(({ folder }) => filename.startsWith(folder));
	if (own) module.exports = own.load(filename);
	else load(module, filename);
};

/**
 * Forgets the state of all modules in a folder, and its files if they were built again.
 * @param {string} folder ends in a separator
 */
exports.startAnew = (folder) => {
	const known = packages.get(folder);
	const now = known?.built === statSync(folder).ctimeMs ? known : new Package(folder);
	now.modules = new Map();
	packages.set(folder, now);
	for (const file of Object.keys(cache)) if (file.startsWith(folder)) delete cache[file];
};
