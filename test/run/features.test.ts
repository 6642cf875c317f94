/** What an n8n may lack is found by looking for it, and nothing fails where it is missing. */
import { journalHelpers, nameOfExecution, notesOf } from '../../nodes/Enkash/run/features';

type Context = Parameters<typeof notesOf>[0];

const node = { id: '1', name: 'EnKash', type: 'n8n-nodes-enkash.enkash', typeVersion: 1 };

/** Of an n8n that has no more than this. */
function contextWith(parts: Partial<Context>): Context {
	return {
		getExecutionId: () => '7',
		evaluateExpression: () => '',
		getContext: () => {
			throw new Error('There is no execution');
		},
		getNode: () => ({ ...node, position: [0, 0], parameters: {} }),
		...parts,
	};
}

const helper = jest.fn();

test.each([
	['both', { checkProcessedAndRecord: helper, removeProcessed: helper }, true],
	['one of them', { checkProcessedAndRecord: helper }, false],
	['neither', {}, false],
])('the helpers for a journal are handed out where n8n has %s', (_, helpers, given) => {
	const found = journalHelpers({ helpers });
	expect(found !== undefined).toBe(given);
});

describe('custom data', () => {
	const set = jest.fn();
	beforeEach(() => set.mockReset());

	test.each([
		['of the context', { customData: { set } }],
		['of expressions', { evaluateExpression: () => ({ set }) }],
	])('is kept in that %s', (_, parts: object) => {
		notesOf(contextWith(parts)).keep('paid', 'ROW-1');
		expect(set).toHaveBeenCalledWith('paid', 'ROW-1');
	});

	test.each([
		['is missing', {}],
		['has functions that do nothing', { evaluateExpression: () => ({ set: undefined }) }],
		['fails', { customData: { set } }],
	])('is left where it %s', (_, parts: object) => {
		set.mockImplementation(() => {
			throw new Error('No');
		});
		expect(() => notesOf(contextWith(parts)).keep('paid', 'ROW-1')).not.toThrow();
	});
});

describe('the name of an execution', () => {
	test('is the token that its retries share', () => {
		const evaluateExpression = () => 'https://n8n.example.com/webhook-waiting/7?signature=abc';
		expect(nameOfExecution(contextWith({ evaluateExpression }))).toBe('abc');
	});

	test('is the ID of the first one where there is no token', () => {
		const data = {};
		const parts: Partial<Context> = { evaluateExpression: () => '', getContext: () => data };
		expect(nameOfExecution(contextWith(parts))).toBe('7');
		expect(nameOfExecution(contextWith({ ...parts, getExecutionId: () => '8' }))).toBe('7');
	});

	test('is its own ID where nothing can be kept', () => {
		expect(nameOfExecution(contextWith({}))).toBe('7');
	});
});
