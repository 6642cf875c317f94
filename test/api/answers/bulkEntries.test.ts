/** The rows of EnKash's answer to a sheet, whatever lists they come in, and what is said of each. */
import { bulkEntries } from '../../../nodes/Enkash/api/answers/bulkEntries';
import type { JsonRecord } from '../../../nodes/Enkash/lib/json';

const row = (changes: JsonRecord = {}): JsonRecord => ({
	uniqueReferenceNumber: 'ROW-1',
	...changes,
});

/** What is said of the rows, such as `paid`, or `refused: Blocked, perhaps`. */
function said(payload: unknown): string[] {
	return bulkEntries(payload).map(({ failure, doubtful }) => {
		const words = failure === undefined ? 'paid' : `refused: ${failure}`;
		return doubtful ? `${words}, perhaps` : words;
	});
}

const among = (list: string, ...records: JsonRecord[]) => said({ [list]: records });
const PAID = 'successBulkEnKashCardCreateDTOs';
const NO_REASON = 'EnKash did not allocate this row, and gives no reason';

describe('where rows are sought', () => {
	it('in every list, by what its name says', () => {
		const payload = {
			[PAID]: [row(), 'a text', null],
			failedBulkEnKashCardCreateDTOs: [row()],
			otherRows: [row()],
		};
		expect(said(payload)).toEqual(['paid', `refused: ${NO_REASON}`]);
	});

	it('down to the third level, and no deeper', () => {
		expect(said({ result: { rows: { [PAID]: [row()] } } })).toEqual(['paid']);
		expect(said({ data: { result: { rows: { [PAID]: [row()] } } } })).toEqual([]);
	});

	it('in a list that has no name, by what its rows say', () => {
		expect(said([row({ status: 'FAILED' }), row(), row({ success: true })])).toEqual([
			'refused: FAILED',
		]);
	});

	it.each([undefined, null, 'Success', 7, {}])('%j has none', (payload) => {
		expect(bulkEntries(payload)).toEqual([]);
	});

	it.each([
		'failures',
		'errorRows',
		'rejectedRows',
		'invalidRows',
		'unsuccessfulRows',
		'nonSuccessRows',
		'notSuccessful',
		'un_successRows',
		'non-success',
		'not success',
		'notAllocated',
	])('a list called %s has rows that were not paid', (list) => {
		expect(among(list, row())).toEqual([`refused: ${NO_REASON}`]);
	});
});

describe('what a row is told by', () => {
	it('its references in all spellings, person and points', () => {
		const record = {
			pgReferenceNumber: 'A',
			uniqueReferenceNumber: 'B',
			mobile: 9876543210,
			email: 'meera@example.com',
			loadAmount: ' 10.5 ',
		};
		expect(bulkEntries({ [PAID]: [record] })).toEqual([
			{
				references: ['A', 'B'],
				mobile: '9876543210',
				email: 'meera@example.com',
				points: 10.5,
				failure: undefined,
				doubtful: false,
				record,
			},
		]);
	});

	it.each([
		[undefined, undefined],
		['', undefined],
		[' ', undefined],
		['many', undefined],
		[0, 0],
		[null, undefined],
		[true, undefined],
	])('points of %j are %s', (loadAmount, points) => {
		expect(bulkEntries({ [PAID]: [row({ loadAmount, mobile: null })] })[0]).toMatchObject({
			points,
			mobile: undefined,
		});
	});
});

describe('a row among those that were paid', () => {
	it.each<[JsonRecord, string]>([
		[{ status: 'SUCCESS' }, 'paid'],
		[{ status: { name: 'COMPLETED' } }, 'paid'],
		[{ status: ' ' }, 'paid'],
		[{ status: 'ON HOLD' }, 'paid, perhaps'],
		[{ status: 'CREATED' }, 'paid, perhaps'],
		[{ status: 'FAILED' }, 'refused: FAILED, perhaps'],
		[{ errorMessage: 'Blocked' }, 'refused: Blocked, perhaps'],
		[{ errorMessage: ' ' }, 'paid'],
		[{ errorCode: 7 }, 'paid'],
		[{ success: false, reason: 'Blocked' }, 'refused: Blocked, perhaps'],
		[{ success: 'False', reason: 'Blocked' }, 'refused: Blocked, perhaps'],
	])('with %j is %s', (changes, told) => {
		expect(among(PAID, row(changes))).toEqual([told]);
	});
});

describe('a row that was not', () => {
	it.each<[JsonRecord, string]>([
		[{ status: 'SUCCESS', reason: 'Blocked' }, 'refused: Blocked, perhaps'],
		[{ status: 'UNSUCCESSFUL' }, 'refused: UNSUCCESSFUL'],
		[{ success: true, reason: 'Blocked' }, 'refused: Blocked, perhaps'],
		[{ success: 'yes', reason: 'Blocked' }, 'refused: Blocked'],
		[{ reason: 'Request timed out' }, 'refused: Request timed out, perhaps'],
		[{ status: 'S', message: 'M', reason: 'R', errorMessage: 'Blocked' }, 'refused: Blocked'],
		[{ status: 'S', message: 'M', reason: 'R' }, 'refused: R'],
		[{ status: 'S', message: 'M', reason: ' ' }, 'refused: M'],
		[{ status: 'S', message: 7 }, 'refused: S'],
		[{}, `refused: ${NO_REASON}`],
	])('with %j is %s', (changes, told) => {
		expect(among('failedRows', row(changes))).toEqual([told]);
	});
});

describe('a count of those that were paid', () => {
	const two = [row(), row({ uniqueReferenceNumber: 'ROW-2' })];
	const three = { [PAID]: two, failedRows: [row({ reason: 'Blocked' })] };

	it.each<[unknown, string]>([
		[1, 'paid, perhaps'],
		['1', 'paid, perhaps'],
		[2, 'paid'],
		[3, 'paid'],
		[undefined, 'paid'],
		[null, 'paid'],
		['many', 'paid'],
	])('of %j leaves two rows as %s', (successCount, told) => {
		expect(said({ ...three, successCount })).toEqual([told, told, 'refused: Blocked']);
	});

	it('does not count what is in doubt already', () => {
		const payload = { [PAID]: [...two, row({ status: 'ON HOLD' })], successCount: 2 };
		expect(said(payload)).toEqual(['paid', 'paid', 'paid, perhaps']);
	});
});
