/** What n8n's queue mode stands on: a PostgreSQL and a Redis of its own, with throw-away data. */
import { execFile } from 'node:child_process';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { debianCommands } from './debian';
import { ARTIFACTS, throwAway, throwAwayFolder } from './folders';
import { freePorts, startService, type Service } from './processes';

const run = promisify(execFile);
const LOGS = join(ARTIFACTS, 'logs');

interface Identity {
	uid: number;
	gid: number;
}

export interface QueueServices {
	/** For every n8n process of the queue: `startN8n({ env: queue.env })`. */
	env: Record<string, string>;
	stop(): Promise<void>;
}

export async function startQueueServices(): Promise<QueueServices> {
	const folder = throwAwayFolder('queue');
	await chmod(folder, 0o755);
	const [postgresPort, redisPort] = await freePorts(2);
	const services = [
		await startPostgres(join(folder, 'postgres'), postgresPort),
		await startRedis(join(folder, 'redis'), redisPort),
	];
	return {
		env: {
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgresPort),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'n8n',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redisPort),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		},
		async stop() {
			await Promise.all(services.map(async (service) => await service.stop()));
			throwAway(folder);
		},
	};
}

/** PostgreSQL refuses to run as root; it then runs as the user that its Debian package makes. */
async function startPostgres(folder: string, port: number): Promise<Service> {
	const { initdb, postgres } = await debianCommands({
		initdb: 'postgresql',
		postgres: 'postgresql',
	});
	const identity: Partial<Identity> = process.getuid?.() === 0 ? await userNamed('postgres') : {};
	await mkdir(folder);
	if (identity.uid) await chown(folder, identity.uid, identity.gid ?? identity.uid);
	await run(
		initdb,
		['-D', folder, '-U', 'n8n', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
		identity,
	);
	const listen = ['-p', String(port), '-h', '127.0.0.1', '-k', folder];
	const service = startService(postgres, ['-D', folder, ...listen, '-F'], {
		name: 'PostgreSQL',
		env: { PATH: process.env.PATH },
		logFile: join(LOGS, `postgres-${port}.log`),
		...identity,
	});
	await service.printed('ready to accept connections', 60);
	return service;
}

async function startRedis(folder: string, port: number): Promise<Service> {
	const { 'redis-server': redis } = await debianCommands({ 'redis-server': 'redis-server' });
	await mkdir(folder);
	const listen = ['--port', String(port), '--bind', '127.0.0.1'];
	const service = startService(redis, [...listen, '--dir', folder, '--save', ''], {
		name: 'Redis',
		env: { PATH: process.env.PATH },
		logFile: join(LOGS, `redis-${port}.log`),
	});
	await service.printed('Ready to accept connections', 60);
	return service;
}

async function userNamed(name: string): Promise<Identity> {
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)),
	);
	return { uid, gid };
}
