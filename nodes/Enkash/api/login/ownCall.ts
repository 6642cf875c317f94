import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { EnkashError, toEnkashError } from '../../lib/errors';
import type { Account } from './account';

/**
 * What our own client tells n8n's hooks, by way of the credential that it hands to n8n. It stands
 * under a symbol: n8n 1.123 writes the whole object into its database when it stores a
 * token, and what has a symbol for a name does not get into JSON.
 */
const OWN_CALL: unique symbol = Symbol.for('n8n-nodes-enkash.ownCall');

export interface OwnCall {
	readonly account: Account;
	/** Milliseconds for the answer. */
	readonly timeout: number;
	/** For a call that is never sent: see store.ts. */
	readonly fieldsToStore?: IDataObject;
	/** Whether n8n got as far as its second hook. */
	reached?: boolean;
	/** What a hook threw. Up to 2.20, n8n wraps it in an error that has lost its cause. */
	failure?: EnkashError;
}

/** A credential in the hands of n8n's hooks: of our own client, of another node, or of a test. */
export type HookCredential = ICredentialDataDecryptedObject & { readonly [OWN_CALL]?: OwnCall };

/** A credential for n8n's hooks, with a token, or a blank one to have one fetched. */
export function credentialFor(
	credential: ICredentialDataDecryptedObject,
	sessionToken: string,
	own: OwnCall,
): HookCredential {
	return { ...credential, sessionToken, [OWN_CALL]: own };
}

export function ownCallOf(credential: HookCredential): OwnCall | undefined {
	return credential[OWN_CALL];
}

/** Notes what a hook throws, where the client will find it whatever n8n makes of it. */
export function noted(own: OwnCall | undefined, thrown: unknown): EnkashError {
	const error = toEnkashError(thrown);
	if (own) own.failure = error;
	return error;
}

/** Whether n8n stopped between its hooks, where it stores what the first one gave. */
export function stoppedStoring({ reached, failure }: OwnCall): boolean {
	return !reached && !failure;
}

/** What went wrong, as a hook threw it, or as n8n tells it. */
export function unwrapped(own: OwnCall | undefined, thrown: unknown): unknown {
	if (!own || !stoppedStoring(own)) return own?.failure ?? thrown;
	const { message } = toEnkashError(thrown);
	return new EnkashError('notSent', `n8n could not store the session of EnKash: ${message}`);
}
