/** A sheet that is run again, by n8n or by whoever stopped it. */
import { all, call, outcomes, references, sheetOf, useOffice } from './sheetStage';

const office = useOffice();

it('when n8n retries the node, rows that were paid are not paid again', async () => {
	office.sandbox.faults.add({
		call,
		kind: 'refuse',
		message: 'KYC is not uploaded',
		skip: 1,
		times: 1,
	});
	const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

	const result = await office.pay(sheetOf(4), { ...retry, options: { batchSize: 2 } });

	expect(outcomes(result)).toEqual([...all('alreadyAllocated', 2), ...all('allocated', 2)]);
	expect(office.paid()).toEqual(references(4));
});

it('a sheet that is run twice at the same time is paid once', async () => {
	office.sandbox.faults.add({ call, kind: 'delay', delay: 100 });
	const sheet = sheetOf(6);

	const results = await Promise.all([office.pay(sheet), office.pay(sheet)]);

	expect(results.map(outcomes).sort()).toEqual([all('allocated'), all('alreadyAllocated')]);
	expect(office.paid()).toEqual(references(6));
});

it('a cancelled execution sends no further batch, and the sheet can be run again', async () => {
	const stop = new AbortController();
	office.sandbox.faults.add({
		call,
		kind: 'delay',
		delay: 100,
		skip: 1,
		when: ({ body }) => second(body, () => stop.abort()),
	});

	const { status } = await office.pay(sheetOf(6), {
		abort: stop.signal,
		options: { batchSize: 2 },
	});
	await new Promise((resolve) => setTimeout(resolve, 400));
	expect(status).toBe('canceled');
	expect(office.paid()).toEqual(references(4));

	office.sandbox.faults.clear();
	expect(outcomes(await office.pay(sheetOf(6)))).toEqual([
		...all('alreadyAllocated', 4),
		...all('allocated', 2),
	]);
	expect(office.paid()).toEqual(references(6));
});

function second(body: unknown, act: () => void): boolean {
	if (JSON.stringify(body).includes('AWARD-2')) act();
	return true;
}
