/** Real n8n processes with throw-away data, talking to nobody outside this machine. */
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { runCli, type Cli } from './cli';
import { ARTIFACTS, throwAway, throwAwayFolder } from './folders';
import { lab, type Lab } from './install';
import { installPackage } from './package-install';
import { freePorts, startService, type Service } from './processes';
import type { Release } from './releases';
import { RestClient } from './rest';

export interface N8nOptions {
	/** More environment for every process, such as `QueueServices.env`. */
	env?: Record<string, string>;
	/** What the log files are named after. */
	name?: string;
	/** A free one unless told. */
	port?: number;
	/** Which n8n; the current one unless told. */
	release?: Release;
	/** A folder for its data, which stays and may hold what an earlier run left. */
	keptIn?: string;
	/** Fills the folder of a process before it starts; with the built package unless told. */
	furnish?: (userFolder: string) => Promise<void>;
}

export interface N8n {
	url: string;
	/** Signed in as the owner. */
	rest: RestClient;
	cli: Cli;
	userFolder: string;
	main: Service;
	/** A worker of queue mode; `options.env` must name the queue. */
	startWorker(): Promise<Service>;
	/** A process that only receives production webhooks, in queue mode. */
	startWebhook(): Promise<Service & { url: string }>;
	/** Starts the main process again over the same data, after `main.stop()` or `main.kill()`. */
	restart(): Promise<void>;
	/** Stops every process started here and removes the data, unless it is to be kept. */
	stop(): Promise<void>;
}

/** n8n's editor and engine, with the package installed and an owner signed in. */
export async function startN8n(options: N8nOptions = {}): Promise<N8n> {
	const { env = {}, name = 'n8n', furnish = installPackage } = options;
	const installed = await lab(options.release);
	const home = options.keptIn ?? throwAwayFolder('n8n');
	const { port = (await freePorts(1))[0] } = options;
	const url = `http://127.0.0.1:${port}`;
	const shared = { N8N_EDITOR_BASE_URL: url, ...env };
	const services: Service[] = [];

	const start = async (kind: string, userFolder: string, ready: string, listen: number) => {
		const [broker, health] = await freePorts(2);
		const service = startService(installed.node, [installed.n8n, kind], {
			name: `n8n ${kind}`,
			logFile: join(ARTIFACTS, 'logs', `${name}-${kind}-${listen}.log`),
			env: {
				...environment(installed, userFolder),
				...shared,
				N8N_PORT: String(listen),
				N8N_RUNNERS_BROKER_PORT: String(broker),
				QUEUE_HEALTH_CHECK_PORT: String(health),
			},
		});
		services.push(service);
		await service.printed(ready, 180);
		const failure = /^Failed to load package.*\n.*$/m.exec(service.output())?.[0];
		if (failure) throw new Error(failure);
		return service;
	};
	const newUserFolder = async (kind: string) => {
		const userFolder = await mkdtemp(join(home, `${kind}-`));
		await furnish(userFolder);
		return userFolder;
	};

	if (options.keptIn) await installPackage(home);
	const userFolder = options.keptIn ?? (await newUserFolder('main'));
	const startMain = async () => await start('start', userFolder, 'Editor is now accessible', port);
	const main = await startMain();
	const rest = new RestClient(url, installed);
	await rest.signIn();

	const n8n: N8n = {
		url,
		rest,
		cli: runCli(installed, { ...environment(installed, userFolder), ...shared }),
		userFolder,
		main,
		startWorker: async () => {
			const [listen] = await freePorts(1);
			return await start(
				'worker',
				await newUserFolder('worker'),
				'n8n worker is now ready',
				listen,
			);
		},
		startWebhook: async () => {
			const [listen] = await freePorts(1);
			const folder = await newUserFolder('webhook');
			const service = await start('webhook', folder, 'Webhook listener waiting', listen);
			return { ...service, url: `http://127.0.0.1:${listen}` };
		},
		restart: async () => {
			n8n.main = await startMain();
		},
		stop: async () => {
			await Promise.all(services.map(async (service) => await service.stop()));
			if (!options.keptIn) throwAway(home);
		},
	};
	return n8n;
}

/** Nothing of this shell but `PATH`; everything that n8n would send or fetch is off. */
function environment({ path, root }: Lab, userFolder: string): Record<string, string> {
	// An n8n does not start where it is told of a module that it does not have.
	const sending = ['mcp-registry'].filter((module) =>
		existsSync(join(root, 'node_modules/n8n/dist/modules', module)),
	);
	return {
		PATH: path,
		HOME: userFolder,
		LANG: 'C.UTF-8',
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_ENCRYPTION_KEY: 'throw-away-key-of-the-lab',
		N8N_SECURE_COOKIE: 'false',
		N8N_LOG_LEVEL: 'info',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PYTHON_ENABLED: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
		N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_DISABLED_MODULES: sending.join(),
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		npm_config_offline: 'true',
	};
}
