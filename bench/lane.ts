/** A process in which one contestant does its task again and again, and tells what each run cost. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IDataObject, INode, INodeType } from 'n8n-workflow';
import { HTTP_REQUEST, httpRequestNode } from '../test/chaos/httpRequest';
import { createEngine, type Engine, type RunResult } from '../test/engine';
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

/** What a run came to. */
interface Done {
	out: IDataObject[];
	error?: Error;
	logLines: number;
}

function ofNode({ nodes, error, logs }: RunResult): Done {
	return { out: nodes.Node.items.map(({ json }) => json), error, logLines: logs.length };
}

/** The poll to come of a trigger that was activated while nothing was listed. */
async function firstPoll(
	engine: Engine,
	{ type, parameters }: Pick<INode, 'type' | 'parameters'>,
	credentialId: string,
): Promise<() => Promise<Done>> {
	const workflowId = 'watching';
	engine.staticData.write(workflowId, {});
	const options = { type, credentialId, workflowId };
	const nothing = { ...parameters, options: {} };
	const { first } = await engine.activate({ ...options, parameters: nothing });
	if (first.error) throw first.error;
	const poller = engine.poller({ ...options, parameters });
	return async () => {
		const data = await poller.ask();
		return { out: (data ?? []).flat().map(({ json }) => json), logLines: 0 };
	};
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
		const parts = nodeOf(contestant, {
			...setting,
			inFlight: order.inFlight,
			records: order.items,
		});
		const node: INode = { ...place, id: '2', name: 'Node', ...parts, credentials: credential };
		const connections = { Start: { main: [[{ node: 'Node', type: 'main' as const, index: 0 }]] } };
		const items = setting.task === 'list' ? [{}] : itemsFor(order.items, order.mark);
		const work =
			contestant === 'trigger'
				? await firstPoll(engine, parts, credential[type].id)
				: async () => ofNode(await engine.run({ nodes: [start, node], connections }, { items }));
		credentialReads = 0;
		globalThis.gc?.();
		const wall = process.hrtime.bigint();
		const cpu = process.cpuUsage();
		const { out, error, logLines } = await taken(order.profile, work);
		const { user, system } = process.cpuUsage(cpu);
		const took = Number(process.hrtime.bigint() - wall) / 1e6;
		const failure = error?.message ?? out.find(({ error: told }) => told)?.error;
		return {
			cpu: (user + system) / 1000,
			wall: took,
			out: out.length,
			failure: failure === undefined ? undefined : JSON.stringify(failure),
			credentialReads,
			logLines,
			peak: megabytes(process.resourceUsage().maxRSS * 1024),
			heap: megabytes(process.memoryUsage().heapUsed),
		};
	};
	process.on('message', (order: LaneOrder) => void run(order).then((cost) => process.send?.(cost)));
	process.send?.('ready');
}

process.once('message', (setting: LaneSetting) => void main(setting));
process.once('disconnect', () => process.exit());
