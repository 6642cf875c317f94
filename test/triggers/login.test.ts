/** Pollers log in by themselves, day and night, so a wrong password must not lock the account. */
import { hurry, passMinutes, resetClock } from '../clock';
import { n8nWorkflow } from '../engine';
import { howMany } from '../matrix';
import { setStage, type Stage } from '../stage';
import { activate, watch } from './watching';

let stage: Stage;

beforeEach(async () => {
	hurry();
	stage = await setStage();
});
afterEach(async () => {
	resetClock();
	await stage.stop();
});

const WRONG = { password: 'Wrong#Pass-2025' };

it('a wrong password keeps a workflow from being active, and costs one login', async () => {
	const credentialId = stage.credentialWith(WRONG);
	for (let attempt = 0; attempt < 5; attempt++) {
		const { first } = await activate(stage, 'transactionCreated', { credentialId });
		expect(first.error?.message).toMatch(/refused.*Bad credentials/);
	}
	expect(stage.sandbox.logins()).toHaveLength(1);
});

it('a password that is changed at EnKash costs two logins in a day of polls, and never a third', async () => {
	const events = ['transactionCreated', 'balanceBelow', 'userCreated'];
	const pollers = await Promise.all(
		events.map((event) => watch(stage, event, { workflowId: event })),
	);
	stage.sandbox.expireTokens();
	stage.sandbox.faults.add({
		call: 'token.authenticate',
		kind: 'refuse',
		status: 400,
		message: 'Bad credentials',
	});
	const before = stage.sandbox.logins().length;
	const causes = new Set<unknown>();
	const everyTen = howMany(120, 24 * 60);
	for (let minute = 0; minute < 24 * 60;) {
		const pause = minute < everyTen ? 10 : 60;
		minute += pause;
		passMinutes(pause);
		for (const { error } of await Promise.all(pollers.map((poller) => poller.poll()))) {
			expect(error?.message).toMatch(/refused/);
			causes.add((error as { failure?: { cause: string } }).failure?.cause);
		}
	}
	expect(stage.sandbox.logins().length - before).toBe(2);
	// An n8n that knows causes waits longer by itself.
	expect([...causes]).toEqual([n8nWorkflow.ACTIONABLE_CAUSES?.[0]]);
});

it('after a restart of n8n a refused login is not tried anew', async () => {
	const credentialId = stage.credentialWith(WRONG);
	await activate(stage, 'transactionCreated', { credentialId });
	for (let restart = 0; restart < 4; restart++) {
		const other = await stage.otherProcess();
		const { first } = await activate(other, 'transactionCreated', { credentialId });
		expect(first.error).toBeDefined();
	}
	expect(stage.sandbox.logins()).toHaveLength(1);
});

it('several triggers with one credential share a token', async () => {
	const credentialId = stage.credentialWith({
		username: stage.sandbox.credential.username,
		sessionToken: '',
	});
	const events = ['transactionCreated', 'balanceBelow', 'userCreated', 'orderStatusChanged'];
	const pollers = await Promise.all(
		events.map((event) => watch(stage, event, { workflowId: event, credentialId })),
	);
	for (const poller of pollers) expect(await poller.poll()).toEqual({ items: [] });
	expect(stage.sandbox.logins()).toHaveLength(1);
	stage.sandbox.expireTokens();
	const polled = await Promise.all(pollers.map((poller) => poller.poll()));
	expect(polled.map(({ error }) => error)).toEqual(polled.map(() => undefined));
	expect(stage.sandbox.logins()).toHaveLength(2);
});
