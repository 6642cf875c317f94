/** What the server answers: always the same, with what a call sent where its answer has to repeat it. */
import { stamp } from '../sandbox/clock';
import account from '../sandbox/data/get-reward-account-details.json';

type Body = Record<string, unknown>;

const success = (payload: unknown) => ({
	response_code: 0,
	response_message: 'Success',
	payload,
});

/** More points than any sheet needs, since a sheet is not sent where the account does not cover it. */
const FUNDS = 1e12;

/** R3: the example of EnKash's page, about 5 kB. */
const ACCOUNT = JSON.stringify({
	...account,
	payload: { ...account.payload, availableBalance: FUNDS },
});

/** R4 and I2: nothing was ever paid, unless the body says how much. */
function transactions({ records = 0 }: Body): string {
	const count = Number(records);
	const kept = lists.get(count);
	if (kept !== undefined) return kept;
	const payload = Array.from({ length: count }, (_, index) => transaction(index));
	const list = JSON.stringify({ ...success(payload), recordsCount: count });
	lists.set(count, list);
	return list;
}

const lists = new Map<number, string>();
const STARTED = Date.now();
const BETWEEN = 30;

/** As the sandbox lists them: the newest first, thirty milliseconds between them. */
function transaction(index: number) {
	const when = stamp(STARTED - index * BETWEEN);
	return {
		cardAccountId: CARD.cardAccountId,
		companyId: 'CEK7T1WMC6',
		companyName: 'Example Rewards',
		enkashCardId: CARD.enKashCardId,
		userId: CARD.userId,
		maskedCard: CARD.maskedNumber,
		cardHolderName: 'Asha Rao',
		enKashCardTransactionId: `ECT${String(index).padStart(10, '0')}`,
		principalAmount: 100,
		fcyAmount: 0,
		balance: 100,
		pgReferenceNumber: `REF-${index}`,
		description: '',
		currency: 'INR',
		type: 'ALLOCATE_POINT',
		cardTransactionType: 'CR',
		status: 'SUCCESS',
		createdOn: when,
		txnDate: when,
		modifiedOn: when,
	};
}

const CARD = {
	enKashCardId: 'EKCQMY9BQ0',
	userId: 'EK8IHN4B',
	cardAccountId: 'CAVBMRFE8',
	enkashCardTxnId: 'EKT0000001',
	otbBalance: 100,
	maskedNumber: '2004 01XX XXXX XX87',
};

/** R1. */
function allocated({ uniqueReferenceNumber, email, mobile, title, firstName, gender }: Body) {
	const person = { email, mobile, title, firstName, gender };
	return success({ ...CARD, ...person, pgReferenceNumber: uniqueReferenceNumber });
}

/** R2: every row is paid. */
function bulkAllocated(rows: Body[]) {
	return success({
		successBulkEnKashCardCreateDTOs: rows.map((row) => ({ ...row, ...CARD })),
		failedBulkEnKashCardCreateDTOs: [],
		successCount: rows.length,
		failedCount: 0,
		totalCount: rows.length,
	});
}

const PATHS: Record<string, (body: string) => string> = {
	'cardAccount/get': () => ACCOUNT,
	'transaction/all': (body) => transactions(JSON.parse(body) as Body),
	'create-allocate-points': (body) => JSON.stringify(allocated(JSON.parse(body) as Body)),
	'bulk-create-allocate-points-json': (body) =>
		JSON.stringify(bulkAllocated(JSON.parse(body) as Body[])),
};

/** The end of a path, by which calls are told apart and counted. */
export function callOf(url: string): string {
	const { pathname } = new URL(url, 'http://localhost');
	return pathname.slice(pathname.indexOf('enKashCard/') + 'enKashCard/'.length);
}

export function answerTo(call: string, body: string): string {
	return PATHS[call](body);
}

export function isKnown(call: string): boolean {
	return call in PATHS;
}
