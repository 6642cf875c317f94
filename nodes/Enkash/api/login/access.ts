import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { EnkashError } from '../../lib/errors';
import type { JsonRecord } from '../../lib/json';
import { assertNotCancelled } from '../../lib/pause';
import type { Send } from '../wire/transport';
import { pastedToken, readAccount, type Account } from './account';
import { assertMayLogIn, loginUnderWay, logInAnew, patiently, recentAnswer } from './attempt';
import { awaitTurn } from './claim';
import { credentialFor, type HookCredential, type OwnCall } from './ownCall';
import { currentToken } from './session';
import { store, type StoreFields } from './store';

/** n8n, as far as a login needs it. */
export interface Gate {
	/** Reads the credential anew. */
	read: () => Promise<ICredentialDataDecryptedObject>;
	/** n8n's request helper with a credential, for a call that is never sent. */
	storing: (credential: HookCredential) => Promise<unknown>;
	/** n8n's request helper without one. */
	send: Send;
	/** Aborted when the user stops the execution. */
	cancelled: () => AbortSignal | undefined;
}

/** The account of one run of a node, and the way to a token for it. */
export class Access {
	/** The wait of all items for what comes of a login, or for the turn to make it. */
	private turn?: Promise<string | undefined>;

	private constructor(
		private readonly gate: Gate,
		/** Read once: n8n decrypts it anew for each request otherwise. */
		private credential: ICredentialDataDecryptedObject,
		private current: Account,
	) {}

	static async open(gate: Gate): Promise<Access> {
		const credential = await gate.read();
		return new Access(gate, credential, readAccount(credential));
	}

	get account(): Account {
		return this.current;
	}

	/** The credential for one request, and what its hooks will tell. */
	forCall(token: string, timeout: number): { data: HookCredential; own: OwnCall } {
		const own: OwnCall = { account: this.current, timeout };
		return { own, data: credentialFor(this.credential, token, own) };
	}

	/** A good token, or a blank one, which makes n8n fetch one through the credential and store it. */
	async token(timeout: number): Promise<string> {
		assertNotCancelled(this.gate.cancelled());
		if (!this.account.usesLogin) return pastedToken(this.account);
		return currentToken(this.account) ?? (await this.tokenOfOthers(timeout)) ?? '';
	}

	/** A token together with the rest of EnKash's answer to the login. */
	async logIn(timeout: number): Promise<JsonRecord> {
		if (!this.account.usesLogin) {
			throw new EnkashError('input', 'The EnKash credential holds an access token, and no login', {
				description: "Set its 'Authentication' to 'Partner Login' to fetch tokens.",
			});
		}
		const recent = () => recentAnswer(this.account);
		const answer = recent() ?? (await this.takeTurn(recent, timeout));
		return (
			answer ?? (await logInAnew(this.account, patiently(this.gate.send, timeout), this.store))
		);
	}

	/** Another item, node or n8n process may have fetched one just now, or been refused. */
	private async tokenOfOthers(timeout: number): Promise<string | undefined> {
		await loginUnderWay(this.account);
		const current = () => currentToken(this.account);
		const fetched = current();
		if (fetched) return fetched;
		this.turn ??= this.takeTurn(current, timeout).finally(() => {
			this.turn = undefined;
		});
		return await this.turn;
	}

	/**
	 * Waits until this process may log in, or until another one has made that needless.
	 * @param found what makes it needless, by the credential as it is stored now
	 * @throws EnkashError where the login was refused or failed just now
	 */
	private async takeTurn<Found>(
		found: () => Found | undefined,
		timeout: number,
	): Promise<Found | undefined> {
		await awaitTurn({
			read: async () => {
				await loginUnderWay(this.account);
				this.credential = await this.gate.read();
				this.current = readAccount(this.credential);
				if (found()) return undefined;
				assertMayLogIn(this.account);
				return this.account;
			},
			write: async (loginClaim) => await this.store({ loginClaim }),
			timeout,
			cancelled: this.gate.cancelled(),
		});
		return found();
	}

	private readonly store: StoreFields = async (fields) =>
		await store({ credential: this.credential, account: this.current }, fields, this.gate.storing);
}
