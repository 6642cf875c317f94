/** What is sent again once the list has proved that it is not there: in smaller calls, and soon after the look. */
import { passMinutes, resetClock, stopClock } from '../clock';
import { call, goOn, outcomes, sheetOf, useOffice } from './sheetStage';

const office = useOffice();

afterEach(resetClock);

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

it.each([
	[1_900, false],
	[2_100, true],
])(
	'where one of them has taken %d milliseconds, the next one is looked up again before it leaves: %s',
	async (milliseconds, again) => {
		stopClock();
		office.sandbox.faults.add({ ...LOST, call, times: 1 });
		// The first one to be sent again takes its time.
		const takeTime = () => {
			if (office.batches().length === 3) passMinutes(milliseconds / 60_000);
			return false;
		};
		office.sandbox.faults.add({ ...LOST, call, when: takeTime });

		const result = await office.pay(sheetOf(80), { options: { batchSize: 40 } });

		expect(new Set(outcomes(result))).toEqual(new Set(['allocated']));
		const { requests } = office.sandbox;
		const [, , first, second] = office.sandbox.requestsTo(call);
		const between = requests.slice(requests.indexOf(first) + 1, requests.indexOf(second));
		const looks = office.sandbox.requestsTo('R4');
		expect(between.some((each) => looks.includes(each))).toBe(again);
		expect(new Set(office.paid()).size).toBe(80);
		expect(office.paid()).toHaveLength(80);
	},
);
