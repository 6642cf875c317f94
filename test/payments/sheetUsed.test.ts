/** Rows whose user or reference EnKash has already. */
import type { IDataObject } from 'n8n-workflow';
import { dataOf } from '../stage';
import { call, goOn, sheetOf, useOffice } from './sheetStage';

const office = useOffice();

const outcomes = (items: IDataObject[]) => items.map(({ outcome }) => outcome);

describe('users who exist', () => {
	const known = { email: 'person0@example.com', mobile: '9800000000' };

	it('receive points by default, also several rows of one person in a batch', async () => {
		const rows = sheetOf(4).map((row) => ({
			...row,
			'E-Mail ID': known.email,
			'Mobile No.': known.mobile,
		}));
		const items = dataOf(await office.pay(rows));
		expect(outcomes(items)).toEqual(['allocated', 'allocated', 'allocated', 'allocated']);
		expect(items.map(({ loadAmount }) => loadAmount)).toEqual([10, 11, 12, 13]);
	});

	it('receive nothing where only new ones are to be paid', async () => {
		await office.pay(sheetOf(1));
		const sheet = sheetOf(2).map((row, index) => ({
			...row,
			'Award Reference': `SECOND-${index}`,
		}));

		const items = dataOf(await office.pay(sheet, goOn, { isPointsAllocation: false }));

		expect(items[0].error).toBe('Refused by EnKash: User already exists [item 0]');
		expect(items[1]).toMatchObject({ outcome: 'allocated' });
	});

	it('and whom the answer then leaves out, are not sent again', async () => {
		await office.pay(sheetOf(1));
		office.sandbox.faults.add({
			call,
			kind: 'mutate',
			body: (text) =>
				text.replace(
					/"failedBulkEnKashCardCreateDTOs":\[[^\]]*\]/,
					'"failedBulkEnKashCardCreateDTOs":[]',
				),
		});
		const sheet = sheetOf(3).map((row, index) => ({
			...row,
			'Award Reference': `SECOND-${index}`,
		}));
		const newOnly = { isPointsAllocation: false };

		const [alone] = dataOf(await office.pay([sheet[0]], goOn, newOnly));
		expect(alone.error).toMatch(/^Unconfirmed: .+ \(reference SECOND-0\) \[item 0\]$/);
		const items = dataOf(await office.pay(sheet, goOn, newOnly));

		expect(items[0].error).toMatch(/^Refused by EnKash: EnKash left the row out/);
		expect(outcomes(items.slice(1))).toEqual(['allocated', 'allocated']);
		// Once more, after the others had proven that nothing came of it.
		expect(office.batches()).toEqual([
			['AWARD-0'],
			['SECOND-0'],
			['SECOND-1', 'SECOND-2'],
			['SECOND-0'],
		]);
	});
});

describe('a reference that was used before', () => {
	it.each([
		[
			'returnExisting',
			{ outcome: 'alreadyAllocated', uniqueReferenceNumber: 'AWARD-0', loadAmount: 10 },
			1,
		],
		['fail', { error: 'Row is not valid: Reference AWARD-0 was used before [item 0]' }, 1],
		['send', { outcome: 'allocated' }, 2],
	])('with the policy %s', async (onDuplicateReference, told, payments) => {
		await office.pay(sheetOf(1));
		const items = dataOf(
			await office.pay(sheetOf(1), { ...goOn, options: { onDuplicateReference } }),
		);
		expect(items).toMatchObject([told]);
		expect(office.paid()).toHaveLength(payments);
	});

	it('is not taken for the row that was sent unseen and whose answer is lost, nor sent again by a retry', async () => {
		await office.pay(sheetOf(2));
		office.sandbox.faults.add({ call, kind: 'resetBefore', times: 1 });

		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const { error } = await office.pay(sheetOf(2), {
			...retry,
			options: { onDuplicateReference: 'send' },
		});

		expect(error?.message).toMatch(/^Unconfirmed: .+ \(reference AWARD-0\) \[item 0\]$/);
		expect(error?.description).toMatch(/may be an older one/);
		expect(office.batches()).toHaveLength(2);
	});

	it('for another number of points stops the sheet before anything is sent', async () => {
		await office.pay(sheetOf(1));
		const sheet = sheetOf(3).map((row) => ({ ...row, POINTS: 99 }));

		const { error } = await office.pay(sheet);

		expect(error?.message).toBe(
			'Row is not valid: Reference AWARD-0 was used before, for 10 points and not 99 [item 0]',
		);
		expect(office.paid()).toEqual(['AWARD-0']);
	});

	it('and is refused by EnKash as a duplicate all the same, counts as done', async () => {
		await office.pay(sheetOf(1));
		office.sandbox.settings.duplicateReferences = 'refused';
		office.sandbox.faults.add({
			call: 'R4',
			kind: 'mutate',
			body: '{"code":0,"payload":[]}',
			times: 1,
		});

		const items = dataOf(await office.pay(sheetOf(2), goOn));

		expect(outcomes(items)).toEqual(['alreadyAllocated', 'allocated']);
		expect(new Set(office.paid()).size).toBe(2);
	});
});

it('rows that may be paid are not said to be unpaid, though the account could not cover them again', async () => {
	const small = { companyId: 'CEK1PU9AOO', cardAccountId: 'CAQL8YCV3' };
	office.sandbox.faults.add({ call, kind: 'resetAfter' });
	office.sandbox.faults.add({ call: 'R4', kind: 'mutate', body: '{"code":0,"payload":[]}' });

	// 33 of the 50 points that the account has.
	for (let time = 0; time < 2; time++) {
		for (const { error } of dataOf(await office.pay(sheetOf(3), goOn, small)))
			expect(error).toMatch(/^Unconfirmed: /);
	}
	expect(office.batches()).toHaveLength(1);
});
