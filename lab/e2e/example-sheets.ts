/** Examples that read a sheet that somebody sends. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { receiptsFor } from '../../nodes/Enkash/payments/sheet/receipts';
import { itemsOf } from '../types';
import { FOLDER, type Runs } from './example-import';

/** The sample sheet that stands beside the examples. */
export function sample(kind: string): File {
	const name = `sample-awards.${kind}`;
	return new File([readFileSync(join(FOLDER, name))], name);
}

/** The same awards under references of an example's own, since what was paid once is not paid again. */
export function awardsOf(mark: string): File {
	const name = 'sample-awards.csv';
	const rows = readFileSync(join(FOLDER, name), 'utf8').replaceAll('SAMPLE-', `${mark}-`);
	return new File([rows], name);
}

/** Rows as a sheet holds them, all columns of the first. */
function csvOf(rows: object[]): File {
	const columns = Object.keys(rows[0] ?? { digest: '' });
	const line = (cells: Array<string | number | undefined>) =>
		cells.map((each = '') => `"${String(each).replaceAll('"', '""')}"`).join(',');
	const lines = rows.map((row) =>
		line(columns.map((name) => (row as Record<string, string | number>)[name])),
	);
	return new File([[line(columns), ...lines].join('\n')], 'receipts.csv', { type: 'text/csv' });
}

export const runsOfSheets: Runs = {
	async 'spreadsheet-to-allocation'({ submit, fill, sandbox }) {
		const before = sandbox.ledger.length;
		await assert.rejects(submit(sample('csv')), /401/, 'it asks for name and password');
		for (const kind of ['csv', 'xlsx']) {
			const { page, data } = await fill(sample(kind));
			const items = itemsOf(data, 'Bulk Allocate');
			assert.deepEqual(
				items.map(({ outcome, row, loadAmount }) => [outcome, row, loadAmount]),
				[
					['dryRun', 1, 1000],
					['dryRun', 2, 250],
					['dryRun', 3, 750],
					['dryRun', 4, 500.5],
					['invalid', 5, kind === 'csv' ? '300' : 300],
					['dryRun', 6, 150],
				],
			);
			assert.match(String(items[4].problem), /'Mobile' is '12345'/);
			assert.match(page, /Dry run: nothing was sent/);
			assert.match(page, /6 rows: 5 would be paid, 1 not valid/);
			assert.match(page, /EnKash%20result\.csv/);
		}
		assert.equal(sandbox.ledger.length, before, 'a dry run');
	},

	async 'sheet-with-receipts'({ fill, paying, sandbox }) {
		const before = sandbox.ledger.length;
		const dry = await fill(sample('csv'));
		assert.match(dry.page, /Nobody was paid, so there is no receipt/);
		assert.equal(sandbox.ledger.length, before, 'a dry run');
		const { page, data } = await (await paying()).fill(sample('csv'));
		const receipts = itemsOf(data, 'Receipt of Each Row').filter(({ digest }) => digest);
		assert.equal(receipts.length, 5);
		assert.match(page, /5 receipts/);
		assert.ok(page.includes(String(receipts[4].digest)));
		assert.equal(sandbox.ledger.length, before + 5);
	},

	async 'check-receipts'({ fill }) {
		const receipts = receiptsFor(
			['Asha Rao', 'Meera "Mini" Nair', 'Zoë Khan'].map((name, index) => ({
				clean: {
					title: 'Ms',
					name,
					email: `person${index}@example.com`,
					mobile: `900000510${index}`,
					loadAmount: [10.5, 1000, 7][index],
					uniqueReferenceNumber: `00${index}`,
				},
				result: { outcome: 'allocated', record: { enkashCardTxnId: `ECT${index}` } },
			})),
			{ execution: '17', issuedAt: '2026-11-27T10:00:00.000Z' },
		);
		const check = async (rows: object[]) => (await fill(csvOf(rows))).page;
		const whole = await check([...receipts, { reference: 'FAILED', outcome: 'failed' }]);
		assert.match(whole, /All receipts are in order/);
		assert.ok(whole.includes(`3 receipts. The last digest is ${receipts[2].digest}`));
		const [first, second, third] = receipts;
		const changed = await check([first, { ...second, points: 1001 }, third]);
		assert.match(changed, /not in order/);
		assert.match(changed, /Receipt 2 \(001\) was changed/);
		assert.match(await check([first, third]), /Receipt 3 \(002\) does not follow the one before/);
		assert.match(await check([first, second]), /Receipt 1 \(000\) is not in its place, or others/);
		assert.match(await check([]), /not in order/);
	},
};
