/** What a record of EnKash's list says, whatever names it says it by. */
import {
	asAnswered,
	cardOf,
	directionsOf,
	disagreement,
	identityOf,
	isOfAnother,
	pointsOf,
	referencesOf,
	timedTransaction,
	transactionIdOf,
	transactionOf,
} from '../../../nodes/Enkash/api/answers/transactions';
import type { JsonRecord } from '../../../nodes/Enkash/lib/json';

const RECORD: JsonRecord = {
	enKashCardTransactionId: 'T1',
	pgReferenceNumber: 'R1',
	principalAmount: 100,
	cardTransactionType: 'CR',
	type: { name: 'ALLOCATE_POINT' },
	status: ' SUCCESS ',
	userId: 'U1',
	enkashCardId: 'C1',
	cardHolderName: 'Anita',
	createdOn: '2025-01-02 05:30:00',
};

describe('a transaction', () => {
	it('has one name for each thing, and the record as it came', () => {
		expect(transactionOf(RECORD)).toEqual({
			id: 'T1',
			reference: 'R1',
			points: 100,
			direction: 'CR',
			type: 'ALLOCATE_POINT',
			status: 'SUCCESS',
			userId: 'U1',
			enKashCardId: 'C1',
			cardHolderName: 'Anita',
			occurredAt: '2025-01-02T00:00:00.000Z',
			raw: RECORD,
		});
	});

	it('has nothing of what is not told', () => {
		const raw = { status: '', type: ' ', cardHolderName: 5, userId: '  ' };
		expect(Object.entries(transactionOf(raw))).toEqual([['raw', raw]]);
	});

	it('has its time in the zone that is said, and when it was made before when it is dated', () => {
		const record = { createdOn: '2025-01-02T00:00:00', txnDate: '2024-01-01' };
		const at = Date.UTC(2025, 0, 1, 23);
		expect(timedTransaction(record, 'Europe/Berlin')).toMatchObject({
			at,
			transaction: { occurredAt: new Date(at).toISOString() },
		});
		expect(transactionOf(record, 'UTC').occurredAt).toBe('2025-01-02T00:00:00.000Z');
		expect(timedTransaction({ txnDate: '2024-01-01' }, 'UTC').at).toBe(Date.UTC(2024, 0, 1));
		expect(
			timedTransaction({ createdOn: 'soon', modifiedOn: '2024-01-01' }, 'UTC').at,
		).toBeUndefined();
	});
});

describe('the ID of a transaction', () => {
	it.each([
		'enKashCardTransactionId',
		'enKashTransactionId',
		'enkashCardTransactionId',
		'enkashCardTxnId',
	])('may be called %s', (name) => {
		expect(transactionIdOf({ [name]: ' T1 ' })).toBe('T1');
		expect(transactionIdOf({ [name]: 7 })).toBe('7');
	});

	it('is none where it is blank or no text', () => {
		expect(transactionIdOf({ enKashCardTransactionId: ' ', enkashCardTxnId: 'T2' })).toBe('T2');
		expect(transactionIdOf({ enKashCardTransactionId: {} })).toBeUndefined();
	});
});

describe('the references of a record', () => {
	it('are all that it carries, in each spelling', () => {
		const record = { uniqueReferenceNum: 'C', uniqueReferenceNumber: 2, pgReferenceNumber: 'A' };
		expect(referencesOf(record)).toEqual(['A', '2', 'C']);
		expect(transactionOf(record).reference).toBe('A');
	});

	it('are none where they are blank or no text', () => {
		expect(referencesOf({ pgReferenceNumber: '', uniqueReferenceNum: null })).toEqual([]);
	});
});

describe('the direction of a record', () => {
	it.each([
		['CR', 'CR'],
		['Credit', 'CR'],
		['allocate_point', 'CR'],
		['DR', 'DR'],
		['DEBIT', 'DR'],
		['UNALLOCATE_POINT', 'DR'],
	])('is told by %s in any of its fields', (word, direction) => {
		for (const field of ['cardTransactionType', 'transactionType', 'type']) {
			expect(directionsOf({ [field]: word })).toEqual([direction]);
			expect(transactionOf({ [field]: { name: word } }).direction).toBe(direction);
		}
	});

	it('is none that no word tells', () => {
		expect(directionsOf({ type: 'REFUND', transactionType: 1 })).toEqual([]);
		expect(transactionOf({ type: 'REFUND' }).direction).toBeUndefined();
	});

	it('is that of its type, where the record contradicts itself', () => {
		const record = { cardTransactionType: 'DR', type: 'Allocate_Point' };
		expect(directionsOf(record)).toEqual(['DR', 'CR']);
		expect(transactionOf(record).direction).toBe('CR');
		const open = { cardTransactionType: 'DR', transactionType: 'CR' };
		expect(transactionOf(open).direction).toBeUndefined();
	});

	it('is told once, where two fields agree', () => {
		expect(directionsOf({ cardTransactionType: 'CR', type: 'ALLOCATE_POINT' })).toEqual(['CR']);
	});
});

describe('what tells a transaction from all others', () => {
	it('is its ID', () => {
		expect(identityOf(transactionOf(RECORD))).toEqual({ key: 'id T1', twins: false });
	});

	it('is all of it that cannot change, where it has none', () => {
		const { enKashCardTransactionId: _, ...rest } = RECORD;
		const record: JsonRecord = { ...rest, description: ' Bonus ' };
		const changing = { ...record, status: 'FAILED', cardHolderName: 'Other', balance: 5 };
		const key = 'of ["R1",100,"CR","ALLOCATE_POINT","U1","C1","2025-01-02T00:00:00.000Z","Bonus"]';
		expect(identityOf(transactionOf(record))).toEqual({ key, twins: false });
		expect(identityOf(transactionOf(changing))).toEqual({ key, twins: false });
	});

	it('is not enough where it has no reference either: two may be alike', () => {
		expect(identityOf(transactionOf({ principalAmount: 5 }))).toEqual({
			key: 'of [null,5,null,null,null,null,null,""]',
			twins: true,
		});
	});
});

describe('a transaction as its allocation was answered', () => {
	it('has the names of that answer beside its own', () => {
		const record = { enkashCardId: 'C1', enKashCardTransactionId: 'T1', balance: 5 };
		expect(asAnswered(record)).toEqual({
			...record,
			enKashCardId: 'C1',
			enkashCardTxnId: 'T1',
			otbBalance: 5,
		});
		expect(asAnswered({ enKashTransactionId: 'T2' })).toEqual({
			enKashTransactionId: 'T2',
			enkashCardTxnId: 'T2',
		});
	});

	it('keeps what it has under those names', () => {
		const record = { balance: 5, otbBalance: 7 };
		expect(asAnswered(record)).toEqual(record);
		expect(Object.keys(asAnswered({}))).toEqual([]);
	});
});

describe('a record of another account', () => {
	const account = { companyId: 'C1', cardAccountId: 'A1' };

	it.each<[JsonRecord, boolean]>([
		[{}, false],
		[{ cardAccountId: 'A1', companyId: 'C2' }, false],
		[{ cardAccountId: 'A2', companyId: 'C1' }, true],
		[{ companyId: 'C1' }, false],
		[{ companyId: 'C2' }, true],
		[{ cardAccountId: ' ', companyId: 'C2' }, true],
	])('is one that says so: %j', (record, another) => {
		expect(isOfAnother(record, account)).toBe(another);
	});
});

describe('how many points were moved', () => {
	it.each<[JsonRecord, number | undefined]>([
		[{ principalAmount: 1, amount: 2, loadAmount: 3 }, 1],
		[{ principalAmount: null, amount: 2, loadAmount: 3 }, 2],
		[{ principalAmount: ' ', amount: '', loadAmount: ' 3.50 ' }, 3.5],
		[{ amount: 0, loadAmount: 3 }, 0],
		[{ amount: 'many' }, undefined],
		[{}, undefined],
	])('%j says %j', (record, points) => {
		expect(pointsOf(record)).toBe(points);
	});
});

it('the card is told in both spellings', () => {
	expect(cardOf({ enkashCardId: 'C1', enKashCardId: 'C2' })).toBe('C1');
	expect(cardOf({ enkashCardId: '', enKashCardId: 5 })).toBe('5');
	expect(cardOf({})).toBeUndefined();
});

describe('a record and what was asked for', () => {
	const movement = { points: 5, email: 'Anita@example.com', mobile: '9876543210', card: 'C1' };

	it.each<[JsonRecord, string | undefined]>([
		[{}, undefined],
		[{ amount: '5.00' }, undefined],
		[{ amount: 6 }, 'for 6 points and not 5'],
		[{ amount: 0, email: 'other@example.com' }, 'for 0 points and not 5'],
		[{ email: ' ANITA@EXAMPLE.COM ' }, undefined],
		[{ email: 'other@example.com' }, 'for another user'],
		[{ mobile: '+91 98765-43210' }, undefined],
		[{ mobile: '9876543211' }, 'for another user'],
		[{ mobile: '919876543210' }, undefined],
		[{ mobile: 'a 9876543210' }, 'for another user'],
		[{ mobile: '9876543210 a' }, 'for another user'],
		[{ enkashCardId: 'c1' }, undefined],
		[{ enKashCardId: 'C2' }, 'for another user'],
		[{ email: 'other@example.com', mobile: '9876543210' }, undefined],
		[{ email: '', mobile: 5 }, undefined],
	])('%j: %s', (record, told) => {
		expect(disagreement(record, movement)).toBe(told);
	});

	it('differ in nothing that was not asked for', () => {
		expect(disagreement({ email: 'other@example.com', enkashCardId: 'C2' }, { points: 5 })).toBe(
			undefined,
		);
	});
});
