/** Calls whose bodies are encrypted on the way, and what is told where the two sides do not agree on it. */
import { encrypt } from '../../../sandbox/encryption';
import { samples } from '../../actions/samples';
import { createEngine, type Engine } from '../../engine';
import { isPlayed } from '../../matrix';
import { setStage, type Stage } from '../../stage';
import { bringBackPauses, skipPauses } from '../../waiting';

type Digest = 'sha256' | 'sha1';

const KEY = 'a key of its own';

const WAYS: Array<['request' | 'requestAndResponse', Digest]> = [
	['request', 'sha256'],
	['request', 'sha1'],
	['requestAndResponse', 'sha256'],
	['requestAndResponse', 'sha1'],
];

let engine: Engine;

beforeAll(async () => {
	engine = await createEngine();
	skipPauses();
});

afterAll(bringBackPauses);

describe.each(WAYS)('with %s encrypted under %s', (...way) => {
	const [encryption, keyDigest] = way;
	const column = WAYS.findIndex((each) => String(each) === String(way));
	const played = Object.entries(samples).filter((_, row) => isPlayed(row, column, WAYS.length));

	it.each(played)('%s works', async (call, { parameters, before, moves }) => {
		const stage = await setStage({ encryption, keyDigest, encryptionKey: KEY }, engine);
		stage.engine.updateCredential(stage.credentialId, {
			encryption,
			keyDigest,
			encryptionKey: KEY,
		});
		await before?.(stage);
		const { items, error } = await stage.run(call, parameters);
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		if (moves)
			expect(stage.sandbox.ledger.map(({ reference }) => reference)).toContain(moves.reference);
		expectSealed(stage);
		await stage.stop();
	});
});

/** Everything that has a body is encrypted, except the login; what has none stays as it is. */
function expectSealed({ sandbox }: Stage): void {
	for (const { call, method, rawBody, query, path } of sandbox.requests) {
		if (call === 'authenticate') expect(rawBody).toContain('grant_type=password');
		else if (method === 'GET') expect(rawBody).toBe('');
		else expect(rawBody).toMatch(/^\{"request":"[A-Za-z0-9+/]+=*"\}$/);
		expect(JSON.stringify([query, path])).not.toContain('request":');
	}
}

describe('where one side encrypts and the other does not', () => {
	let stage: Stage;

	afterEach(() => stage.stop());

	const read = (changes: Record<string, string>) =>
		stage.run('reward.getAccount', {}, { credentialId: stage.credentialWith(changes) });

	it('a plain answer is read although an encrypted one was expected', async () => {
		stage = await setStage({ encryption: 'request' });
		expect((await read({ encryption: 'requestAndResponse' })).error).toBeUndefined();
	});

	it('an encrypted answer is read although a plain one was expected', async () => {
		stage = await setStage({ encryption: 'requestAndResponse' });
		expect((await read({ encryption: 'request' })).error).toBeUndefined();
	});

	it('an encrypted answer to a plain request is read where a key is known', async () => {
		stage = await setStage();
		const secret = String(stage.sandbox.credential.clientSecret);
		const body = (text: string) =>
			JSON.stringify({ request: encrypt(text, { secret, digest: 'sha256' }) });
		stage.sandbox.faults.add({ call: 'R3', kind: 'mutate', body });
		expect((await read({ encryption: 'none' })).error).toBeUndefined();
	});

	it('an encrypted answer without a key is told', async () => {
		stage = await setStage();
		const body = JSON.stringify({ request: encrypt('{}', { secret: 'x', digest: 'sha256' }) });
		stage.sandbox.faults.add({ call: 'R3', kind: 'mutate', body });
		const accessToken = stage.sandbox.issueToken();
		const { error } = await read({ authentication: 'accessToken', accessToken, clientSecret: '' });
		expect(error).toMatchObject({
			message: "EnKash's answer is encrypted, and the EnKash credential has no key [item 0]",
			description: expect.stringContaining("'Encryption Key'"),
		});
	});

	it.each([
		['a wrong key', { encryption: 'request', encryptionKey: 'another' }],
		['the other digest', { encryption: 'request', keyDigest: 'sha1' }],
		['no encryption', { encryption: 'none' }],
	])('%s is told by EnKash, and what to check by us', async (_, changes) => {
		stage = await setStage({ encryption: 'request' });
		const { error } = await read(changes);
		expect(error).toMatchObject({
			message: 'Invalid encrypted request. [item 0]',
			description: expect.stringMatching(
				/do not agree on the encryption\. Check 'Encryption', 'Encryption Key' and 'Key Digest'/,
			),
		});
	});

	it('an answer that the key does not open is told, and what to check', async () => {
		stage = await setStage();
		const body = (text: string) =>
			JSON.stringify({ request: encrypt(text, { secret: 'another', digest: 'sha256' }) });
		stage.sandbox.faults.add({ call: 'R3', kind: 'mutate', body });
		const { error } = await read({});
		expect(error).toMatchObject({
			message: "EnKash's answer cannot be decrypted with this key [item 0]",
			description: expect.stringContaining("Check 'Encryption', 'Encryption Key' and 'Key Digest'"),
		});
	});

	it('points whose answer cannot be opened are not sent twice', async () => {
		stage = await setStage();
		const body = (text: string) =>
			JSON.stringify({ request: encrypt(text, { secret: 'another', digest: 'sha256' }) });
		stage.sandbox.faults.add({ call: 'R1', kind: 'mutate', body });
		const { items } = await stage.run('reward.allocate', samples['reward.allocate']?.parameters);
		expect(items[0].json).toMatchObject({ outcome: 'recovered' });
		expect(stage.sandbox.ledger).toHaveLength(1);
	});
});
