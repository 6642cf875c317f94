/** An answer that contradicts itself, or what was sent, is looked up before it is believed. */
import type { FaultRule } from '../../sandbox/types';
import { dataOf } from '../stage';
import { all, call, goOn, outcomes, references, sheetOf, useOffice } from './sheetStage';

const office = useOffice();

it('a success for other references than those sent is not taken for ours, and nothing is sent again', async () => {
	office.sandbox.settings.bulkRowReference = true;
	const other = (text: string) => text.replaceAll('"AWARD-', '"OTHER-');
	office.sandbox.faults.add({
		call,
		kind: 'mutate',
		body: other,
		when: ({ body }) => rename(body),
	});

	const items = dataOf(await office.pay(sheetOf(2), goOn));

	for (const { error } of items) expect(error).toMatch(/^Unconfirmed: /);
	for (const { message } of items)
		expect(message).toMatch(/answered for its person under another reference/);
	expect(office.batches()).toHaveLength(1);
});

describe('an answer that says of a row that it was paid, but', () => {
	const among = (text: string) =>
		({
			call,
			kind: 'mutate',
			body: (body: string) => body.replaceAll('"loadAmount":', `${text},"loadAmount":`),
		}) as const;

	it.each(['"failureReason":"NA"', '"errorMessage":"None"', '"status":"FAILED"'])(
		'has %s in it: it is looked up before anything is said of it',
		async (text) => {
			office.sandbox.faults.add(among(text));
			expect(outcomes(await office.pay(sheetOf(3)))).toEqual(all('recovered', 3));
			expect(office.paid()).toEqual(references(3));
		},
	);

	it('has a reason in it, and the transactions prove that it was not paid: it is refused in these words', async () => {
		office.sandbox.faults.add({
			call,
			kind: 'mutate',
			when: ({ body }) => (body as unknown[]).splice(1, 1).length > 0,
			times: 1,
			body: (text) =>
				text.replace(
					/(\{[^{]*"loadAmount":)/,
					'{"mobile":"9800000001","failureReason":"User is blocked"},$1',
				),
		});
		const items = dataOf(await office.pay(sheetOf(3), { ...goOn, options: { batchSize: 2 } }));
		expect(items[0]).toMatchObject({ outcome: 'allocated' });
		expect(items[1].error).toBe('Refused by EnKash: User is blocked [item 1]');
		expect(items[2]).toMatchObject({ outcome: 'allocated' });
		expect(office.batches()).toHaveLength(2);
	});

	describe.each([true, false])(
		'tells other points (references in the answer: %s)',
		(bulkRowReference) => {
			const otherPoints: FaultRule = {
				call,
				kind: 'mutate',
				body: (text) => text.replaceAll(/"loadAmount":\d+/g, '"loadAmount":1'),
			};
			beforeEach(() => {
				office.sandbox.settings.bulkRowReference = bulkRowReference;
				office.sandbox.faults.add(otherPoints);
			});

			it('the transactions settle it', async () => {
				expect(outcomes(await office.pay(sheetOf(2)))).toEqual(all('recovered', 2));
			});

			it('the row is unconfirmed where they tell others too', async () => {
				office.sandbox.faults.add({
					call: 'R4',
					kind: 'mutate',
					body: (text) => text.replaceAll(/"principalAmount":\d+/g, '"principalAmount":1'),
				});
				const [item] = dataOf(await office.pay(sheetOf(1), goOn));
				expect(item.error).toBe(
					'Unconfirmed: EnKash did not confirm the row (reference AWARD-0) [item 0]',
				);
				expect(item.message).toMatch(/^EnKash has it for 1 points and not 10\. /);
			});

			it('and is not sent again where they do not have it', async () => {
				office.sandbox.faults.add({ call: 'R4', kind: 'mutate', body: '{"code":0,"payload":[]}' });
				const [item] = dataOf(await office.pay(sheetOf(1), goOn));
				expect(item.message).toMatch(
					/^EnKash answered for 1 points and not 10\. The row is unconfirmed/,
				);
				expect(office.paid()).toEqual(references(1));
			});
		},
	);
});

/** As if the server mangled the references it was given. */
function rename(body: unknown): boolean {
	for (const row of body as Array<Record<string, string>>) row.uniqueReferenceNumber += '-X';
	return true;
}

it('a row that EnKash lists as failed because it timed out is not told as refused', async () => {
	office.sandbox.faults.add({ call, kind: 'partial', message: 'Request timed out', times: 1 });
	const items = dataOf(await office.pay(sheetOf(2), goOn));

	expect(items[0]).toMatchObject({ outcome: 'allocated' });
	expect(items[1].error).toMatch(/^Unconfirmed: .*\(reference AWARD-1\) \[item 1\]$/);
	expect(office.batches()).toHaveLength(1);
});
