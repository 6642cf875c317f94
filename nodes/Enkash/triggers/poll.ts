import { createHash } from 'crypto';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { EnkashClient } from '../api/client';
import { EnkashError, inputError, toNodeError } from '../lib/errors';
import { isRecord } from '../lib/json';
import { pollBudget } from '../run/features';
import { Item } from '../run/item';
import { withoutErrorField } from '../run/output';
import { PollRun } from '../run/pollRun';
import type { Poll, TriggerEvent } from './event';
import { findEvent } from './index';

/** Of the time that n8n gives a poll, the part after which no more pages are begun. */
const SHARE = 0.5;

/** Longer than any poll may take; what is older has been given up by n8n. */
const GIVEN_UP = 15 * 60_000;

/** Polls that are under way, by their node, with their beginning. */
const underWay = new Map<string, number>();

/**
 * One poll. What is kept until the next one is written in one piece, and only when all is known, so a
 * poll that fails leaves it as it was, as does one by hand, which shows a sample.
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		if (context.getMode() === 'manual') return await showSample(context);
		return await alone(context, async () => await lookOnce(context));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** n8n may begin a poll while the one before is still at work, with the same state: it tells nothing. */
async function alone<T>(context: IPollFunctions, work: () => Promise<T>): Promise<T | null> {
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const began = Date.now();
	if (began - (underWay.get(key) ?? 0) < GIVEN_UP) return null;
	underWay.set(key, began);
	try {
		return await work();
	} finally {
		if (underWay.get(key) === began) underWay.delete(key);
	}
}

async function lookOnce(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const { event, run, poll: now } = await begin(context);
	const watches = watchedBy(event, run, now.item);
	const store = context.getWorkflowStaticData('node');
	const kept: unknown = store.enkash;
	const known = isRecord(kept) && kept.watches === watches ? kept.state : undefined;
	const { items, state } = await event.look(now, known);
	store.enkash = { watches, state };
	return items.length > 0 ? [items.map((item) => ({ json: withoutErrorField(item) }))] : null;
}

async function showSample(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const { event, poll: now } = await begin(context);
	const sample = await event.sample(now);
	if (sample) return [[{ json: withoutErrorField(sample) }]];
	const { message, description } = event.nothing;
	throw new EnkashError('input', message, { description });
}

async function begin(context: IPollFunctions) {
	const event = chosenEvent(context);
	const now = Date.now();
	const client = await EnkashClient.create(context);
	const run = new PollRun(context, client, event.fields);
	const end = now + SHARE * pollBudget(context);
	const poll: Poll = { item: new Item(run, 0), now, timeIsUp: () => Date.now() >= end };
	return { event, run, poll };
}

function chosenEvent(context: IPollFunctions): TriggerEvent {
	const value = String(context.getNodeParameter('event'));
	const event = findEvent(value);
	if (!event) throw inputError('Trigger On', `is '${value}', which is unknown`);
	return event;
}

/** What is watched, so that the state of something else is not taken for its own. */
function watchedBy(event: TriggerEvent, run: PollRun, item: Item): string {
	const filledIn = event.watched.map((name) => run.raw(name));
	const watched = [event.value, event.place(item), filledIn];
	return createHash('sha256').update(JSON.stringify(watched, plainly)).digest('base64');
}

/** A locator is what it points to: under which name it was picked does not matter. */
function plainly(_name: string, value: unknown): unknown {
	return isRecord(value) && value.__rl === true ? value.value : value;
}
