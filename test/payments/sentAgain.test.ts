/** What is sent again once the list has proved that it is not there: in smaller calls, and soon after the look. */
import { call, goOn, outcomes, sheetOf, useOffice } from './sheetStage';

const office = useOffice();

const LOST = { kind: 'status', status: 500 } as const;

it('a row that brings down every call it is in leaves few others in doubt', async () => {
	office.sandbox.faults.add({
		...LOST,
		call,
		when: ({ body }) => JSON.stringify(body).includes('AWARD-7"'),
	});

	const told = outcomes(await office.pay(sheetOf(80), { ...goOn, options: { batchSize: 40 } }));

	expect(told.filter((outcome) => outcome !== 'allocated').length).toBeLessThanOrEqual(5);
	expect(new Set(office.paid()).size).toBe(office.paid().length);
	expect(office.paid().length).toBe(told.filter((outcome) => outcome === 'allocated').length);
});

it('none of them leaves on a look-up that is older than two seconds', async () => {
	office.sandbox.faults.add({ ...LOST, call, times: 1 });
	// The second one to be sent again finds that the first has taken its time.
	office.sandbox.faults.add({
		kind: 'delay',
		delay: 2_300,
		call,
		times: 1,
		when: () => office.batches().length === 3,
	});

	expect(new Set(outcomes(await office.pay(sheetOf(80), { options: { batchSize: 40 } })))).toEqual(
		new Set(['allocated']),
	);

	const sent = office.sandbox.requestsTo(call);
	expect(sent.length).toBeGreaterThan(4);
	for (const { at } of sent.slice(1)) {
		const looked = office.sandbox.requestsTo('R4');
		const last = Math.max(...looked.filter((each) => each.at <= at).map((each) => each.at));
		expect(at - last).toBeLessThan(2_100);
	}
	expect(new Set(office.paid()).size).toBe(80);
	expect(office.paid()).toHaveLength(80);
});
