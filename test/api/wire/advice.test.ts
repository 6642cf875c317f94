/** What a user is told to do about a refusal, by EnKash's words or by the HTTP status. */
import { adviceFor, httpAdvice, isAboutEncryption } from '../../../nodes/Enkash/api/wire/advice';
import { EnkashError } from '../../../nodes/Enkash/lib/errors';

const ENCRYPTION =
	"EnKash and this credential do not agree on the encryption. Check 'Encryption', 'Encryption Key' and 'Key Digest' in the EnKash credential against what EnKash gave you.";
const ACCOUNT = "Check 'Company ID' and 'Card Account ID', here and in the EnKash credential.";
const REFERENCE = 'Check the reference: it is the one that the order was created with.';
const CART = "Check 'Cart Entry'. 'Get Cart' tells what is in the cart.";
const VOUCHER =
	"Check 'Brand', 'Denomination' and 'Quantity'. 'Get Denominations' tells what a brand has.";
const USED = 'This reference was used before. Look it up before sending it again.';
const OTHERWISE =
	'These are the words of EnKash. Check the fields of this node against its account.';

test.each([
	// Of what else it names, the account is not at fault.
	['Insufficient balance in card account', "Fund the account in EnKash, or lower 'Points'."],
	['Unable to decrypt the request', ENCRYPTION],
	['Encryption failed', ENCRYPTION],
	['Checksum mismatch', ENCRYPTION],
	['Invalid Request Format', ENCRYPTION],
	['Card account not found', ACCOUNT],
	['cardAccountId is required', ACCOUNT],
	['KYC is not uploaded', 'Finish the KYC of the primary card in EnKash first.'],
	['No such event', "Check 'Event' and 'Event ID' against the events in EnKash."],
	['The order ORD-1 was not found', REFERENCE],
	['Order not found', REFERENCE],
	['The cart entry 7 was not found', CART],
	['Cart not found', CART],
	['This product is out of stock', VOUCHER],
	['Brand is inactive', VOUCHER],
	['Denomination is not available', VOUCHER],
	['Quantity is too large', VOUCHER],
	['Duplicate reference', USED],
	['Points already allocated', USED],
	['Transaction already exists', USED],
	['Reference already used', USED],
	['Request already processed', USED],
	['Preventive orders are not found here', OTHERWISE],
	['Something went wrong', OTHERWISE],
	['', OTHERWISE],
])("'%s': %s", (words, advice) => {
	expect(adviceFor(words)).toBe(advice);
});

const NO_ENDPOINT =
	"The endpoint is not there. Check the URL, or set another path in 'Endpoint Overrides' of the credential.";
const IN_BETWEEN = 'Check the URL in the credential, and any proxy in between.';
const LATER = 'EnKash could not complete the request. Try again later.';

test.each<[number, string, number | undefined, string]>([
	[429, '', undefined, 'EnKash asks for fewer requests. Wait a while, then run it again.'],
	[429, 'KYC', 7, 'EnKash asks for fewer requests. Wait 7 s, then run it again.'],
	[429, '', 0, 'EnKash asks for fewer requests. Wait 0 s, then run it again.'],
	[500, '', undefined, LATER],
	[503, 'KYC is not uploaded', 7, LATER],
	[499, 'Cart not found', undefined, CART],
	[404, 'Cart not found', undefined, CART],
	[404, '', undefined, NO_ENDPOINT],
	[405, '', undefined, NO_ENDPOINT],
	[400, '', undefined, IN_BETWEEN],
	[400, 'Something went wrong', undefined, OTHERWISE],
])('HTTP %d, in the words "%s", to wait for %s s: %s', (status, words, retryAfter, advice) => {
	expect(httpAdvice(status, words, retryAfter)).toBe(advice);
});

test.each([
	['Invalid encrypted request.', true],
	['CHECKSUM mismatch', true],
	['Card account not found', false],
])("'%s' is about the encryption: %s", (words, told) => {
	expect(isAboutEncryption(new EnkashError('refused', words))).toBe(told);
});
