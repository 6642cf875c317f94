/** What holds for the file of each example, without running it. */
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
});
