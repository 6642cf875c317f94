import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { FaultKind, FaultRule } from '../../sandbox/types';
import { createEngine, type Engine } from '../engine';
import { isCallId } from '../../nodes/Enkash/api/wire/endpoints';
import { allSamples } from '../actions/samples';
import { isPlayed } from '../matrix';
import { setStage, type Stage } from '../stage';
import { bringBackPauses, endSilence, skipPauses } from '../waiting';
import { basicOf, searchRequests, searchResult, secretsOf, type Finding } from './search';

/** All that a careless server may repeat: the token it was sent, the password, the key. */
function echo({ sandbox, engine, credentialId }: Stage): string {
	const credential = engine.credential(credentialId);
	const [password, clientSecret, key] = ['password', 'clientSecret', 'encryptionKey'].map(
		(field) => credential[field] as string,
	);
	const bearer = sandbox.requests.at(-1)?.headers.authorization;
	const inForm = new URLSearchParams({ password }).toString();
	return [bearer, basicOf(credential), password, inForm, clientSecret, key].join(' and ');
}

type Rule = Omit<FaultRule, 'call'>;

interface Scenario {
	/** What the call meets. */
	call?: (stage: Stage) => Rule;
	/** What the login meets. */
	login?: (stage: Stage) => Rule;
	credential?: ICredentialDataDecryptedObject;
}

const kind = (fault: FaultKind): Scenario => ({ call: () => ({ kind: fault }) });
const saying = (status: number, body: (words: string) => string): Scenario => ({
	call: (stage) => ({ kind: 'mutate', status, effect: false, body: () => body(echo(stage)) }),
});
const json = (words: string) => JSON.stringify({ code: 1, message: words, payload: words });

const SCENARIOS: Record<string, Scenario> = {
	success: {},
	'refusal that repeats everything': saying(200, json),
	'HTTP 400 that repeats everything': saying(400, json),
	'HTTP 401 that repeats everything': saying(401, (words) =>
		JSON.stringify({ error: 'invalid_token', error_description: `Invalid token: ${words}` }),
	),
	'HTTP 403 that repeats everything': saying(403, json),
	'HTTP 422 of a server in front': saying(422, (words) =>
		JSON.stringify({ status: 422, error: words, path: words }),
	),
	'HTTP 500 that repeats everything': saying(500, (words) =>
		JSON.stringify({ message: words, trace: words }),
	),
	'page that repeats everything': saying(200, (words) => `<html>${words}</html>`),
	'JSON that breaks off after everything': saying(200, (words) => `{"code":0,"message":"${words}`),
	'redirect with everything in its address': {
		call: (stage) => ({
			kind: 'redirect',
			location: `http://127.0.0.1:9/?${encodeURIComponent(echo(stage))}`,
		}),
	},
	'lost answer': kind('resetAfter'),
	'half an answer': kind('truncated'),
	'no answer': kind('hangAfter'),
	'host that is not there': {
		credential: {
			cardApiUrl: 'http://127.0.0.1:9',
			marketplaceUrl: 'http://127.0.0.1:9',
			pointsUrl: 'http://127.0.0.1:9',
		},
	},
	'wrong password': { credential: { password: 'WRONG-password-7/ü+' } },
	'wrong password that is repeated': {
		credential: { password: 'WRONG-password-7/ü+' },
		login: (stage) => ({
			kind: 'mutate',
			status: 400,
			body: () => JSON.stringify({ error: 'invalid_grant', error_description: echo(stage) }),
		}),
	},
	'login page': {
		login: (stage) => ({ kind: 'mutate', body: () => `<html>${echo(stage)}</html>` }),
	},
	'login without an answer': { login: () => ({ kind: 'resetAfter' }) },
	'wrong access token': {
		credential: { authentication: 'accessToken', accessToken: 'WRONG-access-token-1234567890' },
	},
	'wrong encryption key': {
		credential: { encryption: 'requestAndResponse', encryptionKey: 'WRONG-encryption-key' },
	},
};

/** Operations whose items are what may be a secret: the user asked for it. */
const ASKED_FOR = [
	'token.authenticate',
	'token.createSsoLink',
	'redemption.authenticate',
	'redemption.getOrder',
];

const ON_ERROR = ['stopWorkflow', 'continueErrorOutput'] as const;
type OnError = (typeof ON_ERROR)[number];

/** Plays at the same time; most of their time is waiting. */
const AT_A_TIME = 24;

let engine: Engine;

beforeAll(async () => {
	engine = await createEngine();
	skipPauses();
});

afterAll(bringBackPauses);

const encryption = { encryption: 'request', encryptionKey: 'KEY-of-the-test-1234' } as const;

async function setEncryptedStage(): Promise<Stage> {
	const stage = await setStage({ ...encryption, fulfilmentDelay: 0 }, engine);
	engine.updateCredential(stage.credentialId, encryption);
	return stage;
}

async function play(
	call: string,
	{ call: atCall, login, credential = {} }: Scenario,
	onError: OnError,
): Promise<Finding[]> {
	const stage = await setEncryptedStage();
	const unwatch = endSilence(stage.sandbox);
	try {
		await allSamples[call]?.before?.(stage);
		if (login) stage.sandbox.expireTokens();
		engine.updateCredential(stage.credentialId, credential);
		// What is built of several calls meets it at each of them.
		if (atCall)
			stage.sandbox.faults.add({ ...atCall(stage), call: isCallId(call) ? call : undefined });
		if (login) stage.sandbox.faults.add({ ...login(stage), call: 'authenticate' });
		const { parameters } = allSamples[call] ?? {};
		const result = await stage.run(call, parameters, { onError });
		return [...searchResult(result, stage, ASKED_FOR.includes(call)), ...searchRequests(stage)];
	} finally {
		unwatch();
		await stage.stop();
	}
}

it('no operation shows a secret anywhere, whatever goes wrong', async () => {
	const calls = Object.keys(allSamples);
	// Each call and each scenario meets both ways to end, in turns: in an odd share of them, too.
	const waiting = calls.flatMap((call, row) =>
		Object.entries(SCENARIOS).flatMap(([name, scenario], column) => {
			const onError = ON_ERROR[(row + column) % 2];
			return isPlayed(row, column, 11) ? [{ call, name, scenario, onError }] : [];
		}),
	);
	expect(new Set(waiting.map(({ call }) => call)).size).toBe(calls.length);
	expect(new Set(waiting.map(({ name }) => name)).size).toBe(Object.keys(SCENARIOS).length);
	const found: object[] = [];
	const player = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const { call, name, scenario, onError } = next;
			for (const finding of await play(call, scenario, onError))
				found.push({ call, name, onError, ...finding });
		}
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, player));
	expect(found).toEqual([]);
}, 300_000);

describe('the Test button', () => {
	it.each(Object.entries(SCENARIOS))(
		'shows no secret: %s',
		async (_, { login, call, credential = {} }) => {
			const stage = await setEncryptedStage();
			engine.updateCredential(stage.credentialId, credential);
			if (call)
				stage.sandbox.faults.add({
					...call(stage),
					call: 'reward.getAccount',
					kind: call(stage).kind === 'hangAfter' ? 'html' : call(stage).kind,
				});
			if (login) stage.sandbox.faults.add({ ...login(stage), call: 'authenticate' });
			const { message } = await engine.testCredential(stage.credentialId);
			for (const secret of secretsOf(stage).values()) expect(message).not.toContain(secret);
			expect(searchRequests(stage)).toEqual([]);
			await stage.stop();
		},
	);
});

it('a list that cannot be loaded shows no secret', async () => {
	const stage = await setEncryptedStage();
	stage.sandbox.faults.add({ kind: 'mutate', body: () => json(echo(stage)) });
	const error: unknown = await engine
		.listSearch('searchCards', {}, stage.credentialId)
		.catch((thrown: unknown) => thrown);
	const shown = JSON.stringify(error) + String((error as Error).stack);
	for (const secret of secretsOf(stage).values()) expect(shown).not.toContain(secret);
	await stage.stop();
});

it('the search itself finds a secret in an item, an error, a log and a request', async () => {
	const stage = await setEncryptedStage();
	const result = await stage.run('reward.getAccount');
	const [token] = [...secretsOf(stage).values()].slice(-1);
	const planted = {
		...result,
		error: Object.assign(new Error('x'), { cause: { token } }),
		logs: [`debug | ${token}`],
		hints: [{ message: token }],
	};
	expect(searchResult(planted as never, stage, false).map(({ place }) => place)).toEqual(
		expect.arrayContaining(['error', 'logs', 'hints']),
	);
	stage.sandbox.requests[0].query.token = token;
	expect(searchRequests(stage).length).toBeGreaterThan(0);
	await stage.stop();
});
