/** References that nobody gave: the same for a retry, another one for everything else. */
import fc from 'fast-check';
import type { IDataObject, INode } from 'n8n-workflow';
import {
	deriveReference,
	reversalReference,
	type Occasion,
} from '../../nodes/Enkash/money/reference';
import { howMany } from '../matrix';
import { dataOf } from '../stage';
import { call, ofRow, openPayroll, person, type Payroll } from './payroll';
import { bringBackPauses, skipPauses } from '../waiting';

beforeAll(skipPauses);
afterAll(bringBackPauses);

const text = fc.string({ minLength: 1, maxLength: 12 });
const turn = fc.oneof(
	fc.record({ runIndex: fc.nat(3), itemIndex: fc.nat(200), row: fc.nat(2) }),
	fc.record({
		content: fc.oneof(text, fc.record({ points: fc.nat(), mobile: text })),
		row: fc.nat(2),
	}),
);
const occasion: fc.Arbitrary<Occasion> = fc.record({
	instanceId: text,
	workflowId: fc.string(),
	nodeId: text,
	execution: text,
	turn,
});

describe('a derived reference', () => {
	it('has at most 32 letters, digits and hyphens', () => {
		fc.assert(
			fc.property(occasion, (given) => {
				expect(deriveReference(given)).toMatch(/^[A-Z0-9-]{1,32}$/);
			}),
		);
	});

	it('is the same for the same occasion, and another one for any other', () => {
		fc.assert(
			fc.property(occasion, occasion, (one, other) => {
				const same = JSON.stringify(one) === JSON.stringify(other);
				expect(deriveReference(one) === deriveReference(other)).toBe(same);
				expect(deriveReference(structuredClone(one))).toBe(deriveReference(one));
			}),
		);
	});

	it('is another one if only one thing differs', () => {
		const changes = fc.constantFrom<keyof Occasion>(
			'instanceId',
			'workflowId',
			'nodeId',
			'execution',
		);
		fc.assert(
			fc.property(occasion, changes, text, (given, key, value) => {
				fc.pre(given[key] !== value);
				expect(deriveReference({ ...given, [key]: value })).not.toBe(deriveReference(given));
			}),
		);
	});

	it('is told apart over thousands of items', () => {
		const given = fc.sample(occasion, { numRuns: 1, seed: 4 })[0];
		const references = Array.from({ length: howMany(10_000, 100_000) }, (_, itemIndex) =>
			deriveReference({ ...given, turn: { runIndex: 0, itemIndex, row: 0 } }),
		);
		expect(new Set(references).size).toBe(references.length);
	});

	it('is refused where the execution has no ID, since the next one would get the same', () => {
		const given = {
			instanceId: 'i',
			workflowId: 'w',
			nodeId: 'n',
			turn: { runIndex: 0, itemIndex: 0, row: 0 },
		};
		expect(() => deriveReference(given)).toThrow(
			expect.objectContaining({
				kind: 'input',
				message: 'This execution has no ID to derive a reference from',
				description: 'Give each transfer a reference of its own.',
			}) as Error,
		);
	});

	it('is what it was in earlier releases: an execution is retried after an update, too', () => {
		const where = { instanceId: 'i', workflowId: 'w', nodeId: 'n', execution: '7' };
		const ofItem = { ...where, turn: { runIndex: 1, itemIndex: 2, row: 3 } };
		const ofTool = { ...where, turn: { content: { points: 10 }, row: 3 } };
		const reversed = { companyId: 'C', cardAccountId: 'A', reference: 'ROW-1', part: 1 };
		expect([ofItem, ofTool].map(deriveReference)).toEqual([
			'N8N-45SMDVVLELJMGLZGBITFCDQJHA',
			'N8N-IOJMNYAV2DTVPZFTWGYCMNFEGI',
		]);
		expect(reversalReference(reversed)).toBe('REV-HG6CN2LIEVMGBSXU5MRBKO5KQY');
	});
});

describe('on the engine', () => {
	let stage: Payroll;

	beforeEach(async () => {
		stage = await openPayroll();
	});

	afterEach(() => stage.stop());

	it('items, nodes, runs and executions have references of their own', async () => {
		const node = (name: string, type = 'n8n-nodes-enkash.enkash'): INode => ({
			id: name,
			name,
			type,
			typeVersion: 1,
			position: [0, 0],
			parameters: type.startsWith('n8n-nodes-base')
				? {}
				: { resource: 'reward', operation: 'allocate', ...ofRow, loadAmount: 1 },
		});
		const base = (name: string) =>
			node(name, `n8n-nodes-base.${name === 'Start' ? 'manualTrigger' : 'noOp'}`);
		const to = (...names: string[]) => ({
			main: [names.map((name) => ({ node: name, type: 'main' as const, index: 0 }))],
		});
		// Each of the two nodes runs twice, with two items each time.
		const workflow = {
			nodes: [base('Start'), base('Left'), base('Right'), node('One'), node('Two')],
			connections: { Start: to('Left', 'Right'), Left: to('One', 'Two'), Right: to('One', 'Two') },
		};
		const items: IDataObject[] = [{}, {}];
		const { credentialId } = stage;
		for (let execution = 0; execution < 2; execution++) {
			const { status } = await stage.engine.run(workflow, { items, credentialId });
			expect(status).toBe('success');
		}
		expect(stage.paid()).toHaveLength(16);
		expect(new Set(stage.paid()).size).toBe(16);
	});

	it.each<[string, IDataObject[], string[]]>([
		['={{ $json.rowId }}', [{ row: 'ROW-1' }, { row: 'ROW-2' }], ['2 items']],
		['={{ $json.row }}', [{ row: 'ROW-1' }, {}], ['1 item']],
		['={{ $json.row }}', [{ row: 'ROW-1' }, { row: 'ROW-2' }], []],
		['', [{}, {}], []],
		['=', [{}, {}], []],
	])(
		'where %j gives none for some of the items %j, a hint says so',
		async (uniqueReferenceNumber, items, told) => {
			const { hints } = await stage.allocate(items, {}, { uniqueReferenceNumber });

			expect(hints.map(({ message }) => message)).toEqual(
				told.map(
					(count) =>
						`The expression in 'Reference' gave nothing for ${count}: another execution would pay again.`,
				),
			);
			expect(stage.paid()).toHaveLength(2);
		},
	);

	it('is neither true nor false, which an expression easily becomes', async () => {
		const { error } = await stage.allocate(
			[{}, {}],
			{},
			{ uniqueReferenceNumber: '={{ $json.id || false }}' },
		);

		expect(error?.message).toBe("'Reference' is true or false, which names no transfer [item 0]");
		expect(stage.paid()).toEqual([]);
	});

	it('a tool of an AI agent pays once when n8n retries it, and each transfer that differs', async () => {
		// The first transfer is made, its answer lost, and its look-up fails: n8n tries again.
		stage.sandbox.faults.add({ call, kind: 'resetAfter', times: 1 });
		stage.sandbox.faults.add({ call: 'R4', kind: 'status', skip: 1, times: 8 });
		const filledIn = { loadAmount: "={{ $fromAI('points') }}", uniqueReferenceNumber: '' };
		const parameters = { resource: 'reward', operation: 'allocate', ...ofRow, ...filledIn };
		const { credentialId } = stage;
		const agent = { credentialId, executionId: 'agent-1', retryOnFail: true };
		const answers = [];
		for (const points of [5, 7]) {
			answers.push(await stage.engine.callTool(parameters, { ...agent, args: { points } }));
		}
		expect(answers).toMatchObject([[{ outcome: 'alreadyAllocated' }], [{ outcome: 'allocated' }]]);
		expect(new Set(stage.paid()).size).toBe(2);
		expect(stage.paid()).toHaveLength(2);
	});

	it('several rows of one item have references of their own', async () => {
		const row = { ...person, name: 'Meera', points: 5 };
		const rows = JSON.stringify([row, row, row]);
		const result = await stage.run(
			'reward.bulkAllocate',
			{ rowSource: 'json', rows },
			{ items: [{}, {}] },
		);
		expect(dataOf(result).map(({ outcome }) => outcome)).toEqual(
			Array.from({ length: 6 }, () => 'allocated'),
		);
		expect(new Set(stage.paid()).size).toBe(6);
	});
});
