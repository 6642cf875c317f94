import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { causesOf, EnkashError } from '../../lib/errors';
import type { Account } from './account';
import { credentialFor, type HookCredential } from './ownCall';

/**
 * Writing into the credential. All that the processes of one n8n share is their database, and n8n
 * lets a node write nothing there but what the first hook of its credential gives. So a call is made
 * that is never sent: its blank token has n8n call the first hook, which gives the fields, and n8n
 * stores them; the second hook then ends the call by throwing `StoredOnly`.
 *
 * Works on n8n 1.123 to 2.41. What n8n makes of the error differs: the newest hands it on, up to 2.20
 * it comes wrapped, as words without a cause. Whatever else comes back means that this n8n does not
 * store. Nothing fails of that: the rules of the login then hold within the process.
 */
export type StoreFields = (fields: IDataObject) => Promise<boolean>;

const STORED_ONLY = 'The fields were stored in the EnKash credential, and nothing was sent';

/** What such a call ends with, once n8n has stored the fields. */
export class StoredOnly extends EnkashError {
	constructor() {
		super('notSent', STORED_ONLY);
	}
}

/**
 * Makes such a call.
 * @param send n8n's request helper, with the credential it is to use
 * @returns whether n8n has stored the fields
 */
export async function store(
	{ credential, account }: { credential: ICredentialDataDecryptedObject; account: Account },
	fields: IDataObject,
	send: (credential: HookCredential) => Promise<unknown>,
): Promise<boolean> {
	// n8n stores nothing where the field of the token is missing, which therefore keeps its value.
	const fieldsToStore = { sessionToken: account.stored.sessionToken, ...fields };
	try {
		await send(credentialFor(credential, '', { account, timeout: 0, fieldsToStore }));
		return false;
	} catch (thrown) {
		return causesOf(thrown).some(({ message }) => message.includes(STORED_ONLY));
	}
}
