/** How our client and n8n's hooks find each other, and how something is stored in a credential. */
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { built } from '../../built';
import { newPartner, NodeError, toldBy } from './partners';

const { readAccount } = built('api/login/account');
const { credentialFor, noted, ownCallOf, stoppedStoring, unwrapped } = built('api/login/ownCall');
const { store, StoredOnly } = built('api/login/store');
const { EnkashError: OwnError } = built('lib/errors');

const credential: ICredentialDataDecryptedObject = newPartner({ sessionToken: 'stored-token' });
const account = readAccount(credential);
const own = (changes = {}) => ({ account, timeout: 1, ...changes });
const lost = new OwnError('unknown', 'The answer was lost');

describe('what the client tells the hooks', () => {
	it('travels with a copy of the credential, with the token in it', () => {
		const call = own();
		const copy = credentialFor(credential, 'token', call);
		expect(copy).toMatchObject({ username: credential.username, sessionToken: 'token' });
		expect(ownCallOf(copy)).toBe(call);
		expect(ownCallOf(credential)).toBeUndefined();
		expect(credential.sessionToken).toBe('stored-token');
	});

	it('does not get into what n8n stores', () => {
		const copy = credentialFor(credential, 'token', own());
		expect(JSON.parse(JSON.stringify(copy))).toEqual({ ...credential, sessionToken: 'token' });
	});
});

describe('what a hook throws', () => {
	it('is found by the client, whatever n8n makes of it', () => {
		const call = own();
		expect(noted(call, lost)).toBe(lost);
		expect(unwrapped(call, new NodeError('wrapped'))).toBe(lost);
	});

	it('goes on as it is where no client asked', () => {
		expect(noted(undefined, lost)).toBe(lost);
		expect(unwrapped(undefined, lost)).toBe(lost);
	});

	it('is what n8n tells once it has come to the second hook', () => {
		const refusal = new NodeError('refused');
		expect(unwrapped(own({ reached: true }), refusal)).toBe(refusal);
		expect(unwrapped(own({ reached: true, failure: lost }), refusal)).toBe(lost);
	});

	it('is nothing where n8n stopped between them: it could not store', () => {
		expect(stoppedStoring(own())).toBe(true);
		expect(stoppedStoring(own({ reached: true }))).toBe(false);
		expect(stoppedStoring(own({ failure: lost }))).toBe(false);
		expect(toldBy(unwrapped(own(), new NodeError('database is locked')))).toEqual({
			kind: 'notSent',
			message: 'n8n could not store the session of EnKash: database is locked',
			description: undefined,
		});
	});
});

describe('fields are stored', () => {
	const given = { credential, account };
	const endsWith = (error: Error) => () => Promise.reject(error);

	it('by a call with a blank token, which n8n asks the first hook for', async () => {
		let sent: IDataObject = {};
		await store(given, { loginClaim: 'mine' }, (copy) => {
			sent = { token: copy.sessionToken, ...ownCallOf(copy)?.fieldsToStore };
			return Promise.reject(new StoredOnly());
		});
		expect(sent).toEqual({ token: '', sessionToken: 'stored-token', loginClaim: 'mine' });
	});

	it('with a token of their own', async () => {
		let fields: IDataObject | undefined;
		await store(given, { sessionToken: 'new' }, (copy) => {
			fields = ownCallOf(copy)?.fieldsToStore;
			return Promise.reject(new StoredOnly());
		});
		expect(fields).toEqual({ sessionToken: 'new' });
	});

	it('where it ends as such a call does, as it is or in the words of n8n', async () => {
		const ending = new StoredOnly();
		expect(toldBy(ending)).toMatchObject({ kind: 'notSent' });
		expect(await store(given, {}, endsWith(ending))).toBe(true);
		const wrapped = new NodeError('n8n failed', { cause: ending });
		expect(await store(given, {}, endsWith(wrapped))).toBe(true);
		const worded = new NodeError(`Problem: ${ending.message}, at node EnKash`);
		expect(await store(given, {}, endsWith(worded))).toBe(true);
	});

	it('not where it ends otherwise: this n8n does not store', async () => {
		expect(await store(given, {}, () => Promise.resolve({}))).toBe(false);
		expect(await store(given, {}, endsWith(new NodeError('database is locked')))).toBe(false);
	});
});
