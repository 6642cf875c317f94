/** A process in which one contestant does its task again and again, and tells what each run cost. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INode, INodeType } from 'n8n-workflow';
import { HTTP_REQUEST, httpRequestNode } from '../test/chaos/httpRequest';
import { createEngine, type Engine } from '../test/engine';
import { CredentialsHelper } from '../test/engine/credentials-helper';
import { profiled } from './profiler';
import { quietLogs } from './quietLogs';
import { credentialFor, itemsFor, nodeOf } from './contestants';
import type { Cost, LaneOrder, LaneSetting } from './laneProcess';

const PROBE = join(__dirname, 'probe-package');

let credentialReads = 0;

/** n8n reads a credential from its database and decrypts it each time; here that is only counted. */
class CountingHelper extends CredentialsHelper {
	override async getDecrypted(...asked: Parameters<CredentialsHelper['getDecrypted']>) {
		credentialReads += 1;
		return await super.getDecrypted(...asked);
	}
}

const loadFrom = createRequire(join(PROBE, 'package.json'));

async function engineFor({ contestant, packageDir }: LaneSetting): Promise<Engine> {
	if (contestant === 'tokenLoop') {
		return await createEngine({ packageDir: PROBE, Helper: CountingHelper });
	}
	const { BareLoop } = loadFrom('./dist/BareLoop.node.js') as { BareLoop: new () => INodeType };
	const nodeTypes: Record<string, INodeType> = { 'n8n-nodes-bare.bareLoop': new BareLoop() };
	if (contestant.startsWith('httpRequest')) nodeTypes[HTTP_REQUEST] = await httpRequestNode();
	return await createEngine({ packageDir, nodeTypes, Helper: CountingHelper });
}

/** In megabytes. */
const megabytes = (bytes: number) => Math.round((10 * bytes) / 2 ** 20) / 10;

async function taken<T>(file: string | undefined, work: () => Promise<T>): Promise<T> {
	return file === undefined ? await work() : await profiled(file, work);
}

async function main(setting: LaneSetting): Promise<void> {
	const engine = await engineFor(setting);
	quietLogs();
	const { contestant, url } = setting;
	const type = contestant === 'tokenLoop' ? 'bareToken' : 'enkashApi';
	const data = contestant === 'tokenLoop' ? { token: 'example-token' } : credentialFor(url);
	const credential = { [type]: { id: engine.addCredential(data), name: 'Account' } };
	const place = { position: [0, 0] as [number, number], typeVersion: 1, parameters: {} };
	const start: INode = { ...place, id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

	const run = async (order: LaneOrder): Promise<Cost> => {
		const node: INode = {
			...place,
			id: '2',
			name: 'Node',
			...nodeOf(contestant, { ...setting, inFlight: order.inFlight }),
			credentials: credential,
		};
		const connections = { Start: { main: [[{ node: 'Node', type: 'main' as const, index: 0 }]] } };
		const items = itemsFor(order.items, order.mark);
		credentialReads = 0;
		globalThis.gc?.();
		const wall = process.hrtime.bigint();
		const cpu = process.cpuUsage();
		const result = await taken(order.profile, async () =>
			engine.run({ nodes: [start, node], connections }, { items }),
		);
		const { user, system } = process.cpuUsage(cpu);
		const took = Number(process.hrtime.bigint() - wall) / 1e6;
		const out = result.nodes.Node.items;
		const failure = result.error?.message ?? out.find(({ json }) => json.error)?.json.error;
		return {
			cpu: (user + system) / 1000,
			wall: took,
			out: out.length,
			failure: failure === undefined ? undefined : JSON.stringify(failure),
			credentialReads,
			logLines: result.logs.length,
			peak: megabytes(process.resourceUsage().maxRSS * 1024),
			heap: megabytes(process.memoryUsage().heapUsed),
		};
	};
	process.on('message', (order: LaneOrder) => void run(order).then((cost) => process.send?.(cost)));
	process.send?.('ready');
}

process.once('message', (setting: LaneSetting) => void main(setting));
process.once('disconnect', () => process.exit());
