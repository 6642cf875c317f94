/** A table that a workflow reads over HTTP, in place of a sheet of a service that the lab does not have. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Table {
	url: string;
	/** What it holds now; whoever reads it later sees what was changed. */
	rows: object[];
	stop(): Promise<void>;
}

export async function openTable(): Promise<Table> {
	const server = createServer((_, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(table.rows));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const table: Table = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		rows: [],
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return table;
}
