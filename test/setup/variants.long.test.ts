/** However EnKash is set up, Check Setup finds it out, and says what to set. */
import { createEngine } from '../engine';
import { access } from './access.variants';
import { inspect, type Inspection, type Variant } from './inspection';
import { lists } from './lists.variants';
import { paths } from './paths.variants';
import type { Row } from './variantStage';
import { whole } from './whole.variants';
import { wire } from './wire.variants';

const TABLE: Row[] = [...whole, ...wire, ...paths, ...lists, ...access];

/** All at once: each of them waits a second for its turn to log in. */
const inspections = new Map<Variant, Promise<Inspection>>();

beforeAll(async () => {
	const engine = await createEngine();
	for (const [, variant] of TABLE) inspections.set(variant, inspect(variant, engine));
	await Promise.allSettled(inspections.values());
}, 120_000);

it.each(TABLE)(
	'moves and changes nothing, and logs in once at most: %s',
	async (_name, variant) => {
		const sandbox = (await inspections.get(variant))?.sandbox;
		expect(sandbox?.ledger).toEqual([]);
		expect(sandbox?.logins().length).toBeLessThan(2);
	},
);

it.each(TABLE)('tells first what is to be set: %s', async (_name, variant) => {
	const { findings, hints } = await (inspections.get(variant) as Promise<Inspection>);
	const toSet = findings.filter(({ set }) => set !== 'Nothing');
	expect(findings.slice(0, toSet.length)).toEqual(toSet);
	expect(hints.join()).toContain(
		toSet.length === 0 ? 'nothing is to be set' : `For ${toSet.length} of them, at the top,`,
	);
	// n8n shows a blank in red, and columns beyond the third only to those who scroll.
	expect(JSON.stringify(findings)).not.toContain(':""');
	expect(Object.keys(findings[0]).slice(0, 3)).toEqual(['question', 'finding', 'set']);
});

it.each(TABLE)('finds out: %s', async (_name, variant, expected) => {
	const inspection = await inspections.get(variant);
	const found = expected.map(([question]) => ({ question, found: inspection?.of(question) }));
	expect(found).toEqual(
		expected.map(([question, finding]) => ({
			question,
			found: expect.objectContaining(finding) as unknown,
		})),
	);
});
