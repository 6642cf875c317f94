/** An answer as it came over the wire: its payload, or that it is in no form that is known. */
import { EnkashError } from '../../../nodes/Enkash/lib/errors';
import { endpoint, read } from './reader';

const payload = { id: 7 };

describe('a success', () => {
	it.each<[object, object]>([
		[{ code: 0, message: 'Done', payload }, { message: 'Done' }],
		[{ response_code: 0, response_message: 'Done', payload }, { message: 'Done' }],
		[{ response_code: '0', paylod: payload }, {}],
		[{ code: ' 0 ', payload }, {}],
		[{ code: '00', payload }, {}],
		[{ response_code: 0, code: 1, payload }, {}],
		[{ code: 0, response_message: 'Done', message: 'Else', payload }, { message: 'Done' }],
		[{ code: 0, payload, paylod: { id: 8 } }, {}],
		[{ code: 0, message: { text: 'Done' }, payload }, {}],
		[{ code: 0, payload, access_token: 'T' }, {}],
		[
			{ code: 0, message: 'Done' },
			{ message: 'Done', payload: undefined },
		],
		[{ code: 0, payload: null }, { payload: undefined }],
		[{ code: 0, payload: 0 }, { payload: 0 }],
		[{ code: 0, payload: { error: 'x' } }, { payload: { error: 'x' } }],
		[{ code: 0, error: 'x', payload }, {}],
	])('is read from %j', (body, told) => {
		expect(read(body)).toEqual({ code: 0, message: '', payload, ...told });
	});

	it.each(['access_token', 'accessToken', 'token'])('is a bare %s', (name) => {
		const body = { [name]: 'T', expires_in: 9 };
		expect(read(body)).toEqual({ code: 0, message: '', payload: body });
		expect(read({ code: 0, ...body })).toMatchObject({ payload: { code: 0, ...body } });
		expect(read({ ...body, [name]: '' })).toBeInstanceOf(EnkashError);
		expect(read({ ...body, [name]: 7 })).toBeInstanceOf(EnkashError);
	});

	it('may have any status below 300, and no other', () => {
		expect(read({ code: 0, payload }, 299)).toMatchObject({ payload });
		for (const status of [300, 399, 400, 500])
			expect(read({ code: 0, payload }, status)).toBeInstanceOf(EnkashError);
	});

	it('is taken out of its encryption first', () => {
		const decode = () => ({ code: 0, payload });
		expect(read({ request: 'sealed' }, 200, {}, decode)).toMatchObject({ payload });
	});
});

describe('an answer in no form that is known', () => {
	it.each<[unknown]>([
		[null],
		[[{ code: 0 }]],
		['"Success"'],
		[{}],
		[{ payload }],
		[{ code: null }],
		[{ code: true }],
		[{ code: 'SUCCESS' }],
		[{ code: '' }],
		[{ code: '1a' }],
		[{ code: 'a1' }],
		[{ code: '1.5' }],
		[{ code: '--1' }],
		[{ token: 'T', error: 'x' }],
		[{ error_description: '' }],
	])('tells nobody what came of the call: %j', (body) => {
		expect(read(body)).toMatchObject({
			kind: 'unknown',
			message: `${endpoint} answered in an unknown form (HTTP 200)`,
			httpStatus: 200,
			fromEnkash: false,
			description: 'The answer is JSON, but has neither a code nor a payload. Check the endpoint.',
		});
	});
});

const NO_JSON =
	'EnKash answers in JSON. Check the URL in the credential, and any proxy in between.';

describe('an answer that is no JSON', () => {
	it.each([
		['', 'an empty body'],
		[' \n', 'an empty body'],
		['<html></html>', 'a web page instead of JSON'],
		['\n <html', 'a web page instead of JSON'],
		['{"code":0,"payl', 'JSON that cannot be read'],
		['[1,', 'JSON that cannot be read'],
		['OK', 'text instead of JSON'],
		['OK <', 'text instead of JSON'],
		['OK {', 'text instead of JSON'],
		['OK [', 'text instead of JSON'],
	])("is told for what it is: '%s' is %s", (text, told) => {
		expect(read(text, 201)).toMatchObject({
			kind: 'unknown',
			message: `${endpoint} answered with ${told} (HTTP 201)`,
			httpStatus: 201,
			description: NO_JSON,
		});
	});
});

describe('a redirect', () => {
	it.each([300, 302, 399])('with HTTP %d is not followed', (status) => {
		expect(read('', status)).toMatchObject({
			kind: 'unknown',
			message: `${endpoint} redirects elsewhere (HTTP ${status})`,
			httpStatus: status,
			description:
				'Redirects are not followed, to keep the token here. Check the URL in the credential.',
		});
	});

	it('is something else where nothing has changed', () => {
		expect(read('', 304)).toMatchObject({
			kind: 'unknown',
			message: `${endpoint} answered that nothing has changed (HTTP 304)`,
			httpStatus: 304,
			description:
				'Nothing was asked to be compared. Check the URL in the credential, and any proxy in between.',
		});
	});
});

describe('an answer that cannot be decrypted', () => {
	const fails = () => {
		throw new EnkashError('unknown', 'Wrong key', { description: 'Check it.' });
	};

	it.each([200, 400, 500])('is told with its status, HTTP %d', (httpStatus) => {
		const told = { kind: 'unknown', message: 'Wrong key', description: 'Check it.', httpStatus };
		expect(read({ request: 'sealed' }, httpStatus, {}, fails)).toMatchObject(told);
	});

	it.each([401, 403])('is still one of the token with HTTP %d', (httpStatus) => {
		expect(read({ request: 'sealed' }, httpStatus, {}, fails)).toMatchObject({
			kind: 'login',
			message: `EnKash refused the token (HTTP ${httpStatus})`,
			fromEnkash: false,
		});
	});
});
