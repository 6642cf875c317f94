/** Secrets in words that EnKash, or somebody on the way, gave back. */
import { hideSecrets, withoutSecrets } from '../../../nodes/Enkash/api/wire/secrets';
import { EnkashError } from '../../../nodes/Enkash/lib/errors';

const PASSWORD = 'Q7#zebraVault+9';

test.each<[string, string[], string]>([
	['No password here', [PASSWORD], 'No password here'],
	['', [PASSWORD], ''],
	[`Wrong: ${PASSWORD}!`, [PASSWORD], 'Wrong: ***!'],
	[`${PASSWORD} is not ${PASSWORD}, or is it`, [PASSWORD], '*** is not ***, or is it'],
	['one-secret and two-secret too', ['one-secret', 'two-secret'], '*** and *** too'],
	// A longer one may contain a shorter one, whichever is known first.
	['It is pass-word', ['pass', 'pass-word'], 'It is ***'],
	['It is pass-word', ['pass-word', 'pass'], 'It is ***'],
	// What is this short is found in any text.
	['The key is not here', ['', 'key'], 'The key is not here'],
	['The keys are here', ['keys'], 'The *** are here'],
])("'%s' without %j: '%s'", (text, secrets, left) => {
	expect(hideSecrets(text, secrets)).toBe(left);
});

describe('a secret that somebody has cut', () => {
	it.each([
		['Wrong: Q7#zebraVault+', 'Wrong: ***'],
		['Wrong: Q7#zebr', 'Wrong: ***'],
		['Wrong: Q7#z', 'Wrong: ***'],
		// Three characters give nothing away.
		['Wrong: Q7#', 'Wrong: Q7#'],
		['Wrong: Q7#zebr…', 'Wrong: ***…'],
		['Wrong: Q7#zebr...', 'Wrong: ***...'],
		['Wrong: Q7#zebr …\n', 'Wrong: *** …\n'],
		['...', '...'],
		['Wrong: Q7#zebr, again', 'Wrong: Q7#zebr, again'],
		['It ends in nothing…', 'It ends in nothing…'],
	])("at the end of '%s' is told as '%s'", (text, left) => {
		expect(hideSecrets(text, [PASSWORD])).toBe(left);
	});

	it('may have dots of its own, where it was cut', () => {
		expect(hideSecrets('Wrong: zebra..', ['zebra...vault'])).toBe('Wrong: ***');
		expect(hideSecrets('Wrong: zebra...v…', ['zebra...vault'])).toBe('Wrong: ***…');
	});

	it('is one of several', () => {
		expect(hideSecrets('Wrong: two-sec', ['one-secret', 'two-secret'])).toBe('Wrong: ***');
	});
});

describe('a token that is not ours', () => {
	it.each([
		['Invalid token: eyJhbGciOi1J.x', 'Invalid token: ***'],
		['Access token expired: abcdefghijk1', 'Access token expired: abcdefghijk1'],
		['token=abcdefghijk1', 'token=***'],
		['The Token "abcdefghijk1" is invalid', 'The Token "***" is invalid'],
		['{"access_token":"abc/def+gh~i_j-k=1.2"}', '{"access_token":"***"}'],
		['{"token" : "abcdefghijk1"}', '{"token" : "***"}'],
		['token abcdefghijk1, token lmnopqrstuv2', 'token ***, token ***'],
		// Words, and what is too short.
		['token authentication-failed', 'token authentication-failed'],
		['token abcdefghij1', 'token abcdefghij1'],
		['token of somebody2024else', 'token of somebody2024else'],
	])("in '%s' is told as '%s'", (text, left) => {
		expect(hideSecrets(text, [])).toBe(left);
	});
});

test.each<[string, string]>([
	['dots', `${'.'.repeat(100_000)}x`],
	['spaces', `${' '.repeat(100_000)}x`],
	['the word token', 'token-'.repeat(20_000)],
])('words of a hundred thousand times %s are read as fast as others', (_, text) => {
	const began = Date.now();
	expect(hideSecrets(text, [PASSWORD])).toBe(text);
	expect(Date.now() - began).toBeLessThan(2_000);
});

test('an error loses them in its message, at its full length, and in what to do', () => {
	const before = 'x'.repeat(990);
	const error = new EnkashError('refused', `${before} ${PASSWORD}`, {
		description: `Do not use ${PASSWORD}.`,
		httpStatus: 422,
	});
	const told = withoutSecrets(error, [PASSWORD]);
	expect(told.message).toBe(`${before} ***`);
	expect({ ...told }).toEqual({ ...error, description: 'Do not use ***.' });
	expect(withoutSecrets(new EnkashError('refused', 'No'), [PASSWORD]).description).toBeUndefined();
});
