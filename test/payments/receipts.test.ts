/** Whoever holds the receipts of a run sees whether one was changed or taken out. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { dataOf } from '../stage';
import { goOn, sheetOf, useOffice } from './sheetStage';

const office = useOffice();
const receipts = { options: { includeReceipts: true } };

type Receipt = Record<string, string | number>;

const SAID = [
	...['position', 'of', 'reference', 'points', 'name', 'email', 'mobile', 'transactionId'],
	...['outcome', 'issuedAt', 'execution'],
];

/** As an auditor checks them, who has the sheet of receipts and docs/spreadsheets.md. */
function isWhole(chain: Receipt[]): boolean {
	return chain.every((receipt, index) => {
		const text = JSON.stringify(
			[receipt.previous, ...SAID.map((name) => receipt[name])].map(String),
		);
		const digest = createHash('sha256').update(text).digest('hex');
		const before = index === 0 ? '' : chain[index - 1].digest;
		const inPlace = Number(receipt.position) === index + 1 && Number(receipt.of) === chain.length;
		return digest === receipt.digest && receipt.previous === before && inPlace;
	});
}

const chainOf = (items: object[]) =>
	items.flatMap((item) => ('receipt' in item ? [item.receipt as Receipt] : []));

it('each paid row carries one, chained to the one before', async () => {
	const result = await office.pay(sheetOf(4), receipts);
	const chain = chainOf(dataOf(result));
	expect(chain).toHaveLength(4);
	expect(isWhole(chain)).toBe(true);
	expect(chain[1]).toMatchObject({
		position: 2,
		of: 4,
		reference: 'AWARD-1',
		points: 11,
		name: 'Person 1',
		email: 'person1@example.com',
		mobile: '9800000001',
		transactionId: expect.stringMatching(/\S/) as string,
		outcome: 'allocated',
		issuedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
		execution: expect.stringMatching(/\S/) as string,
		previous: chain[0].digest,
	});
	expect(result.metadata).toMatchObject({ enkashReceipts: `4 ${chain[3].digest}` });
	expect(result.hints.map(({ message }) => message)).toContain(
		`4 rows with a receipt. The last digest is ${chain[3].digest}.`,
	);
});

it('holds after a sheet has made text of everything', async () => {
	const chain = chainOf(dataOf(await office.pay(sheetOf(3), receipts)));
	const read = chain.map((receipt) =>
		Object.fromEntries(Object.entries(receipt).map(([name, value]) => [name, String(value)])),
	);
	expect(isWhole(read)).toBe(true);
});

it('a receipt that is changed, taken out, added or moved shows', async () => {
	const chain = chainOf(dataOf(await office.pay(sheetOf(6), receipts)));
	fc.assert(
		fc.property(fc.nat(5), fc.constantFrom(...SAID, 'previous', 'digest'), (at, name) => {
			const changed = chain.map((receipt, index) =>
				index === at ? { ...receipt, [name]: `${receipt[name]}1` } : receipt,
			);
			expect(isWhole(changed)).toBe(false);
			expect(isWhole(chain.filter((_, index) => index !== at))).toBe(false);
			expect(isWhole([...chain.slice(0, at), chain[at], ...chain.slice(at)])).toBe(false);
			const moved = [...chain];
			moved.push(...moved.splice(at, 1));
			expect(isWhole(moved)).toBe(at === 5);
		}),
	);
});

it('who was paid before has one too, and who was not has none', async () => {
	await office.pay(sheetOf(1));
	const sheet = sheetOf(4).map((row, index) => (index === 2 ? { ...row, POINTS: 0 } : row));
	const items = dataOf(await office.pay(sheet, { ...goOn, ...receipts }));
	const chain = chainOf(items);
	expect(chain.map(({ reference, outcome }) => [reference, outcome])).toEqual([
		['AWARD-0', 'alreadyAllocated'],
		['AWARD-1', 'allocated'],
		['AWARD-3', 'allocated'],
	]);
	expect(isWhole(chain)).toBe(true);
	expect(items[2]).not.toHaveProperty('receipt');
});

it('a dry run gives none, and nobody gets one who did not ask', async () => {
	expect(chainOf(dataOf(await office.pay(sheetOf(1), receipts, { dryRun: true })))).toEqual([]);
	expect(chainOf(dataOf(await office.pay(sheetOf(1))))).toEqual([]);
});
