/** The table in which n8n keeps credentials. Data goes in and out as JSON, as in its database. */
import { setTimeout as pause } from 'node:timers/promises';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsEncrypted,
	INodeCredentialsDetails,
} from 'n8n-workflow';
import { fromDatabase, n8n } from './n8n';

type Data = ICredentialDataDecryptedObject;

/** One stored credential. */
class StoredCredential extends n8n.workflow.ICredentials<Data> {
	private stored: Data = {};

	constructor(id: string, name: string, type: string, data: Data) {
		super({ id, name }, type);
		this.write(data);
	}

	read(): Data {
		return fromDatabase(this.stored);
	}

	write(data: Data): void {
		this.stored = fromDatabase(data);
	}

	async getData() {
		return await Promise.resolve(this.read());
	}

	async setData(data: Data) {
		await Promise.resolve(this.write(data));
	}

	async updateData(changes: Data, remove: string[] = []) {
		const kept = Object.entries({ ...this.read(), ...changes });
		await this.setData(Object.fromEntries(kept.filter(([key]) => !remove.includes(key))));
	}

	getDataToSave(): ICredentialsEncrypted {
		return {
			id: this.id ?? '',
			name: this.name,
			type: this.type,
			data: JSON.stringify(this.stored),
		};
	}
}

/** What a database takes for its answers, in milliseconds: uneven, so that others come in between. */
const ROUND_TRIPS = [5, 70, 20, 110, 40, 10, 90];

export class CredentialStore {
	private answers?: number;

	private readonly rows = new Map<string, StoredCredential>();

	/** The same store, which several processes reach over a network from now on. */
	shared(): this {
		this.answers = 0;
		return this;
	}

	/** Passes when the database would have answered. */
	async reached(): Promise<void> {
		if (this.answers === undefined) return;
		await pause(ROUND_TRIPS[this.answers++ % ROUND_TRIPS.length]);
	}

	add(type: string, name: string, data: Data): string {
		const id = `credential${this.rows.size + 1}`;
		this.rows.set(id, new StoredCredential(id, name, type, data));
		return id;
	}

	get(id: string): StoredCredential {
		const row = this.rows.get(id);
		if (!row) throw new Error(`There is no credential with the ID "${id}".`);
		return row;
	}

	/** Looks up what a node of a workflow refers to, which must be of the type the node wants. */
	find({ id, name }: INodeCredentialsDetails, type: string): StoredCredential {
		if (!id)
			throw new n8n.workflow.UnexpectedError('Found credential with no ID.', { extra: { name } });
		const row = this.rows.get(id);
		if (row?.type !== type) {
			throw new n8n.workflow.UserError(
				`Credential with ID "${id}" does not exist for type "${type}".`,
			);
		}
		return row;
	}
}
