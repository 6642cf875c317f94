/** Thousands of records that one poll finds. What is told where n8n has no room for them is in polls.test.ts. */
import { setStage, useEach } from '../stage';
import { addMany, nothing, watch } from './watching';

const stage = useEach(setStage);

it('more than 10,000 new transactions come out of one poll, and are kept in 64 kB', async () => {
	const poller = await watch(stage, 'transactionCreated');
	addMany(stage, 10_001);
	const { items } = await poller.poll();
	expect(items.map(({ reference }) => reference)).toEqual(
		Array.from({ length: 10_001 }, (_, index) => `R${index}`),
	);
	expect(stage.engine.staticData.size('workflow')).toBeLessThanOrEqual(65_536);
	expect(await poller.poll()).toEqual(nothing);
});

it('a shorter overlap needs no note', async () => {
	const parameters = { options: { overlap: 4 } };
	const poller = await watch(stage, 'transactionCreated', { parameters });
	addMany(stage, 11_501);
	const { items } = await poller.poll();
	expect(items).toHaveLength(11_501);
	expect(items.at(-1)).not.toHaveProperty('overlapNote');
});
