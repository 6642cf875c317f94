import type { EnkashError } from '../../lib/errors';

export const ENCRYPTION_ADVICE =
	"Check 'Encryption', 'Encryption Key' and 'Key Digest' in the EnKash credential against what EnKash gave you.";

/** The words of EnKash's Payouts codes (folder-4264617); the reward pages have none. */
const ENCRYPTION = /(de|en)crypt|checksum|invalid request format/i;

export function isAboutEncryption({ message }: EnkashError): boolean {
	return ENCRYPTION.test(message);
}

/** What a user can do about a refusal, by EnKash's words or by the HTTP status. */
const ADVICE: Array<[RegExp, string]> = [
	[/insufficient balance/i, "Fund the account in EnKash, or lower 'Points'."],
	[ENCRYPTION, `EnKash and this credential do not agree on the encryption. ${ENCRYPTION_ADVICE}`],
	[
		/card ?account/i,
		"Check 'Company ID' and 'Card Account ID', here and in the EnKash credential.",
	],
	[/kyc/i, 'Finish the KYC of the primary card in EnKash first.'],
	[/\bevent\b/i, "Check 'Event' and 'Event ID' against the events in EnKash."],
	[/\border\b.*not found/i, 'Check the reference: it is the one that the order was created with.'],
	[/\bcart\b.*not found/i, "Check 'Cart Entry'. 'Get Cart' tells what is in the cart."],
	[
		/\b(product|brand|denomination|quantity)\b/i,
		"Check 'Brand', 'Denomination' and 'Quantity'. 'Get Denominations' tells what a brand has.",
	],
	[
		/duplicate|already (allocated|exists|used|processed)/i,
		'This reference was used before. Look it up before sending it again.',
	],
];

export function adviceFor(words: string): string {
	const advice = ADVICE.find(([pattern]) => pattern.test(words));
	return (
		advice?.[1] ??
		'These are the words of EnKash. Check the fields of this node against its account.'
	);
}

/**
 * @param words EnKash's own, where it has some
 * @param retryAfter seconds
 */
export function httpAdvice(httpStatus: number, words: string, retryAfter?: number): string {
	if (httpStatus === 429) {
		const when = retryAfter === undefined ? 'Wait a while' : `Wait ${retryAfter} s`;
		return `EnKash asks for fewer requests. ${when}, then run it again.`;
	}
	if (httpStatus >= 500) return 'EnKash could not complete the request. Try again later.';
	if (words) return adviceFor(words);
	if (httpStatus === 404 || httpStatus === 405) {
		return "The endpoint is not there. Check the URL, or set another path in 'Endpoint Overrides' of the credential.";
	}
	return 'Check the URL in the credential, and any proxy in between.';
}
