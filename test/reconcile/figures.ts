/**
 * What reconciling costs: time a row and memory, at 1,000, 10,000 and 100,000 rows against as many
 * transactions, each size in a process of its own. `npx tsx test/reconcile/figures.ts`
 */
import { execFileSync } from 'node:child_process';
import { stamp } from '../../sandbox/clock';
import { holdAgainst } from '../../nodes/Enkash/payments/reconcile/account';

const SIZES = [1_000, 10_000, 100_000];
const account = { companyId: 'CEK7T1WMC6', cardAccountId: 'CAVBMRFE8' };
const FROM = Date.parse('2025-05-01T00:00:00Z');
const MONTH = 30 * 86_400_000;

interface Figures {
	rows: number;
	microseconds: number;
	peak: number;
	requests: number;
	found: Record<string, number>;
}

/** As the sandbox would list it; made when it is asked for, so that it is no part of the memory. */
function recordAt(index: number, count: number): Record<string, unknown> {
	const when = stamp(FROM + Math.floor((index / count) * MONTH));
	return {
		enKashCardTransactionId: `ECT${index}`,
		enkashCardId: `EKC${index % 5000}`,
		...account,
		userId: `EK${index % 5000}`,
		cardHolderName: `Person ${index % 5000}`,
		principalAmount: 100,
		balance: 100,
		pgReferenceNumber: `AWARD-${index}`,
		cardTransactionType: 'CR',
		status: 'SUCCESS',
		type: 'ALLOCATE_POINT',
		createdOn: when,
		txnDate: when,
	};
}

async function measure(count: number): Promise<Figures> {
	// One row in a hundred is missing, one in a hundred is paid beside the sheet.
	const claims = Array.from({ length: count }, (_, index) => ({
		reference: index % 100 === 0 ? `MISSING-${index}` : `AWARD-${index}`,
		points: 100,
	}));
	let requests = 0;
	let made = 0;
	let peak = 0;
	const call = (_: unknown, { body }: { body?: unknown }) => {
		requests++;
		const began = process.cpuUsage();
		const payload = answer(body as Filter, count);
		const { user, system } = process.cpuUsage(began);
		made += user + system;
		peak = Math.max(peak, process.memoryUsage().heapUsed);
		return Promise.resolve({ code: 0, message: '', payload });
	};
	const before = process.memoryUsage().heapUsed;
	const began = process.cpuUsage();
	const period = { from: FROM, to: FROM + MONTH };
	const { rows, beside } = await holdAgainst({
		...{ caller: { call }, call: 'reward.reconcile', account, claims },
		...{ holders: new Map(), period, ledger: 'none' },
	});
	const { user, system } = process.cpuUsage(began);
	const found: Record<string, number> = {};
	for (const { finding } of [...rows, ...beside]) found[finding] = (found[finding] ?? 0) + 1;
	const microseconds = (user + system - made) / count;
	return { rows: count, microseconds, peak: Math.max(0, peak - before), requests, found };
}

interface Filter {
	txnDateFrom?: string;
	txnDateTo?: string;
	pgReferenceNumber?: string;
	pgReferenceNumbers?: string[];
}

/** By date, or by reference; as an HTTP client would hand it over, made of text. */
function answer(filter: Filter, count: number): unknown {
	const { txnDateFrom, txnDateTo, pgReferenceNumber, pgReferenceNumbers } = filter;
	const asked = pgReferenceNumbers ?? (pgReferenceNumber ? [pgReferenceNumber] : undefined);
	const places = asked
		? asked.flatMap((each) => (each.startsWith('AWARD-') ? [Number(each.slice(6))] : []))
		: between(Date.parse(txnDateFrom ?? ''), Date.parse(txnDateTo ?? ''), count);
	return JSON.parse(JSON.stringify(places.map((index) => recordAt(index, count)))) as unknown;
}

function between(from: number, to: number, count: number): number[] {
	const placeOf = (time: number) => ((time - FROM) / MONTH) * count;
	const first = Math.max(0, Math.ceil(placeOf(from)));
	const last = Math.min(count - 1, Math.floor(placeOf(to)));
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

async function main([size]: string[]): Promise<void> {
	if (size) {
		await measure(1_000);
		process.stdout.write(JSON.stringify(await measure(Number(size))));
		return;
	}
	process.stdout.write(
		'| rows | CPU a row | peak memory | requests | found |\n| --- | --- | --- | --- | --- |\n',
	);
	for (const each of SIZES) {
		const args = ['--import', 'tsx', __filename, String(each)];
		const figures = JSON.parse(
			execFileSync(process.execPath, args, { encoding: 'utf8' }),
		) as Figures;
		const { rows, microseconds, peak, requests, found } = figures;
		const told = Object.entries(found).map(([word, number]) => `${number} ${word}`);
		process.stdout.write(
			`| ${rows} | ${microseconds.toFixed(1)} µs | ${(peak / 2 ** 20).toFixed(1)} MB | ${requests} | ${told.join(', ')} |\n`,
		);
	}
}

void main(process.argv.slice(2));
