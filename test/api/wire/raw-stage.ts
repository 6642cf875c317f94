/** A stage whose card calls go to a server that the test writes itself. */
import type { INodeParameters } from 'n8n-workflow';
import type { NodeResult, RunNodeOptions } from '../../engine';
import { setStage, type Stage } from '../../stage';
import { startRawServer, startSecureServer, type Handler, type RawServer } from './raw-server';

type Run = (
	call: string,
	options?: INodeParameters,
	more?: RunNodeOptions & { parameters?: INodeParameters },
) => Promise<NodeResult>;

/** What an allocation needs. */
export const payment = {
	email: 'a@example.com',
	mobile: '9876543210',
	title: 'Mr',
	firstName: 'A',
	gender: 'M',
	loadAmount: 5,
	uniqueReferenceNumber: 'ROW-1',
};

export interface RawStage {
	stage: Stage;
	/** Starts a server, and gives a way to run operations against it with the given options of the node. */
	serve(handler: Handler, kind?: 'plain' | 'secure'): Promise<RawServer & { run: Run }>;
	stop(): Promise<void>;
}

export async function setRawStage(): Promise<RawStage> {
	const stage = await setStage();
	const servers: RawServer[] = [];
	return {
		stage,
		serve: async (handler, kind = 'plain') => {
			const server = await (kind === 'plain' ? startRawServer : startSecureServer)(handler);
			servers.push(server);
			const authentication = 'accessToken';
			const changes = { cardApiUrl: server.url, authentication, accessToken: 'token-of-the-test' };
			const credentialId = stage.credentialWith(changes);
			const run: Run = (call, options = {}, { parameters = {}, ...more } = {}) =>
				stage.run(call, { ...parameters, options }, { credentialId, ...more });
			return Object.assign(server, { run });
		},
		stop: async () => {
			await Promise.all(servers.map((server) => server.stop()));
			await stage.stop();
		},
	};
}
