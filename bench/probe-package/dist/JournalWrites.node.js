const { NodeConnectionTypes } = require('n8n-workflow');

/** What the EnKash node keeps at most; here there is no end of it. */
const NO_END = 10_000_000;

const transferOf = (index) => ({
	reference: `ROW-${index}`,
	ledger: '["https://example.com","CEK7T1WMC6","CAVBMRFE8","credit"]',
	content: `{"points":${index},"email":"person${index}@example.com"}`,
	occasion: String(index),
	disagreement: () => undefined,
});

const range = (from, to) => Array.from({ length: to - from }, (_, index) => from + index);

/** Writes the journal of payments that nobody makes, and tells what each call to n8n's database took. */
exports.JournalWrites = class JournalWrites {
	description = {
		displayName: 'Journal Writes',
		name: 'journalWrites',
		group: ['transform'],
		version: 1,
		description: 'Measures the journal on the database of this n8n',
		defaults: { name: 'Journal Writes' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{ displayName: 'References', name: 'references', type: 'number', default: 1000 },
			{ displayName: 'Group', name: 'group', type: 'number', default: 1000 },
			{ displayName: 'Bounded', name: 'bounded', type: 'boolean', default: true },
			{ displayName: 'Single Payments', name: 'singles', type: 'number', default: 20 },
		],
	};

	async execute() {
		const { journalOf } = require('n8n-nodes-enkash/dist/nodes/Enkash/run/journal.js');
		const [references, group, bounded, singles] = ['references', 'group', 'bounded', 'singles'].map(
			(name) => this.getNodeParameter(name, 0),
		);
		const calls = [];
		for (const name of ['checkProcessedAndRecord', 'removeProcessed']) {
			const call = this.helpers[name];
			this.helpers[name] = async (texts, scope, options) => {
				const [begun, cpu] = [performance.now(), process.cpuUsage()];
				const given = bounded ? options : { ...options, maxEntries: NO_END };
				const answer = await call(texts, scope, given);
				const { user, system } = process.cpuUsage(cpu);
				calls.push({ name, texts: texts.length, wall: performance.now() - begun, cpu: (user + system) / 1000 });
				return answer;
			};
		}
		const journal = journalOf(this);
		const pay = async (transfers) => {
			const traces = await journal.open(transfers);
			for (const trace of traces.values()) if (trace !== 'new') throw new Error(`${trace} and not new`);
			await journal.confirm(transfers);
		};
		for (let from = 0; from < references; from += group) {
			await pay(range(from, Math.min(from + group, references)).map(transferOf));
		}
		const whole = calls.splice(0);
		for (const index of range(references, references + singles)) await pay([transferOf(index)]);
		return [[{ json: { whole, singles: calls } }]];
	}
};
