/** Why EnKash, or a server on the way, said no, as an answer tells it, and what to do. */
import type { EnkashError } from '../../../nodes/Enkash/lib/errors';
import { endpoint, read, SECRET } from './reader';

describe("EnKash's own words", () => {
	it.each<[object, string]>([
		[{ code: 1, message: 'Card not found', payload: 'P' }, 'Card not found'],
		[{ code: 1, message: '', payload: 'Card not found' }, 'Card not found'],
		[{ code: 1, message: 'Failure', payload: 'Card not found' }, 'Card not found'],
		[{ code: 1, message: 'Bad Request.', payload: 'Card not found' }, 'Card not found'],
		[{ code: 1, message: 'Error!!', payload: 'Card not found' }, 'Card not found'],
		[{ code: 1, message: 'Failed to fund', payload: 'P' }, 'Failed to fund'],
		[{ code: 1, message: 'Not an error', payload: 'P' }, 'Not an error'],
		[{ code: '-1', message: 'No' }, 'No'],
		[{ code: '10', message: 'No' }, 'No'],
		[{ code: 1, message: 'No', token: 'T' }, 'No'],
		[{ code: 7, message: 'Success', payload: { a: 1 } }, 'EnKash answered with code 7'],
		[{ code: 7, message: '' }, 'EnKash answered with code 7'],
		[{ code: 1, message: ' No\n\u0000\tpoints\u200b  left ' }, 'No points left'],
		[{ code: 1, message: 'x'.repeat(500) }, 'x'.repeat(500)],
		[{ code: 1, message: 'x'.repeat(501) }, `${'x'.repeat(500)}…`],
		[{ code: 1, message: `It was ${SECRET}` }, 'It was ***'],
		[{ code: 1, message: `${'x'.repeat(495)} ${SECRET}` }, `${'x'.repeat(495)} ***`],
	])('are told of %j', (body, words) => {
		expect(read(body)).toMatchObject({
			kind: 'refused',
			message: words,
			httpStatus: 200,
			fromEnkash: true,
		});
	});

	it('come with what to do', () => {
		expect(read({ code: 1, message: 'KYC is not uploaded' })).toMatchObject({
			description: 'Finish the KYC of the primary card in EnKash first.',
		});
	});

	it.each([
		...['invalid_request', 'invalid_client', 'invalid_grant', 'invalid_scope', 'unauthorized'],
		...['unauthorized_client', 'unsupported_grant_type', 'access_denied', 'insufficient_scope'],
	])('may be %s, as OAuth has it', (error) => {
		const told = { kind: 'refused', fromEnkash: true, httpStatus: 400 };
		expect(read({ error }, 400)).toMatchObject({ ...told, message: error });
		expect(read({ error, error_description: 'Wrong password' }, 400)).toMatchObject({
			...told,
			message: 'Wrong password',
		});
	});
});

describe('the words of a server on the way', () => {
	it.each<[unknown, string]>([
		[{ error: 'Not Found', path: '/y' }, ': Not Found'],
		[{ error: 'invalid_grants' }, ': invalid_grants'],
		[{ error: 'not_invalid_grant' }, ': not_invalid_grant'],
		[{ message: 'No such route' }, ': No such route'],
		[{ response_message: 'No such route' }, ': No such route'],
		[{ message: 'One', response_message: 'Two', error: 'Three' }, ': One'],
		[{ message: '', response_message: 'Two', error: 'Three' }, ': Two'],
		[{ error: { code: 7 } }, ''],
		[{}, ''],
		[[], ''],
		[' {"a":1}', ''],
		['\n\n[1]', ''],
		['{"a":', ''],
		['null', ' with text instead of JSON'],
		['OK {', ' with text instead of JSON'],
		['<html>', ' with a web page instead of JSON'],
		['', ' with an empty body'],
	])('are told with its status, and are not taken for those of EnKash: %j', (body, told) => {
		expect(read(body, 400)).toMatchObject({
			kind: 'refused',
			message: `${endpoint} answered HTTP 400${told}`,
			httpStatus: 400,
			fromEnkash: false,
			description: 'Check the URL in the credential, and any proxy in between.',
		});
	});
});

const open = { kind: 'unknown', passing: false, timedOut: false };
const no = { kind: 'refused', passing: false, timedOut: false };

test.each<[number, object]>([
	[400, no],
	[404, no],
	[408, { ...open, timedOut: true }],
	[409, no],
	[422, no],
	[429, { ...no, passing: true }],
	[499, no],
	[500, open],
	[501, open],
	[502, { ...open, passing: true }],
	[503, { ...open, passing: true }],
	[504, { ...open, passing: true, timedOut: true }],
])('HTTP %d means %j, whoever says it', (httpStatus, told) => {
	const own = { code: 1, message: 'Something went wrong' };
	const common = { ...told, httpStatus };
	expect(read({}, httpStatus)).toMatchObject({ ...common, fromEnkash: false });
	expect(read(own, httpStatus)).toMatchObject({
		...common,
		fromEnkash: true,
		message: 'Something went wrong',
	});
});

test('a refusal keeps for how long EnKash asks to wait', () => {
	expect(read({}, 429, { retryAfter: 7 })).toMatchObject({
		retryAfter: 7,
		description: 'EnKash asks for fewer requests. Wait 7 s, then run it again.',
	});
	const words = read({ code: 1, message: 'Cart not found' }, 404) as EnkashError;
	expect(words.description).toContain("Check 'Cart Entry'");
	const none = read({ message: 'Cart not found' }, 404) as EnkashError;
	expect(none.description).toContain('The endpoint is not there.');
});

const INVALID = 'The token is invalid or has expired.';
const NO_ACCESS = 'EnKash may not have enabled this call for your account. Ask EnKash for access.';

describe('a token', () => {
	it.each<[unknown, number, string, object]>([
		['', 401, 'EnKash refused the token (HTTP 401)', { description: INVALID }],
		['<html>', 403, 'EnKash refused the token (HTTP 403)', { description: NO_ACCESS }],
		[{ message: 'Forbidden' }, 401, 'Forbidden', { description: INVALID }],
		[{ message: 'Forbidden' }, 403, 'Forbidden', { description: NO_ACCESS }],
		[{ message: 'JWT is stale' }, 403, 'JWT is stale', { description: INVALID }],
		[{ code: 1, message: 'No' }, 401, 'No', { fromEnkash: true }],
		[{ code: 401, message: 'No' }, 200, 'No', { fromEnkash: true, httpStatus: 200 }],
		[{ code: '401', message: 'No' }, 500, 'No', { fromEnkash: true }],
		[{ code: 1, message: 'Invalid token' }, 200, 'Invalid token', { tokenAlone: true }],
		[{ code: 1, message: 'Token expired' }, 400, 'Token expired', { tokenAlone: true }],
		[{ code: 1, message: 'Session expired' }, 422, 'Session expired', { tokenAlone: false }],
		[{ code: 1, message: 'The JWT is not valid' }, 200, 'The JWT is not valid', {}],
		[{ code: 1, message: 'Token not recognised' }, 200, 'Token not recognised', {}],
		[{ code: 1, message: 'Token not recognized' }, 200, 'Token not recognized', {}],
		// Those of a gateway may come after EnKash had begun.
		[{ message: 'Invalid token' }, 401, 'Invalid token', { tokenAlone: false }],
		[{ error: 'invalid_token' }, 401, 'invalid_token', { tokenAlone: true, fromEnkash: true }],
		[{ error: 'invalid_token' }, 400, 'invalid_token', { tokenAlone: true, fromEnkash: true }],
		[{ error: 'invalid_token', error_description: 'No' }, 401, 'No', { tokenAlone: true }],
		[{ error: 'unauthorized', error_description: 'No' }, 401, 'No', { tokenAlone: false }],
	])('is refused by %j with HTTP %d: %s', (body, status, message, told) => {
		expect(read(body, status)).toMatchObject({
			kind: 'login',
			message,
			httpStatus: status,
			...told,
		});
	});

	it.each<[object, number, string]>([
		[{ code: 1, message: 'Invalid mobile' }, 200, 'refused'],
		[{ code: 1, message: 'The token is missing' }, 200, 'refused'],
		[{ code: 1, message: 'Tokens are invalid' }, 200, 'refused'],
		[{ code: 1, message: 'Invalid token' }, 499, 'login'],
		[{ code: 1, message: 'Invalid token' }, 500, 'unknown'],
		[{ code: 400, message: 'Invalid mobile' }, 400, 'refused'],
	])('is not what %j is about with HTTP %d, unless it surely is: %s', (body, status, kind) => {
		expect(read(body, status)).toMatchObject({ kind });
	});
});
