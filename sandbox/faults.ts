import { json, refused } from './answers';
import { operationIds } from './contract';
import { generator } from './random';
import { Refusal } from './refusal';
import { rehearsedRule } from './rehearsal';
import type { Form } from './settings';
import type { AnswerStyle, FaultRule, RecordedRequest, Wire } from './types';

/** What becomes of an answer: sent, never sent, or the socket destroyed. */
export type Fate = Wire | 'silence' | 'cut';

interface ActiveRule {
	rule: FaultRule;
	operations?: Set<string>;
	seen: number;
	hits: number;
	random: () => number;
}

export interface Hit {
	/** Milliseconds, from all rules of kind `delay` that hit. */
	delay: number;
	rule?: FaultRule;
}

const LOGIN = 'authenticate';

/** A refusal that comes before anything is done, unless a rule says otherwise. */
const NOT_BEGUN = 'Company is not active';

export class Faults {
	private active: ActiveRule[] = [];

	add(rule: FaultRule): void {
		const names = rule.call === undefined ? undefined : [rule.call].flat();
		this.active.push({
			rule,
			operations: names && new Set(names.flatMap(operationIds)),
			seen: 0,
			hits: 0,
			random: generator(rule.seed ?? 1),
		});
	}

	clear(): void {
		this.active = [];
	}

	/** The first rule that hits decides, else what the request itself asks for; delays add up. */
	pick(request: RecordedRequest): Hit {
		const hit: Hit = { delay: 0 };
		for (const active of this.active) {
			if (!strikes(active, request)) continue;
			if (active.rule.kind !== 'delay') return { ...hit, rule: active.rule };
			slow(hit, active.rule, request);
		}
		const rehearsed = rehearsedRule(request);
		if (rehearsed?.kind !== 'delay') return { ...hit, rule: rehearsed };
		slow(hit, rehearsed, request);
		return hit;
	}
}

function slow(hit: Hit, { delay = 1000 }: FaultRule, request: RecordedRequest): void {
	hit.delay += delay;
	request.fault = 'delay';
}

function strikes(active: ActiveRule, request: RecordedRequest): boolean {
	const { rule, operations } = active;
	const meant = operations
		? operations.has(request.call)
		: request.call !== '' && request.call !== LOGIN;
	if (!meant || (rule.when && !rule.when(request))) return false;
	active.seen += 1;
	if (active.seen <= (rule.skip ?? 0) || active.hits >= (rule.times ?? Infinity)) return false;
	if (rule.rate !== undefined && active.random() >= rule.rate) return false;
	active.hits += 1;
	return true;
}

const AFTER: Array<FaultRule['kind']> = [
	'delay',
	'resetAfter',
	'statusAfter',
	'truncated',
	'empty',
	'garbageAfter',
	'hangAfter',
	'partial',
	'refuseAfter',
	'refuseHalf',
	'recordOnly',
	'mutate',
];

/** Whether the call's effect happens although the rule hits. */
export function takesEffect(rule: FaultRule | undefined): boolean {
	return rule === undefined || (rule.effect ?? AFTER.includes(rule.kind));
}

/** What the client gets to see. */
export function spoil(rule: FaultRule, answer: Wire, style: AnswerStyle, form: Form): Fate {
	switch (rule.kind) {
		case 'resetBefore':
		case 'resetAfter':
			return 'cut';
		case 'hang':
		case 'hangAfter':
			return 'silence';
		case 'status':
			return failure(rule, rule.status ?? 500, answer);
		case 'statusAfter':
		case 'recordOnly':
			return failure(rule, rule.status ?? 502, answer);
		case 'rateLimit':
			return limited(rule, answer);
		case 'redirect':
			return {
				status: rule.status ?? 302,
				headers: { location: rule.location ?? '/login' },
				body: '',
			};
		case 'refuse':
		case 'refuseAfter':
		case 'refuseHalf':
			return refused(new Refusal(rule.message ?? NOT_BEGUN, rule.status), style, form);
		default:
			return distorted(rule, answer);
	}
}

function distorted(rule: FaultRule, answer: Wire): Wire {
	const text = answer.body.toString();
	const status = rule.status ?? answer.status;
	const headers = rule.contentType
		? { ...answer.headers, 'content-type': rule.contentType }
		: answer.headers;
	switch (rule.kind) {
		case 'truncated':
			return { status, headers, body: text.slice(0, Math.ceil(text.length / 2)) };
		case 'empty':
			return { status, headers, body: '' };
		case 'garbageAfter':
			return {
				status,
				headers,
				body: content(rule, text) ?? Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x3c, 0x2f, 0x9d, 0x22]),
			};
		case 'mutate':
			return { status, headers, body: content(rule, text) ?? text };
		case 'html':
			return {
				status: rule.status ?? 200,
				headers: { 'content-type': rule.contentType ?? 'text/html' },
				body:
					content(rule, text) ??
					'<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>',
			};
		default:
			return answer;
	}
}

function failure(rule: FaultRule, status: number, answer: Wire): Wire {
	const body = content(rule, answer.body.toString());
	if (body !== undefined) {
		return { status, headers: { 'content-type': rule.contentType ?? 'application/json' }, body };
	}
	return json(status, {
		timestamp: new Date().toISOString(),
		status,
		error: rule.message ?? 'Internal error',
	});
}

function limited(rule: FaultRule, answer: Wire): Wire {
	const wire = failure({ message: 'Too Many Requests', ...rule }, rule.status ?? 429, answer);
	return { ...wire, headers: { ...wire.headers, 'retry-after': String(rule.retryAfter ?? 1) } };
}

function content(rule: FaultRule, text: string): string | Buffer | undefined {
	return typeof rule.body === 'function' ? rule.body(text) : rule.body;
}
