/** The last step of a credential test: whether the token is taken where it will be used. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { decrypt, encrypt } from '../../../sandbox/encryption';
import { built } from '../../built';
import { cannotConnect, failureOf, gives, newPartner, serverWith } from './partners';

const { readAccount } = built('api/login/account');
const { EnkashError: OwnError } = built('lib/errors');
const { probe } = built('api/login/probe');

const CARD = {
	cardApiUrl: 'https://card.example.com',
	partnerId: 'PARTNER',
	companyId: 'C1',
	cardAccountId: 'A1',
};
const FINE = gives({ code: 0, payload: {} });

async function tried(answer: () => unknown, changes: ICredentialDataDecryptedObject = CARD) {
	const { send, requests } = serverWith(answer);
	const account = readAccount(newPartner(changes));
	const failure = await failureOf(() => probe(account, 'the-token-1', send));
	return { failure, requests };
}
const failureWith = async (answer: () => unknown, changes: ICredentialDataDecryptedObject = CARD) =>
	(await tried(answer, changes)).failure;
const says = (message: string, code = 7) => gives({ code, message });

describe('what is asked', () => {
	it('is the reward account, where there is a card API', async () => {
		const { failure, requests } = await tried(FINE, {
			...CARD,
			marketplaceUrl: 'https://marketplace.example.com',
		});
		expect(failure).toBeUndefined();
		expect(requests).toMatchObject([
			{
				method: 'POST',
				url: 'https://card.example.com/api/v0/partner/enKashCard/cardAccount/get',
				headers: {
					Accept: 'application/json',
					Authorization: 'Bearer the-token-1',
					partnerId: 'PARTNER',
					'Content-Type': 'application/json',
				},
				body: '{"companyId":"C1","cardAccountId":"A1"}',
				timeout: 30_000,
			},
		]);
		expect(requests[0].qs).toBeUndefined();
	});

	it('is the cart, where there is a marketplace alone', async () => {
		const { failure, requests } = await tried(FINE, {
			marketplaceUrl: 'https://marketplace.example.com',
		});
		expect(failure).toBeUndefined();
		expect(requests).toMatchObject([
			{
				method: 'GET',
				url: 'https://marketplace.example.com/api/v0/cart',
				headers: { Accept: 'application/json', Authorization: 'Bearer the-token-1' },
				qs: { product: 'VOUCHER' },
			},
		]);
		expect(requests[0].headers).not.toHaveProperty('partnerId');
		expect(requests[0].body).toBeUndefined();
	});

	it('is nothing, where there is neither', async () => {
		const { failure, requests } = await tried(FINE, { pointsUrl: 'https://points.example.com' });
		expect(failure).toBeUndefined();
		expect(requests).toHaveLength(0);
	});

	it('is nothing without the partner ID, which is missed', async () => {
		const { failure, requests } = await tried(FINE, { ...CARD, partnerId: '' });
		expect(failure).toMatchObject({
			kind: 'input',
			message: "'Partner ID' is missing in the EnKash credential",
		});
		expect(requests).toHaveLength(0);
	});

	it('is encrypted as agreed, and so may its answer be', async () => {
		const key = { secret: 'the key', digest: 'sha256' } as const;
		const hidden = encrypt(JSON.stringify({ code: 7, message: 'No such account' }), key);
		const { failure, requests } = await tried(gives({ request: hidden }), {
			...CARD,
			encryption: 'request',
			encryptionKey: key.secret,
		});
		const { request } = JSON.parse(requests[0].body as string) as { request: string };
		expect(decrypt(request, key)).toBe('{"companyId":"C1","cardAccountId":"A1"}');
		expect(failure?.message).toContain('No such account');
	});
});

describe('what is told', () => {
	it('of a token that is refused', async () => {
		expect(await failureWith(says('Token expired', 401))).toEqual({
			kind: 'login',
			message: 'EnKash refused the token: Token expired',
			description: undefined,
		});
	});

	it('of an encryption that is refused, or of an answer that no key fits', async () => {
		const advice =
			"Check 'Encryption', 'Encryption Key' and 'Key Digest' in the EnKash credential against what EnKash gave you.";
		expect(await failureWith(says('Checksum of v1.2 failed.'))).toEqual({
			kind: 'refused',
			message: `EnKash accepted the login, but not the encryption: Checksum of v1.2 failed. ${advice}`,
			description: undefined,
		});
		expect(await failureWith(gives({ request: 'AAAA' }))).toEqual({
			kind: 'unknown',
			message: `EnKash accepted the login, but not the encryption: EnKash's answer cannot be decrypted with this key. ${advice}`,
			description: undefined,
		});
	});

	it('of the account that the credential names, where that is refused', async () => {
		expect(await failureWith(says('Card account not found'))).toEqual({
			kind: 'refused',
			message: 'EnKash accepted the login, but refused the default account: Card account not found',
			description: undefined,
		});
	});

	it('of an account, where the token was pasted: it was taken, and nothing was logged in', async () => {
		const pasted = { ...CARD, authentication: 'accessToken' };
		expect((await failureWith(says('Card account not found'), pasted))?.message).toBe(
			'EnKash took the access token, but refused the default account: Card account not found',
		);
	});

	it('nothing, where the credential names no account: the token was taken', async () => {
		const nobody = { ...CARD, cardAccountId: '' };
		expect(await failureWith(says('Card account not found'), nobody)).toBeUndefined();
	});

	it.each([
		[
			CARD,
			'Card API URL',
			'POST https://card.example.com/api/v0/partner/enKashCard/cardAccount/get',
		],
		[
			{ marketplaceUrl: 'https://marketplace.example.com' },
			'Marketplace URL',
			'GET https://marketplace.example.com/api/v0/cart',
		],
	])(
		'of a server that cannot be reached, by the field that names it: %#',
		async (changes, label, endpoint) => {
			expect(await failureWith(cannotConnect, changes)).toEqual({
				kind: 'notSent',
				message: `'${label}' does not work: ${endpoint} cannot be reached`,
				description: undefined,
			});
		},
	);

	it('of a path that is not there, and of a server that is out', async () => {
		const endpoint = 'POST https://card.example.com/api/v0/partner/enKashCard/cardAccount/get';
		expect(await failureWith(gives('', 404))).toMatchObject({
			kind: 'refused',
			message: `'Card API URL' does not work: ${endpoint} answered HTTP 404 with an empty body`,
		});
		expect(await failureWith(gives({ code: 5, message: 'Out' }, 500))).toMatchObject({
			kind: 'unknown',
			message: "'Card API URL' does not work: Out",
		});
	});

	it('no secret, whoever echoes it', async () => {
		expect((await failureWith(says('No first-password, no the-token-1')))?.message).toBe(
			'EnKash accepted the login, but refused the default account: No ***, no ***',
		);
		const echo = () => {
			throw new OwnError('unknown', 'No first-password, no the-token-1');
		};
		expect((await failureWith(echo))?.message).toBe("'Card API URL' does not work: No ***, no ***");
	});
});
