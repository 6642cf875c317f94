/** What is told of an exchange that failed: whether the request left, why, and what to do. */
import { Readable } from 'node:stream';
import { EnkashError } from '../../../nodes/Enkash/lib/errors';
import { answered, ENDPOINT, failed, given } from './exchange';

/** An error of Node's, or of n8n's. */
const fault = (details: object, message = 'It failed', cause?: Error) =>
	Object.assign(new Error(message, { cause }), details);

const lost = {
	kind: 'unknown',
	message: `The connection to ${ENDPOINT} was lost before the answer was complete`,
	passing: true,
	timedOut: false,
	description: 'Check the network and the URL in the credential, then try again.',
};
const late = {
	kind: 'unknown',
	message: `${ENDPOINT} did not answer within 60 s`,
	passing: false,
	timedOut: true,
	description: "Try again later, or raise 'Timeout' in the options.",
};
const unreachable = (description: string, passing = false) => ({
	kind: 'notSent',
	message: `${ENDPOINT} cannot be reached`,
	passing,
	description,
});
const nobody = unreachable(
	'No server answers there. Check the URL in the EnKash credential, and the network.',
	true,
);
const untrusted = unreachable(
	'Its certificate is not trusted. Check the URL in the credential, or have the administrator of n8n add the certificate to NODE_EXTRA_CA_CERTS.',
);
const noTls = unreachable(
	'The server there does not speak HTTPS as expected. Check the URL in the credential, its port too.',
);
const unread = (what: string) => ({
	kind: 'unknown',
	message: `${ENDPOINT} answered with ${what}`,
	passing: false,
	description: 'Check the URL in the credential, and any proxy in between.',
});

describe('a connection', () => {
	it.each([
		{ code: 'ECONNREFUSED', syscall: 'connect' },
		{ code: 'ETIMEDOUT', syscall: 'connect' },
		{ code: 'ENOTFOUND', syscall: 'getaddrinfo' },
	])('that was not made has sent nothing: %j', async (details) => {
		expect(await failed(fault(details))).toMatchObject(nobody);
	});

	it('to several addresses that was made to none has sent nothing', async () => {
		const errors = [fault({ code: 'ETIMEDOUT' })];
		expect(await failed(fault({ code: 'ETIMEDOUT', errors }))).toMatchObject(nobody);
	});

	it.each([
		{ code: 'ECONNRESET', syscall: 'read' },
		{ code: 'EPIPE', syscall: 'write' },
		{ code: 'ECONNRESET', errors: 'several' },
		{ code: 'ERR_STREAM_PREMATURE_CLOSE' },
		{},
	])('that broke may have carried the request: %j', async (details) => {
		expect(await failed(fault(details))).toMatchObject(lost);
	});

	it('is told of in the middle of a sentence', async () => {
		const told = await failed(fault({}), { endpoint: 'The login at https://The.example' });
		expect(told).toMatchObject({
			message:
				'The connection to the login at https://The.example was lost before the answer was complete',
		});
		expect(await failed(fault({}), { endpoint: 'POST https://The.example' })).toMatchObject({
			message: 'The connection to POST https://The.example was lost before the answer was complete',
		});
	});

	it('that breaks in the middle of a body is lost as well', async () => {
		const body = new Readable({ read: () => {} });
		const reading = answered(given(body));
		body.destroy(fault({ code: 'ECONNRESET' }));
		await expect(reading).rejects.toMatchObject(lost);
	});

	it.each(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_CANCELED'])(
		'that took too long may have carried the request: %s',
		async (code) => expect(await failed(fault({ code }))).toMatchObject(late),
	);
});

describe('a server', () => {
	it.each([
		...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED'],
		...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
		...['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'],
	])('whose certificate is not trusted is sent nothing: %s', async (code) => {
		expect(await failed(fault({ code }))).toMatchObject(untrusted);
	});

	it.each(['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'])(
		'that does not trust ours may have read the request: %s',
		async (code) => expect(await failed(fault({ code }))).toMatchObject(lost),
	);

	it.each(['ssl3_get_record:wrong version number', 'packet length too long', 'Handshake failure'])(
		'that speaks no HTTPS is sent nothing: %s',
		async (message) => {
			expect(await failed(fault({ code: 'EPROTO' }, message))).toMatchObject(noTls);
		},
	);

	it.each([
		['Z_DATA_ERROR', 'a body that cannot be decompressed'],
		['ZSTD_error_corruption_detected', 'a body that cannot be decompressed'],
		['ERR__ERROR_FORMAT_PADDING_1', 'a body that cannot be decompressed'],
		['ERR_BROTLI_COMPRESSION_FAILED', 'a body that cannot be decompressed'],
		['ERR_ZLIB_INITIALIZATION_FAILED', 'a body that cannot be decompressed'],
		['ERR_ZSTD_INVALID_PARAM', 'a body that cannot be decompressed'],
		['HPE_INVALID_CONSTANT', 'something that is not HTTP'],
	])('that answers with %s answers with %s', async (code, what) => {
		expect(await failed(fault({ code }))).toMatchObject(unread(what));
		expect(await failed(fault({ code: `NO_${code}` }))).toMatchObject(lost);
	});
});

describe('what n8n says', () => {
	it('is read where it wraps what Node said', async () => {
		const node = fault({ code: 'ENOTFOUND', syscall: 'getaddrinfo' });
		const axios = fault({ code: 'ERR_BAD_RESPONSE' }, 'axios', node);
		expect(await failed(new Error('n8n', { cause: axios }))).toMatchObject(nobody);
		// A status is no code, and what is innermost counts.
		const status = fault({ code: 404, syscall: 7 });
		expect(await failed(fault({ code: 'ETIMEDOUT' }, 'outer', status))).toMatchObject(late);
		const connecting = fault({ code: 'ETIMEDOUT', syscall: 'connect' }, 'outer', status);
		expect(await failed(connecting)).toMatchObject(nobody);
		const alert = fault({ code: 'EPROTO' }, 'wrong version number');
		expect(await failed(fault({ code: 'ECONNRESET' }, 'reset', alert))).toMatchObject(noTls);
		expect(await failed(fault({ code: 'EPROTO' }, 'reset', alert))).toMatchObject(noTls);
		const reset = fault({ code: 'ECONNRESET' }, 'reset');
		expect(await failed(fault({ code: 'EPROTO' }, 'wrong version number', reset))).toMatchObject(
			lost,
		);
	});

	it.each<[object, object]>([
		[{ httpCode: 'ECONNREFUSED' }, nobody],
		[{ httpCode: 'ENOTFOUND' }, nobody],
		[{ httpCode: 'EAI_AGAIN', messages: ['read EAI_AGAIN'] }, nobody],
		[{ httpCode: 'ETIMEDOUT', messages: ['connect ETIMEDOUT 1.2.3.4:443', 'more'] }, nobody],
		[{ httpCode: 'ETIMEDOUT', messages: ['timeout connect'] }, late],
		[{ httpCode: 'ETIMEDOUT', messages: 'connect' }, late],
		[{ httpCode: 'ETIMEDOUT' }, late],
		[{ httpCode: 'EPROTO', messages: ['write EPROTO wrong version number'] }, noTls],
		[{ httpCode: 'ECONNRESET', messages: ['read ECONNRESET'] }, lost],
		[{ httpCode: 404 }, lost],
		[{ httpCode: null, messages: [] }, lost],
		[{ messages: [7] }, lost],
	])('is read where it wraps without a cause, as before 2.20: %j', async (details, told) => {
		expect(await failed(fault(details))).toMatchObject(told);
	});

	it('counts where nothing else is known', async () => {
		for (const thrown of ['text', undefined, { code: 'ENOTFOUND', syscall: 'connect' }])
			expect(await failed(thrown)).toMatchObject(lost);
	});

	it('is passed on where it did not let the request out', async () => {
		const ssrf = fault({ name: 'SsrfBlockedError', description: 'Ask the administrator.' }, 'No');
		expect(await failed(new Error('n8n', { cause: ssrf }))).toMatchObject({
			kind: 'notSent',
			message: 'No',
			description: 'Ask the administrator.',
		});
		for (const description of [undefined, 7]) {
			const message = 'Domain not allowed: x. Allowed: y';
			expect(await failed(fault({ description }, message))).toMatchObject({
				kind: 'notSent',
				message,
				description: 'n8n itself did not send the request.',
			});
		}
		expect(await failed(fault({ name: 'NoSsrf' }))).toMatchObject(lost);
		expect(await failed(fault({}, 'The Domain not allowed here'))).toMatchObject(lost);
	});
});

test('what was found out already is passed on as it is', async () => {
	const own = new EnkashError('login', 'Refused');
	expect(await failed(new Error('n8n', { cause: own }))).toBe(own);
	const blocked = fault({ name: 'SsrfBlockedError' }, 'No', own);
	expect(await failed(blocked)).toBe(own);
});

test('a stop of the execution is told as such, whatever it broke', async () => {
	const told = {
		kind: 'unknown',
		message: `The execution was cancelled while ${ENDPOINT} was being called`,
	};
	for (const code of ['ERR_CANCELED', 'ECONNREFUSED'])
		expect(await failed(fault({ code }), { cancelled: AbortSignal.abort() })).toMatchObject(told);
	const { signal } = new AbortController();
	expect(await failed(fault({ code: 'ERR_CANCELED' }), { cancelled: signal })).toMatchObject(late);
});
