/** A real n8n on each of the databases that it supports, and how large its table of processed data is. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lab } from '../../lab/install';
import { startN8n, type N8n } from '../../lab/n8n';
import { startQueueServices } from '../../lab/queue';

export interface Database {
	name: string;
	n8n: N8n;
	/** Bytes of a workflow's row. */
	sizeOf(workflowId: string): Promise<number>;
	stop(): Promise<void>;
}

const run = promisify(execFile);

export async function sqlite(): Promise<Database> {
	const n8n = await startN8n({ name: 'bench-sqlite' });
	const { node } = await lab();
	const file = join(n8n.userFolder, '.n8n/database.sqlite');
	return {
		name: 'SQLite',
		n8n,
		async sizeOf(workflowId) {
			// The lab's Node.js can read SQLite by itself.
			const script = `
				const { DatabaseSync } = require('node:sqlite');
				const database = new DatabaseSync(process.argv[1], { readOnly: true });
				const query = 'SELECT length(value) AS size FROM processed_data WHERE workflowId = ?';
				console.log(database.prepare(query).get(process.argv[2]).size);`;
			const { stdout } = await run(node, ['-e', script, file, workflowId]);
			return Number(stdout);
		},
		stop: async () => await n8n.stop(),
	};
}

interface PostgresClient {
	connect(): Promise<void>;
	query(text: string, values: string[]): Promise<{ rows: Array<{ size: number }> }>;
	end(): Promise<void>;
}

export async function postgres(): Promise<Database> {
	const services = await startQueueServices();
	const { EXECUTIONS_MODE: _, OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: __, ...env } = services.env;
	const n8n = await startN8n({ name: 'bench-postgres', env });
	const installed = await lab();
	const { Client } = installed.require('pg') as {
		Client: new (options: object) => PostgresClient;
	};
	return {
		name: 'PostgreSQL',
		n8n,
		async sizeOf(workflowId) {
			const client = new Client({
				host: env.DB_POSTGRESDB_HOST,
				port: Number(env.DB_POSTGRESDB_PORT),
				database: env.DB_POSTGRESDB_DATABASE,
				user: env.DB_POSTGRESDB_USER,
				password: env.DB_POSTGRESDB_PASSWORD,
			});
			await client.connect();
			const query = 'SELECT length(value) AS size FROM processed_data WHERE "workflowId" = $1';
			const { rows } = await client.query(query, [workflowId]);
			await client.end();
			return rows[0].size;
		},
		async stop() {
			await n8n.stop();
			await services.stop();
		},
	};
}
