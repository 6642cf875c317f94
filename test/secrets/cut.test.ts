/** Secrets in texts that are too long to be shown whole: half of one is a secret as well. */
import { setStage, type Stage } from '../stage';

let stage: Stage;

beforeEach(async () => {
	stage = await setStage();
});

afterEach(() => stage.stop());

const PASSWORD = 'Q7#zebraVault+9';

async function told(words: string, status: number): Promise<string> {
	const credentialId = stage.credentialWith({ password: PASSWORD });
	const body = JSON.stringify({ error: 'invalid_grant', error_description: words });
	stage.sandbox.faults.add({ call: 'token.authenticate', kind: 'mutate', status, body });
	const { error } = await stage.run('reward.getAccount', {}, { credentialId });
	const { message } = await stage.engine.testCredential(credentialId);
	return JSON.stringify([error, message, stage.engine.credential(credentialId).loginRefusal]);
}

/** No five characters of the password in a row. */
function expectNoPart(text: string): void {
	for (let start = 0; start + 5 <= PASSWORD.length; start++)
		expect(text).not.toContain(PASSWORD.slice(start, start + 5));
}

describe.each([400, 500])('with HTTP %d', (status) => {
	it('a password on the edge of what is shown is taken out before the cut', async () => {
		for (const before of [484, 487, 490, 495, 499]) {
			const text = await told(`${'x'.repeat(before)}${PASSWORD} is wrong`, status);
			expect(text).toContain('xxxx');
			expectNoPart(text);
		}
	});

	it('a password is taken out that somebody else has cut', async () => {
		expectNoPart(await told(`Wrong password: ${PASSWORD.slice(0, -2)}`, status));
		expectNoPart(await told(`Wrong password: ${PASSWORD.slice(0, 9)}…`, status));
		expectNoPart(await told(`Wrong password: ${PASSWORD.slice(0, 7)}...`, status));
	});
});

it('a password with spaces is taken out before they are put on one line', async () => {
	const password = 'two  words\tand-more';
	const credentialId = stage.credentialWith({ password });
	const body = JSON.stringify({ error: 'invalid_grant', error_description: `No: ${password}` });
	stage.sandbox.faults.add({ call: 'token.authenticate', kind: 'mutate', status: 400, body });
	const { error } = await stage.run('reward.getAccount', {}, { credentialId });
	expect(error?.message).toBe('EnKash refused the login: No: *** [item 0]');
});
