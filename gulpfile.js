// Builds dist/: TypeScript by the native tsc, then the files that n8n reads as they are.
const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const { dest, parallel, series, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

function compile(done) {
	const tsc = join(dirname(require.resolve('typescript-7/package.json')), 'bin/tsc');
	execFile(process.execPath, [tsc, '-p', 'tsconfig.build.json'], (error, stdout) => {
		if (stdout) process.stdout.write(stdout);
		done(error);
	});
}

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const nodeAssets = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { base: 'nodes' }).pipe(
		dest('dist/nodes'),
	);

exports.assets = parallel(icons, nodeAssets);
exports.build = series(clean, parallel(compile, exports.assets));
exports.default = exports.build;
