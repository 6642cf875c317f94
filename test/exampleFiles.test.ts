/** What holds for the file of each example, without running it. */
import { runInNewContext } from 'node:vm';
import { partner } from '../sandbox/login';
import { exampleNames, textOf, workflowOf } from './exampleFiles';

/** About how many pixels n8n needs for a note, measured on its canvas. */
function heightOf(content: string, width: number): number {
	const heights = content.split('\n').map((line) => {
		const [letter, height] = line.startsWith('## ') ? [11.5, 34] : [6.6, 19];
		const letters = line.replace(/[*`#]/g, '').trim().length;
		return letters === 0 ? 6 : height * Math.ceil((letters * letter) / (width - 40));
	});
	return heights.reduce((sum, height) => sum + height, 28);
}

/** All texts of a value, however deep. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function expressionsIn(text: string): string[] {
	const found = text.startsWith('=') ? text.matchAll(/\{\{([\s\S]*?)\}\}(?!\s*[;)}])/g) : [];
	return [...found].map(([, expression]) => expression);
}

describe.each(exampleNames)('%s', (name) => {
	it('explains itself on the canvas', () => {
		const notes = workflowOf(name).nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(JSON.stringify(notes)).toContain('EnKash API');
	});

	it('has room on its notes for all of their text', () => {
		for (const { type, parameters } of workflowOf(name).nodes) {
			const { content, width, height } = parameters;
			if (type !== 'n8n-nodes-base.stickyNote' || typeof content !== 'string') continue;
			expect(heightOf(content, Number(width))).toBeLessThan(Number(height));
		}
	});

	it('holds no credential and no secret', () => {
		const text = textOf(name);
		for (const secret of [partner.password, partner.clientSecret, partner.username])
			expect(text).not.toContain(secret);
		expect(workflowOf(name).nodes.filter(({ credentials }) => credentials)).toEqual([]);
		expect(text).not.toMatch(/bearer|"pinData"/i);
	});

	it('says of a row that is unconfirmed no more than that', () => {
		const open = { error: 'Unconfirmed: the connection was lost', reference: 'ROW-1' };
		// A row as the node gives it, and as a later node of the example has named it.
		for (const json of [open, { ...open, outcome: 'unconfirmed' }]) {
			const items = { all: () => [{ json }], first: () => ({ json }), item: { json } };
			for (const expression of textsIn(workflowOf(name).nodes).flatMap(expressionsIn)) {
				if (!expression.includes("'failed'")) continue;
				const named = expression.includes('words[');
				if (named !== 'outcome' in json) continue;
				const told: unknown = runInNewContext(`(${expression})`, { $json: json, $: () => items });
				expect(JSON.stringify(told)).toMatch(/^(?!.*failed).*unconfirmed/);
			}
		}
	});
});
