/** Failures as they are thrown here, and as n8n shows them. */
import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import {
	addAdvice,
	asIs,
	causesOf,
	EnkashError,
	inputError,
	toEnkashError,
	toNodeError,
	type FailureDetails,
	type FailureKind,
} from '../../nodes/Enkash/lib/errors';

const node: INode = {
	id: 'n',
	name: 'EnKash',
	type: 'n8n-nodes-enkash.enkash',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

describe('a failure', () => {
	const details: FailureDetails = {
		description: 'Try again.',
		httpStatus: 503,
		retryAfter: 7,
		timedOut: true,
		passing: true,
		fromEnkash: true,
		atLogin: true,
		tokenAlone: true,
		saidNo: true,
	};

	it('has what it was made with, and nothing else', () => {
		expect({ ...new EnkashError('refused', 'No', details) }).toEqual({
			...details,
			kind: 'refused',
			name: 'EnkashError',
		});
		const all = Object.keys(details).slice(3);
		const plain = new EnkashError('unknown', 'No');
		expect(plain).toMatchObject(Object.fromEntries(all.map((name) => [name, false])));
		expect(plain).toMatchObject({ description: undefined, httpStatus: undefined });
	});

	it('keeps everything that is not changed', () => {
		const error = new EnkashError('refused', 'No', details);
		expect({ ...error.with({}) }).toEqual({ ...error });
		expect(error.with({}).message).toBe('No');
		const changed = error.with({ kind: 'unknown', message: 'Perhaps', saidNo: false });
		expect(changed).toMatchObject({ ...details, kind: 'unknown', saidNo: false });
		expect(changed.message).toBe('Perhaps');
	});

	it('is shortened for whoever reads it, and whole for whoever looks for secrets', () => {
		const whole = 'x'.repeat(1_001);
		const error = new EnkashError('refused', whole);
		expect(error.message).toBe(`${'x'.repeat(1_000)}…`);
		expect(error.whole).toBe(whole);
		expect(error.with({ kind: 'unknown' }).whole).toBe(whole);
		expect(new EnkashError('refused', 'x'.repeat(1_000)).message).toBe('x'.repeat(1_000));
		expect(JSON.stringify(error)).not.toContain('whole');
	});

	it('is told with more to do', () => {
		expect(addAdvice(new EnkashError('refused', 'No'), 'Ask.').description).toBe('Ask.');
		expect(addAdvice(new EnkashError('refused', 'No', details), 'Ask.').description).toBe(
			'Try again. Ask.',
		);
	});

	it('that is thrown on is the same one', () => {
		const error = new EnkashError('refused', 'No', details);
		expect(asIs(error)).toBe(error);
	});

	it('of a field names it', () => {
		const error = inputError('Points', 'is no number', 'Give one.');
		expect({ ...error }).toMatchObject({ kind: 'input', description: 'Give one.' });
		expect(error.message).toBe("'Points' is no number");
	});
});

describe('whatever is thrown', () => {
	it('is found behind what n8n wraps it in', () => {
		const own = new EnkashError('login', 'Refused');
		const wrapped = new Error('outer', { cause: new Error('inner', { cause: own }) });
		expect(toEnkashError(wrapped)).toBe(own);
		expect(causesOf(wrapped).map(({ message }) => message)).toEqual(['outer', 'inner', 'Refused']);
		expect(causesOf('text')).toEqual([]);
	});

	it('is not followed in a circle', () => {
		const one = new Error('one');
		one.cause = new Error('two', { cause: one });
		expect(causesOf(one)).toHaveLength(8);
	});

	it("of n8n's own is told in n8n's words", () => {
		const error = toEnkashError(
			new NodeOperationError(node, 'No such node', { description: 'Look.' }),
		);
		expect({ ...error }).toMatchObject({ kind: 'input', description: 'Look.' });
		expect(error.message).toBe('No such node');
		expect(toEnkashError(new NodeOperationError(node, 'No')).description).toBeUndefined();
	});

	it.each<[unknown, string]>([
		[new TypeError('x is undefined'), 'x is undefined'],
		['text', 'The node stopped unexpectedly'],
		[undefined, 'The node stopped unexpectedly'],
	])('otherwise is a fault to be reported: %p', (thrown, message) => {
		const error = toEnkashError(thrown);
		expect({ ...error }).toMatchObject({
			kind: 'unknown',
			description: 'This should not happen. Please report it with the operation and its settings.',
		});
		expect(error.message).toBe(message);
	});
});

describe('in n8n', () => {
	it('a failure names its item, and what to do', () => {
		const error = new EnkashError('refused', 'No', { description: 'Ask.', httpStatus: 422 });
		const told = toNodeError(node, error, 0);
		expect(told).toBeInstanceOf(NodeApiError);
		expect(told).toMatchObject({
			message: 'No [item 0]',
			description: 'Ask.',
			httpCode: '422',
			context: { itemIndex: 0 },
		});
		expect(toNodeError(node, error).message).toBe('No');
	});

	it('a field that is wrong is an error of the node, and not of the server', () => {
		expect(toNodeError(node, inputError('Points', 'is none'), 1)).toBeInstanceOf(
			NodeOperationError,
		);
		expect(toNodeError(node, inputError('Points', 'is none'), 1).message).toBe(
			"'Points' is none [item 1]",
		);
	});

	it.each(['EPERM', 'EEXIST'])("words with %s are not replaced by n8n's own", (word) => {
		const error = new EnkashError('refused', `Plan ${word}-7 is closed`);
		expect(toNodeError(node, error).message).toBe(`Plan ${word}-7 is closed`);
	});

	it.each<[FailureKind, FailureDetails, object | undefined]>([
		['input', {}, { cause: 'configuration-invalid' }],
		['login', {}, { cause: 'credential-invalid' }],
		['refused', { httpStatus: 429 }, { cause: 'rate-limited' }],
		['refused', { httpStatus: 429, retryAfter: 7 }, { cause: 'rate-limited', retryAfterMs: 7_000 }],
		['notSent', { passing: true }, { cause: 'temporarily-unavailable' }],
		['unknown', { httpStatus: 500 }, { cause: 'temporarily-unavailable' }],
		['unknown', { httpStatus: 499 }, undefined],
		['unknown', {}, undefined],
	])('what ends a poll as %s with %j says when to try again', (kind, details, failure) => {
		const told = toNodeError(node, new EnkashError(kind, 'No', details));
		expect((told as { failure?: object }).failure).toEqual(failure);
	});
});
