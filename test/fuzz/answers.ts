/** Mutated answers, read by the whole node below the HTTP layer. */
import fc from 'fast-check';
import { endpoints, isCallId } from '../../nodes/Enkash/api/wire/endpoints';
import { encrypt } from '../../sandbox/encryption';
import type { Recording } from './corpus';
import type { Reply, Scene } from './context';
import { SECRETS } from './judge';
import { apply, step, type Step } from './mutations';

export interface AnswerCase {
	recording: Recording;
	steps: Step[];
	status: number;
	headers: Record<string, string>;
	/** The answer is encrypted after it was changed: with the right key, or with another. */
	sealed: 'no' | 'right' | 'wrong';
	/** Which of the run's requests is answered so, from 0; the others are as recorded. -1: all of them. */
	request: number;
	/** A failure of the network in its place. */
	network?: string;
	/** The words of EnKash repeat a secret; also, there is a login, and all options are on. */
	echo: boolean;
}

/** Those after which a call that reads waits half a second or more: too long for a hundred thousand runs. */
const PASSING = [429, 502, 503, 504];
const STATUSES = [
	...Array<number>(120).fill(200),
	201,
	202,
	204,
	206,
	301,
	302,
	304,
	400,
	401,
	403,
	404,
	405,
	408,
	409,
	415,
	418,
	422,
	451,
	500,
	501,
	505,
	599,
	...PASSING,
];
const LOST = ['ECONNRESET', 'EPIPE', 'EPROTO', 'ERR_STREAM_PREMATURE_CLOSE', ''];
const OTHER = [
	'ECONNABORTED',
	'ETIMEDOUT',
	'ERR_CANCELED',
	'Z_DATA_ERROR',
	'HPE_INVALID_CONSTANT',
	'CERT_HAS_EXPIRED',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

export function answerCase(recordings: Recording[]): fc.Arbitrary<AnswerCase> {
	return fc.oneof(...recordings.map(caseOf));
}

function caseOf(recording: Recording): fc.Arbitrary<AnswerCase> {
	const { call, answers } = recording;
	const patient = !isCallId(call) || !('reads' in endpoints[call]);
	return fc.record({
		recording: fc.constant(recording),
		steps: fc.array(step, { maxLength: 3 }),
		status: fc.constantFrom(...STATUSES.filter((status) => patient || !PASSING.includes(status))),
		headers,
		sealed: fc.oneof(
			{ weight: 6, arbitrary: fc.constant('no' as const) },
			{ weight: 2, arbitrary: fc.constant('right' as const) },
			{ weight: 1, arbitrary: fc.constant('wrong' as const) },
		),
		request: fc.constantFrom(...(answers.size > 2 ? [0, 1, 2, -1] : [-1])),
		network: fc.oneof(
			{ weight: 30, arbitrary: fc.constant(undefined) },
			{ weight: 1, arbitrary: fc.constantFrom(...(patient ? [...OTHER, ...LOST] : OTHER)) },
		),
		echo: fc.boolean(),
	});
}

const headers = fc.record(
	{
		'content-type': fc.constantFrom(
			'application/json',
			'text/html',
			'application/octet-stream',
			'',
		),
		'retry-after': fc.constantFrom('0', 'soon', '-1', 'Thu, 01 Jan 1970 00:00:00 GMT'),
	},
	{ requiredKeys: [] },
) as fc.Arbitrary<Record<string, string>>;

/** One item, with what EnKash answers to its requests. */
export function sceneOf(one: AnswerCase): Scene {
	const { recording, request } = one;
	const scene: Scene = {
		call: recording.call,
		parameters: {
			...recording.parameters,
			simplify: one.echo,
			options: { timeout: 4, includeEnvelope: one.echo },
		},
		credential: credential(one),
		json: {},
		sent: [],
		respond: (options) => {
			const position = scene.sent.length - 1;
			const text =
				recording.answers.get(`${options.method} ${new URL(options.url).pathname}`) ??
				'{"code":1,"message":"Not found"}';
			const reads = options.method === 'GET' || /search|transaction|get$/.test(options.url);
			return request === -1 || position === request ? spoiled(one, text, reads) : plain(text);
		},
	};
	return scene;
}

let users = 0;

function credential({ sealed, echo, recording }: AnswerCase) {
	const usesLogin = echo || recording.call.endsWith('.authenticate');
	const host = 'http://enkash.example';
	return {
		environment: 'custom',
		authentication: usesLogin ? 'partnerLogin' : 'accessToken',
		...SECRETS,
		sessionToken: '',
		// A login of its own for each case: what one is refused must not hold back the next.
		username: `user-${++users}`,
		partnerId: 'CRMXWB3ZM',
		clientId: 'CEK1GZBO6A',
		companyId: 'CEK7T1WMC6',
		cardAccountId: 'CAVBMRFE8',
		encryption: sealed === 'no' ? 'none' : 'requestAndResponse',
		keyDigest: 'sha256',
		authUrl: host,
		cardApiUrl: host,
		marketplaceUrl: host,
		pointsUrl: host,
		ssoUrl: host,
		endpointOverrides: '',
	};
}

function plain(text: string): Reply {
	return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
}

function spoiled(
	{ steps, status, headers, sealed, network, echo }: AnswerCase,
	text: string,
	reads: boolean,
): Reply {
	const passing = PASSING.includes(status) || (network !== undefined && LOST.includes(network));
	if (reads && passing) return plain(text);
	if (network !== undefined) return { error: networkError(network) };
	const words = echo
		? text.replaceAll('Success', `Token ${SECRETS.accessToken} and ${SECRETS.password} are wrong`)
		: text;
	const body = apply(words, steps);
	if (sealed === 'no') return { status, headers, body };
	const key = sealed === 'right' ? SECRETS.encryptionKey : 'another';
	const request = encrypt(body.toString('utf8'), { secret: key, digest: 'sha256' });
	return { status, headers, body: Buffer.from(JSON.stringify({ request })) };
}

/** As axios makes it, with the whole request on board, in the way n8n wraps it. */
function networkError(code: string): Error {
	const cause = Object.assign(new Error(`read ${code}`), { code });
	const config = {
		headers: { Authorization: `Bearer ${SECRETS.accessToken}` },
		data: SECRETS.password,
	};
	const axiosError = Object.assign(new Error(`read ${code}`, { cause }), {
		code,
		config,
		request: config,
		isAxiosError: true,
	});
	return new Error(`read ${code} with ${SECRETS.accessToken}`, { cause: axiosError });
}
