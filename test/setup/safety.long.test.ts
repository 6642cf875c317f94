/** What Check Setup does not do, whatever it meets: write, log in twice, tell a secret or a person, stop. */
import { endpoints } from '../../nodes/Enkash/api/wire/endpoints';
import { operationIds } from '../../sandbox/contract';
import type { FaultRule, Sandbox } from '../../sandbox/types';
import { createEngine, type Engine } from '../engine';
import { basicOf } from '../secrets/search';
import { dataOf, setStage, type Stage } from '../stage';
import { endSilence } from '../waiting';
import { inspect, type Finding, type Inspection, type Variant } from './inspection';

let engine: Engine;

beforeAll(async () => {
	engine = await createEngine();
});

/** All calls that change something, as the sandbox knows them. */
const CHANGING = Object.entries(endpoints)
	.filter(([call, endpoint]) => !('reads' in endpoint) && !call.endsWith('.authenticate'))
	.flatMap(([call]) => operationIds(call));

const calls = ({ requests }: Sandbox) => requests.map(({ call }) => call);

function expectNothingChanged({ sandbox }: { sandbox: Sandbox }): void {
	expect(calls(sandbox).filter((call) => CHANGING.includes(call))).toEqual([]);
	expect(sandbox.ledger).toEqual([]);
	expect(sandbox.state.ssoTokens.size).toBe(0);
}

/** Names, addresses, numbers and cards of all people there are, and what belongs to orders. */
function personalIn({ state }: Sandbox): string[] {
	const people = [...state.cards.values()].flatMap((card) => [
		card.email,
		card.mobile,
		card.userId,
		card.enKashCardId,
		card.maskedNumber,
		card.token,
		`${card.firstName} ${card.lastName ?? ''}`.trim(),
	]);
	const codes = state.orders.flatMap(({ vouchers }) =>
		vouchers.map(({ cardNumber }) => cardNumber),
	);
	return [...people, ...codes].filter((each) => each.length > 4);
}

const SECRETS = ['password', 'clientSecret', 'encryptionKey', 'accessToken'];

function expectNothingPrivate(findings: unknown, sandbox: Sandbox, more: string[] = []): void {
	const text = JSON.stringify(findings);
	const { credential, requests } = sandbox;
	const tokens = requests.map(
		({ headers }) => headers.authorization?.replace(/^Bearer /, '') ?? '',
	);
	const secrets = SECRETS.map((field) => String(credential[field])).filter(Boolean);
	const hidden = [...secrets, ...tokens.filter(Boolean), basicOf(credential), ...more];
	const shown = [...personalIn(sandbox), ...hidden].filter((each) => text.includes(each));
	expect(shown).toEqual([]);
}

/** What EnKash, or something in its place, may answer to everything. */
const EVERYTHING: Array<[name: string, rule: FaultRule]> = [
	['a web page', { kind: 'html' }],
	['half of its JSON', { kind: 'truncated' }],
	['nothing', { kind: 'empty' }],
	['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:9/' }],
	['HTTP 500', { kind: 'status' }],
	['HTTP 429', { kind: 'rateLimit', retryAfter: 0 }],
	['HTTP 401', { kind: 'status', status: 401, body: '{"error":"invalid_token"}' }],
	['HTTP 403 of a firewall', { kind: 'html', status: 403 }],
	['a refusal', { kind: 'refuse', message: 'Something went wrong' }],
	['a connection that breaks', { kind: 'resetBefore' }],
	['success without a payload', { kind: 'mutate', body: '{"response_code":0}' }],
	['success and null', { kind: 'mutate', body: '{"response_code":0,"payload":null}' }],
	[
		'success and a list of nothing',
		{ kind: 'mutate', body: '{"code":0,"payload":[null,1,"x",[]]}' },
	],
	['success and text', { kind: 'mutate', body: '{"code":"0","payload":"Success"}' }],
	[
		'numbers for names',
		{
			kind: 'mutate',
			body: '{"code":0,"payload":{"data":[{"txnDate":5,"status":7,"pgReferenceNumber":{}}]}}',
		},
	],
	['JSON in no envelope', { kind: 'mutate', body: '{"hello":"world"}' }],
	['an encrypted answer that nobody can read', { kind: 'mutate', body: '{"request":"AAAA"}' }],
];

describe('where all calls are answered alike', () => {
	const inspections = new Map<FaultRule, Promise<Inspection>>();

	beforeAll(async () => {
		for (const [, rule] of EVERYTHING) inspections.set(rule, inspect({ faults: [rule] }, engine));
		await Promise.allSettled(inspections.values());
	}, 120_000);

	it.each(EVERYTHING)('answers every question: %s', async (_, rule) => {
		const { findings, sandbox } = (await inspections.get(rule)) as Inspection;
		expect(findings.length).toBeGreaterThan(50);
		for (const finding of findings) {
			expect(Object.keys(finding)).toEqual([
				'question',
				'finding',
				'set',
				'confidence',
				'evidence',
				'topic',
			]);
			for (const text of Object.values(finding)) expect(typeof text).toBe('string');
			expect(finding.finding).not.toMatch(/undefined|\[object|Cannot read|is not a function/);
		}
		expect(sandbox.logins()).toHaveLength(1);
		expectNothingChanged({ sandbox });
		expectNothingPrivate(findings, sandbox);
	});
});

it('waits for a server that is silent once, and goes on', async () => {
	const stage = await setStage({}, engine, { loggedIn: false });
	stage.sandbox.faults.add({ call: 'redemption.searchOrders', kind: 'hang' });
	const unwatch = endSilence(stage.sandbox);
	const result = await stage.run('token.checkSetup', { options: { timeout: 60_000 } });
	unwatch();
	await stage.stop();
	expect(dataOf(result).length).toBeGreaterThan(50);
});

describe('a wrong password', () => {
	const wrong: Variant = { credential: () => ({ password: 'WRONG-example-password' }) };

	it('costs one login, and is told with what to set', async () => {
		const inspection = await inspect(wrong, engine);
		const { sandbox, findings } = inspection;
		expect(sandbox.logins()).toHaveLength(1);
		expect(inspection.of('Does the login work')).toMatchObject({
			finding: 'No: “EnKash refused the login: Bad credentials”',
			confidence: 'sure',
			set: expect.stringContaining(
				"'Username', 'Password', 'Client ID' and 'Client Secret'",
			) as string,
		});
		expect(findings.length).toBeGreaterThan(50);
	});

	it('costs one login however often it is run, for however many items', async () => {
		const stage = await setStage({}, engine, { loggedIn: false });
		const credentialId = stage.credentialWith({ password: 'WRONG-example-password' });
		for (let run = 0; run < 3; run++) {
			const items = [{}, {}, {}];
			await stage.run(
				'token.checkSetup',
				{},
				{ credentialId, items, onError: 'continueRegularOutput' },
			);
		}
		expect(stage.sandbox.logins()).toHaveLength(1);
		await stage.stop();
	});
});

it('logs in once where a token lives shorter than the questions take, and is refused everywhere', async () => {
	const { sandbox, findings } = await inspect({ sandbox: { tokenLifetime: 0.001 } }, engine);
	expect(sandbox.logins()).toHaveLength(1);
	expect(findings.length).toBeGreaterThan(50);
});

it('gives one report for many items', async () => {
	const stage = await setStage({}, engine);
	const result = await stage.run('token.checkSetup', {}, { items: [{}, {}, {}] });
	const questions = dataOf(result).map(({ question }) => question);
	expect(new Set(questions).size).toBe(questions.length);
	expect(result.items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
		true,
	);
	await stage.stop();
});

it('asks about each call of EnKash, those that read by making them', async () => {
	const { findings, sandbox } = await inspect({}, engine);
	const ids = new Set(Object.values(endpoints).map(({ id }) => id));
	const permissions = findings.filter(({ topic }) => topic === 'Permissions');
	expect(permissions).toHaveLength(ids.size);
	for (const id of ids) {
		const own = permissions.filter(({ question }) => question.endsWith(`(${id})?`));
		const reads = Object.values(endpoints).some((each) => each.id === id && 'reads' in each);
		const changes = !reads && !['T1', 'D1'].includes(id);
		expect(own).toHaveLength(1);
		expect(own[0].finding.startsWith('Not tried')).toBe(changes);
		if (reads) expect(sandbox.requestsTo(id).length).toBeGreaterThan(0);
	}
	expectNothingChanged({ sandbox });
});

it.each([
	['POST /api/v0/partner/enKashCard/create-allocate-points'],
	['POST /api/v0/partner//enKashCard/x/../create-allocate-points/'],
	['POST /api/v0/partner/enKashCard/sso%2Dtoken'],
	['POST /api/v0/cart'],
	['DELETE /api/v0/partner/enKashCard/transaction/all'],
	['POST /api/v0/enkash-coins/allocate-coin'],
])('never asks by an override that leads to %s', async (route) => {
	const endpointOverrides = JSON.stringify({
		'reward.getTransactions': route,
		'reward.getAccount': route,
		'redemption.searchCatalog': route,
	});
	const { sandbox, findings } = await inspect(
		{ credential: () => ({ endpointOverrides }) },
		engine,
	);
	const [method] = route.split(' ');
	expectNothingChanged({ sandbox });
	expect(sandbox.requests.filter((each) => each.method === 'DELETE')).toEqual([]);
	expect(JSON.stringify(findings)).toContain(`${method} `);
	expect(JSON.stringify(findings)).toContain('may change something, and was not tried');
});

it("tells no secret and nobody's name, whatever EnKash repeats", async () => {
	const stage: Stage = await setStage({}, engine, { loggedIn: false });
	const { sandbox } = stage;
	const credential = engine.credential(stage.credentialId);
	const everybody = () =>
		[
			...personalIn(sandbox),
			credential.password as string,
			credential.clientSecret as string,
			basicOf(credential),
			String(sandbox.requests.at(-1)?.headers.authorization),
		].join(' and ');
	sandbox.faults.add({
		kind: 'mutate',
		effect: false,
		body: () => JSON.stringify({ code: 1, message: everybody(), payload: everybody() }),
		when: ({ call }) => !['searchCards', 'authenticate'].includes(call),
	});
	const findings = dataOf(await stage.run('token.checkSetup')) as unknown as Finding[];
	await stage.stop();
	expect(findings.length).toBeGreaterThan(50);
	expectNothingPrivate(findings, sandbox);
});

it('stops when the execution is cancelled', async () => {
	const stage = await setStage({}, engine);
	const stopped = new AbortController();
	stage.sandbox.faults.add({
		call: 'reward.getUsers',
		kind: 'delay',
		when: () => (stopped.abort(), false),
	});
	const { status } = await stage.run('token.checkSetup', {}, { abort: stopped.signal });
	expect(status).not.toBe('success');
	expect(calls(stage.sandbox)).not.toContain('getCart');
	await stage.stop();
});
