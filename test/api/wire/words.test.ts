/** What EnKash's words mean for value that was to be moved. */
import { readContract } from '../../../sandbox/contract';
import {
	isBeforeTheBatch,
	isBeforeTheEffect,
	isTokenAlone,
	meaningOf,
	STATUS_WORDS,
} from '../../../nodes/Enkash/api/wire/words';

interface Word {
	word: string;
	means: string;
}

test('the contract has every word of status, with its source', () => {
	const { 'x-status-words': words } = readContract() as unknown as { 'x-status-words': Word[] };
	expect(Object.fromEntries(words.map(({ word, means }) => [word, means]))).toEqual(STATUS_WORDS);
});

const statuses: Array<[unknown, string]> = [
	['SUCCESS', 'moved'],
	[' success ', 'moved'],
	[{ name: 'SUCCESS', label: 'Done' }, 'moved'],
	['FAILED', 'notMoved'],
	...[
		...['UNSUCCESSFUL', 'ERROR', 'EXPIRED', 'ABORTED', 'TIMED_OUT', 'REFUNDED', 'DENIED', 'VOID'],
		...['PENDING', 'INITIATED', 'CREATED', 'REVERSED', 'CANCELLED', 'PARTIALLY_FAILED'],
		...['', undefined, null, 7, true, ['SUCCESS'], { label: 'Pending' }, 'constructor'],
	].map((word): [unknown, string] => [word, 'unknown']),
];

test.each(statuses)('the status %j means %s', (word, meaning) => {
	expect(meaningOf(word)).toBe(meaning);
});

const sure = [
	'Insufficient balance in card account',
	'User not found',
	'Card account not found for companyId: C and cardAccountId: A',
	'Company is not active',
	'KYC of the primary card is missing',
	'loadAmount must have at most two decimals',
	'Invalid mobile',
	'Transaction already exists for uniqueReferenceNumber: ROW-1',
	'Points exceed the limit',
	'Points exceeded the limit',
	'This exceeds the limit',
	'Not authorised for this account',
	'Not authorized for this account',
];

const unsure = [
	'Something went wrong',
	'Request timed out',
	'Timeout',
	'Request is in progress',
	'Your request is being processed',
	'Session expired',
	'Please try again later',
	'Payment pending',
	'Failure',
	'',
];

test.each(sure)("'%s' comes before anything is moved", (words) => {
	expect(isBeforeTheEffect(words)).toBe(true);
});

test.each(unsure)("'%s' may come after something was moved", (words) => {
	expect(isBeforeTheEffect(words)).toBe(false);
});

const begun = [
	...['Request timed out', 'Time out', 'Time-out', 'Timeout', 'Timed-out', 'In progress'],
	...['It is in-progress', 'Being processed', 'Still processing', 'Payment pending'],
	...['Session expired', 'Try again', 'Ask later', 'Please wait', 'Bad gateway', 'Unavailable'],
];

test.each(begun)("'%s' may come after something was moved, whatever is said beside it", (words) => {
	expect(isBeforeTheEffect(`User not found. ${words}`)).toBe(false);
	expect(isBeforeTheEffect(words, 400)).toBe(false);
	expect(isBeforeTheEffect(words, 429)).toBe(true);
});

test.each([401, 403, 408, 409])(
	'HTTP %d may come after something was moved, whatever is said',
	(status) => expect(isBeforeTheEffect('User not found', status)).toBe(false),
);

test.each([
	[400, true],
	[404, true],
	[422, true],
	[429, true],
	[401, false],
	[403, false],
	[408, false],
	[409, false],
	[500, false],
])('HTTP %d, in words that tell nothing: before anything is moved, %s', (status, before) => {
	expect(isBeforeTheEffect('Something went wrong', status)).toBe(before);
});

test('the URL of a message says nothing', () => {
	for (const scheme of ['http', 'https']) {
		const words = `POST ${scheme}://gateway.example.com/session/later answered HTTP 404`;
		expect(isBeforeTheEffect(words, 404)).toBe(true);
	}
});

test.each(['Insufficient balance in card account', 'User not found', 'Something went wrong'])(
	"'%s' for a whole batch may come after some of its rows",
	(words) => expect(isBeforeTheBatch(words, 422)).toBe(false),
);

test('a batch that is refused for its account was not begun', () => {
	expect(isBeforeTheBatch('Card account not found for companyId: C and cardAccountId: A')).toBe(
		true,
	);
	expect(isBeforeTheBatch('companyId is required')).toBe(true);
	expect(isBeforeTheBatch('Company ID is required')).toBe(true);
	expect(isBeforeTheBatch('Too Many Requests', 429)).toBe(true);
});

test.each([
	['invalid_token', true],
	['Invalid or expired token', true],
	['Access token expired: abc', true],
	['The token has expired', true],
	['Full authentication is required to access this resource', false],
	['Session expired', false],
	['"invalid_token"', true],
	['Session token expired', false],
	['Card blocked. Token expired', false],
	['User not found: invalid_token', false],
	['Access denied', false],
	['Unauthorized', false],
	['Forbidden', false],
])("'%s' is about the token alone: %s", (words, alone) => {
	expect(isTokenAlone(words)).toBe(alone);
});
