/** A registry of npm packages on loopback, and an npm that knows no other. */
import { execFile } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { debianCommands } from './debian';
import { ARTIFACTS, throwAway, throwAwayFolder } from './folders';
import type { Lab } from './install';
import { keptInstall } from './kept-install';
import { freePorts, startService } from './processes';
import { pinnedIn } from './releases';

export interface Registry {
	/** Environment for an n8n that is to install from here. */
	env: Record<string, string>;
	/** Publishes a folder or a tarball. */
	publish(path: string): Promise<void>;
	/** What it was asked for, one line a request. */
	requests(): string[];
	stop(): Promise<void>;
}

/** Verdaccio, empty, with nothing behind it: what was not published here is not there. */
export async function startRegistry({ node, path }: Lab): Promise<Registry> {
	const root = await keptInstall('registry', await pinnedIn('registry'), {
		what: 'A registry',
		gigabytes: 0.1,
		usual: 'half a minute',
	});
	const home = throwAwayFolder('registry');
	const [port] = await freePorts(1);
	const url = `http://127.0.0.1:${port}/`;
	const config = join(home, 'config.yaml');
	await writeFile(config, JSON.stringify(configuration(home)));
	// What npm asks for before it publishes; the registry lets everybody.
	await writeFile(join(home, '.npmrc'), `//127.0.0.1:${port}/:_authToken=example\n`);
	const bin = join(root, 'node_modules/verdaccio/bin/verdaccio');
	const service = startService(node, [bin, '--config', config, '--listen', url], {
		name: 'registry',
		logFile: join(ARTIFACTS, 'logs', 'registry.log'),
		env: { PATH: path, HOME: home },
	});
	await service.printed('http address', 60);
	const { npm } = await debianCommands({ npm: 'npm' });
	await exchangeNpm(home, npm, url);
	const env = {
		PATH: [home, path].join(delimiter),
		npm_config_offline: 'false',
		npm_config_update_notifier: 'false',
		// n8n itself asks the public registry first whether there is such a version. Nothing listens there.
		HTTPS_PROXY: 'http://127.0.0.1:9',
		NO_PROXY: '127.0.0.1',
	};
	return {
		env,
		publish: async (published) => {
			const flags = ['--ignore-scripts', '--provenance=false', '--loglevel=error'];
			await promisify(execFile)('npm', ['publish', published, ...flags], {
				env: { ...env, HOME: home },
			});
		},
		requests: () => service.output().split('\n').flatMap(requestOf),
		stop: async () => {
			await service.stop();
			throwAway(home);
		},
	};
}

/** JSON is YAML. */
function configuration(home: string) {
	return {
		storage: join(home, 'storage'),
		auth: { htpasswd: { file: join(home, 'htpasswd'), max_users: -1 } },
		uplinks: {},
		packages: { '**': { access: '$all', publish: '$all' } },
		web: { enable: false },
		log: { type: 'stdout', format: 'json', level: 'http' },
	};
}

/**
 * Without a licence n8n names the public registry in every command to npm. An npm that comes first in
 * `PATH` takes that name out and puts the registry of this machine in.
 */
async function exchangeNpm(folder: string, npm: string, url: string): Promise<void> {
	const file = join(folder, 'npm');
	await writeFile(
		file,
		`#!/bin/sh
for argument do
	shift
	case $argument in --registry=*) ;; *) set -- "$@" "$argument" ;; esac
done
exec '${npm}' "$@" '--registry=${url}'
`,
	);
	await chmod(file, 0o755);
}

function requestOf(line: string): string[] {
	const found = /requested '([A-Z]+ [^'?]+)/.exec(line);
	return found ? [found[1]] : [];
}
