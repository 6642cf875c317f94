/** A setting that cannot be read is told before anything is paid. */
import type { INodeParameters } from 'n8n-workflow';
import { dataOf, useEach } from '../stage';
import { openPayroll, row } from './payroll';

const stage = useEach(openPayroll);

describe('a setting that cannot be read', () => {
	const goOn = { onError: 'continueRegularOutput' } as const;

	it.each<[string, INodeParameters]>([
		["'Simplify'", { simplify: "={{ $('Nowhere').item.json.x }}" }],
		["'Include Envelope'", { options: { includeEnvelope: "={{ $('Nowhere').item.json.x }}" } }],
	])('is told before anything is paid, where it is %s', async (_, changes) => {
		const result = await stage.allocate(row, goOn, changes);
		expect(dataOf(result)).toMatchObject([
			{ error: expect.stringMatching(/Nowhere|hasn't been executed|doesn't exist/) as string },
		]);
		expect(stage.sends()).toBe(0);
	});

	it('of one item keeps no other from being paid', async () => {
		const items = [
			{ row: 'ROW-1', time: 0 },
			{ row: 'ROW-2', time: 1000 },
		];
		const result = await stage.allocate(items, goOn, { options: { timeout: '={{ $json.time }}' } });

		expect(dataOf(result)).toMatchObject([
			{ error: "'Timeout' is not a number from 1 on [item 0]" },
			{ outcome: 'allocated', uniqueReferenceNumber: 'ROW-2' },
		]);
		expect(stage.paid()).toEqual(['ROW-2']);
	});
});
