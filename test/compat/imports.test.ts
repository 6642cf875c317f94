import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What n8n-workflow has had since 1.120, and what the package may therefore count on. */
const THERE_SINCE_1_120 = [
	'ExecutionBaseError',
	'NodeApiError',
	'NodeConnectionTypes',
	'NodeOperationError',
	'sleep',
	'traverseNodeParameters',
];

const built = join(__dirname, '../../dist');

test('the package asks n8n-workflow for nothing that its oldest release lacks', () => {
	const files = readdirSync(built, { recursive: true, encoding: 'utf8' });
	const code = files
		.filter((file) => file.endsWith('.js'))
		.map((file) => readFileSync(join(built, file), 'utf8'));
	const asked = code.flatMap((text) => [...text.matchAll(/\bn8n_workflow_\d+\.(\w+)/g)]);

	const names = [...new Set(asked.map(([, name]) => name))].sort();
	expect(names.length).toBeGreaterThan(0);
	expect(THERE_SINCE_1_120).toEqual(expect.arrayContaining(names));
});
