/** One process of n8n, as far as a login sees it: a database, which others share, and a network. */
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { Send } from '../../../nodes/Enkash/api/wire/transport';
import type { HookCredential } from '../../../nodes/Enkash/api/login/ownCall';
import type { EnkashContext } from '../../../nodes/Enkash/api/client';
import { built, builtAnew } from '../../built';
import { passMinutes } from '../../clock';
import { NodeError } from './partners';

export interface Database {
	credential: ICredentialDataDecryptedObject;
	/** How often it was read. */
	reads: number;
	/** What was stored, one after the other. */
	writes: IDataObject[];
}

export const databaseOf = (credential: ICredentialDataDecryptedObject): Database => ({
	credential,
	reads: 0,
	writes: [],
});

/** Whether this n8n stores what a hook gives, which takes it a second, or fails before it asks one. */
type Storing = 'stores' | 'does not store' | 'fails to store' | 'fails before';

export function processOf(database: Database, send: Send, storing: Storing = 'stores') {
	const { Access } = builtAnew('api/login/access');
	const { EnkashClient } = built('api/client');
	const { authorize, fetchSession } = built('api/login/hooks');
	const stop = new AbortController();

	/** As n8n's request helper does it. */
	async function request(copy: HookCredential, options: IHttpRequestOptions): Promise<unknown> {
		if (storing === 'fails before') throw new NodeError('no such credential');
		if (!copy.sessionToken) {
			const fields = await fetchSession(copy, send);
			if (storing === 'fails to store') throw new NodeError('database is locked');
			if (storing === 'stores') {
				database.writes.push(fields);
				Object.assign(database.credential, fields);
				passMinutes(1 / 60);
			}
			Object.assign(copy, fields);
		}
		return await send(authorize(copy, options));
	}

	const read = () => {
		database.reads++;
		return Promise.resolve({ ...database.credential });
	};
	const context = {
		getCredentials: read,
		helpers: {
			httpRequest: send,
			httpRequestWithAuthentication: async (
				type: string,
				options: IHttpRequestOptions,
				{ credentialsDecrypted }: { credentialsDecrypted: { type: string; data: HookCredential } },
			) => {
				expect([type, credentialsDecrypted.type]).toEqual(['enkashApi', 'enkashApi']);
				return await request(credentialsDecrypted.data, options);
			},
		},
	};

	return {
		request,
		stop: () => stop.abort(),
		/** @param stoppable whether it is made for an execution, and not for a list to pick from */
		client: async (stoppable = true) => {
			const signal = stoppable ? { getExecutionCancelSignal: () => stop.signal } : {};
			return await EnkashClient.create({ ...context, ...signal } as unknown as EnkashContext);
		},
		open: async () =>
			await Access.open({
				read,
				storing: async (copy) => await request(copy, { url: '' }),
				send,
				cancelled: () => stop.signal,
			}),
	};
}
