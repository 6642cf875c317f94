/** A realistic sheet of a thousand awards, from its CSV to the ledger. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';
import { toPaise } from '../../sandbox/money';
import type { NodeResult } from '../engine';
import { dataOf, setStage, type Stage } from '../stage';
import { resetClock, stopClock } from '../clock';

interface Expected {
	row: number;
	valid: boolean;
	/** What is wrong, where the row is not valid. */
	field?: string;
	send?: IDataObject;
}

const fixture = (name: string) => readFileSync(join(__dirname, '../fixtures', name), 'utf8');
const sheet: IDataObject[] = parse(fixture('awards-1000.csv'), { columns: true, bom: true });
const expected = JSON.parse(fixture('awards-1000.expected.json')) as {
	pointsOfValidRows: number;
	outcomes: Expected[];
};
const valid = expected.outcomes.filter((row) => row.valid);
const call = 'reward.bulkAllocate';

let stage: Stage;
let result: NodeResult;

/** All rows as EnKash saw them, in the order in which they came. */
const sent = () => stage.sandbox.requestsTo(call).flatMap(({ body }) => body as IDataObject[]);

describe('a sheet of a thousand awards, its columns mapped automatically', () => {
	beforeAll(async () => {
		stage = await setStage();
		// On a busy machine look-ups grow old, and are made again.
		stopClock();
		result = await stage.run(call, {}, { items: sheet, onError: 'continueRegularOutput' });
		resetClock();
	});
	afterAll(() => stage.stop());

	it('gives one item for each row, in order and paired', () => {
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			sheet.map((_, item) => ({ item })),
		);
	});

	it('says of every row what is expected', () => {
		const told = dataOf(result).map(({ outcome, error, message }, index) =>
			outcome
				? { row: index + 1, valid: outcome === 'allocated' }
				: { row: index + 1, valid: false, field: fieldOf(error, message) },
		);
		expect(told).toEqual(
			expected.outcomes.map(({ row, valid, field }) =>
				valid ? { row, valid } : { row, valid, field },
			),
		);
	});

	it('sends every valid row as expected, in the order of the sheet', () => {
		const remarks = valid
			.map(({ row }) => sheet[row - 1].Remarks)
			.map((text) => (text ? { remarks: text } : {}));
		expect(sent()).toEqual(valid.map(({ send }, index) => ({ ...send, ...remarks[index] })));
		expect(stage.sandbox.requests.filter(({ violation }) => violation)).toEqual([]);
	});

	it('moves the sum of the valid rows to the paisa, each of them once', () => {
		const paise = stage.sandbox.ledger.reduce((sum, { amount }) => sum + toPaise(amount), 0);
		expect(paise).toBe(toPaise(expected.pointsOfValidRows));
		expect(stage.sandbox.ledger.map(({ reference }) => reference)).toEqual(
			valid.map(({ send }) => send?.uniqueReferenceNumber),
		);
	});

	it('takes ten requests to allocate, and seven to know what may be sent', () => {
		expect(stage.sandbox.requestsTo(call)).toHaveLength(10);
		// Five for two hundred references each, and one that checks the first answer.
		expect(stage.sandbox.requestsTo('R4')).toHaveLength(6);
		expect(stage.sandbox.requestsTo('R3')).toHaveLength(1);
		expect(stage.sandbox.requests).toHaveLength(17);
	});

	it('tells of the sheet as a whole, and keeps its figures for the list of executions', () => {
		expect(result.hints.map(({ message }) => message)).toEqual([
			'1000 rows: 945 allocated (656205.75 points), 55 not valid.',
		]);
		expect(result.metadata).toEqual({
			enkashRows: '945',
			enkashPoints: '656205.75',
			enkashReferences: expect.stringMatching(
				/^DIWALI26-00001, .+ … DIWALI26-01000 \(945 in all\)$/,
			),
		});
	});

	it('run once more, finds everybody paid and sends nothing', async () => {
		const again = await stage.run(call, {}, { items: sheet, onError: 'continueRegularOutput' });

		const outcomes = dataOf(again).map(({ outcome }) => outcome ?? 'failed');
		expect(outcomes.filter((outcome) => outcome === 'alreadyAllocated')).toHaveLength(945);
		expect(outcomes.filter((outcome) => outcome === 'failed')).toHaveLength(55);
		expect(stage.sandbox.requestsTo(call)).toHaveLength(10);
		expect(stage.sandbox.ledger).toHaveLength(945);
	});
});

function fieldOf(error: unknown, message: unknown): string | undefined {
	expect(error).toMatch(/^Row is not valid: '/);
	return /^Field: (\w+)\. /.exec(String(message))?.[1];
}
