/** What an earlier execution left in doubt counts towards the limit of the run that may send it again. */
import type { INodeParameters } from 'n8n-workflow';
import { samples } from '../actions/samples';
import type { Sample } from '../actions/samples';
import { isPlayed } from '../matrix';
import { dataOf, setStage, type Stage, useEach } from '../stage';

const stage = useEach(() => setStage({ duplicateReferences: 'accepted' }));

const person = (samples['reward.allocate'] as Sample).parameters;
const calls = {
	'reward.allocate': {
		...person,
		loadAmount: '={{ $json.Points }}',
		uniqueReferenceNumber: '={{ $json.Reference }}',
	},
	'reward.bulkAllocate': {},
} satisfies Record<string, INodeParameters>;
type Call = keyof typeof calls;

const row = (Reference: string, Points: number) => ({
	...{ Title: 'Ms', Name: `Person ${Reference}`, Email: `${Reference.toLowerCase()}@example.com` },
	...{ Mobile: `90000071${Reference.charCodeAt(0)}`, Points, Reference },
});
const paid = () => stage.sandbox.ledger.map(({ reference }) => reference);

/** Pays rows within a limit of 100 points for a run. */
const pay = async (on: Stage, call: Call, rows: object[], options: INodeParameters = {}) =>
	await on.run(
		call,
		{ ...calls[call], options: { maxPointsPerRun: 100, ...options } },
		{ items: rows.map((each) => ({ ...each })), onError: 'continueRegularOutput' },
	);

/** An execution whose answer for A is lost, and of which nothing was carried out. */
async function leaveInDoubt(call: Call): Promise<void> {
	stage.sandbox.faults.add({ call, kind: 'status', status: 500, times: 1 });
	const [{ error }] = dataOf(await pay(stage, call, [row('A', 60)]));
	expect(error).toMatch(/unconfirmed/i);
	expect(paid()).toEqual([]);
}

describe.each(Object.keys(calls) as Call[])('%s', (call) => {
	const turn = Object.keys(calls).indexOf(call);
	/** The first of them knows of the earlier execution by itself, the other one from the journal alone. */
	const places = (column: number) =>
		(['here', 'otherProcess'] as const).filter((_, place) => isPlayed(turn + place, column, 2));

	it.each(places(0))('what is sent again on request counts (%s)', async (where) => {
		await leaveInDoubt(call);
		const on = where === 'here' ? stage : await stage.otherProcess();
		const resend = { resendUnconfirmed: true };
		const items = dataOf(await pay(on, call, [row('A', 60), row('B', 50)], resend));

		expect(JSON.stringify(items)).toMatch(
			/2 payments of 110 points in all would be 10 points over the limit of 100 for a run/,
		);
		expect(paid()).toEqual([]);
		await pay(on, call, [row('A', 60), row('C', 40)], resend);
		expect(paid().sort()).toEqual(['A', 'C']);
	});

	it.each(places(1))(
		'what is sent again because the list proves that it is not there counts (%s)',
		async (where) => {
			await leaveInDoubt(call);
			const on = where === 'here' ? stage : await stage.otherProcess();
			await pay(on, call, [row('A', 60), row('B', 50)]);

			expect(paid()).toEqual([]);
			await pay(on, call, [row('A', 60), row('C', 40)]);
			expect(paid().sort()).toEqual(['A', 'C']);
		},
	);
});

it('a row that a limit keeps back and an earlier execution left open is not told as surely unpaid', async () => {
	const call = 'reward.bulkAllocate';
	await leaveInDoubt(call);
	for (const options of [{}, { resendUnconfirmed: true }]) {
		const [first, second] = dataOf(await pay(stage, call, [row('A', 60), row('B', 50)], options));
		expect(first.error).toMatch(/^Unconfirmed: /);
		expect(second.error).toMatch(/^Not sent: 2 payments .* over the limit of 100/);
	}
	expect(paid()).toEqual([]);
});
