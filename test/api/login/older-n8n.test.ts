/**
 * n8n 1.123, 2.0 and 2.20 wrap what a hook of a credential throws in an error that has lost its cause:
 * words are all that is left. And some n8n may not store what a hook gives.
 */
import type { IDataObject, IHttpRequestHelper, IHttpRequestOptions, INode } from 'n8n-workflow';
import { hurry, passMinutes, resetClock } from '../../clock';
import { createEngine } from '../../engine';
import { CredentialsHelper } from '../../engine/credentials-helper';
import { n8n } from '../../engine/n8n';
import { howMany } from '../../matrix';
import { dataOf, setStage, type Stage } from '../../stage';

/** As n8n wraps it there. What asks for another token goes through as it is. */
function wrapped(node: INode, thrown: unknown): Error {
	const error = thrown as Error & { response?: unknown; description?: string };
	if (error.response !== undefined) return error;
	const { message, description = null } = error;
	return new n8n.workflow.NodeApiError(node, { message, description });
}

class WrappingHelper extends CredentialsHelper {
	override async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: IDataObject,
		type: string,
		node: INode,
		expired: boolean,
	) {
		try {
			return await super.preAuthentication(helpers, credentials as never, type, node, expired);
		} catch (error) {
			throw wrapped(node, error);
		}
	}

	override async authenticate(
		...given: Parameters<CredentialsHelper['authenticate']>
	): Promise<IHttpRequestOptions> {
		try {
			return await super.authenticate(...given);
		} catch (error) {
			throw wrapped(given[4] as INode, error);
		}
	}
}

class ForgetfulHelper extends CredentialsHelper {
	override updateCredentials(): Promise<void> {
		return Promise.reject(new Error('Nothing is stored here'));
	}
}

let stage: Stage;

async function start(Helper: typeof CredentialsHelper): Promise<void> {
	hurry();
	stage = await setStage({}, await createEngine({ Helper }), { loggedIn: false });
}

afterEach(async () => {
	resetClock();
	await stage.stop();
});

const items = (count: number) => Array.from({ length: count }, (_, row) => ({ row }));
/** Items that all meet what one meets. */
const MANY = howMany(12, 50);
const logins = () => stage.sandbox.logins().length;
const read = (count: number, credentialId = stage.credentialId) =>
	stage.run(
		'reward.getAccount',
		{ options: { concurrency: 10 } },
		{ items: items(count), credentialId, onError: 'continueRegularOutput' },
	);

describe.each([
	['where errors of hooks come wrapped', WrappingHelper],
	['where nothing can be stored', ForgetfulHelper],
])('%s', (_, Helper) => {
	beforeEach(() => start(Helper));

	it.each([401, 403, 200] as const)(
		'a token that EnKash refuses with HTTP %d is renewed once',
		async (authRefusal) => {
			stage.sandbox.settings.authRefusal = authRefusal;
			await read(1);
			stage.sandbox.expireTokens();
			expect(dataOf(await read(MANY)).filter(({ error }) => error)).toEqual([]);
			expect(logins()).toBe(2);
		},
	);

	it('a wrong password is tried once, and told as what it is', async () => {
		const wrong = stage.credentialWith({ password: 'not-this-one' });
		const results = dataOf(await read(MANY, wrong));
		expect(results[MANY - 1].error).toBe(
			`EnKash refused the login: Bad credentials [item ${MANY - 1}]`,
		);
		expect(logins()).toBe(1);
		passMinutes(1);
		expect(dataOf(await read(MANY, wrong))[MANY - 1].error).toMatch(
			/^The login was refused before/,
		);
		expect(logins()).toBe(1);
	});

	it('points whose token has run out are paid once, and are not in doubt', async () => {
		await read(1);
		passMinutes(24 * 60);
		const person = { email: 'a@example.com', mobile: '9876543210', title: 'Mr', firstName: 'A' };
		const parameters = { ...person, gender: 'M', loadAmount: 5, uniqueReferenceNumber: 'ROW-1' };
		const [result] = dataOf(await stage.run('reward.allocate', parameters));
		expect(result.outcome).toBe('allocated');
		expect(stage.sandbox.ledger).toHaveLength(1);
		expect(stage.sandbox.requestsTo('R4').length).toBeLessThanOrEqual(1);
	});

	it('a token is fetched by its own operation', async () => {
		for (let run = 0; run < 3; run++) {
			const [{ access_token: token }] = dataOf(await stage.run('token.authenticate'));
			expect(token).toEqual(expect.stringMatching(/\S{20}/));
		}
		expect(logins()).toBe(1);
	});
});
