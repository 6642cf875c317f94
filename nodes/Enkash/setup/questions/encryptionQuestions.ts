import type { EncryptionSettings } from '../../api/wire/encryption';
import { ways, type Way } from '../facts/hostWays';
import type { Inquiry } from '../inquiry';
import { likely, sure, unknown, type Finding, type Question } from '../question';
import { isUnderstood, type Reply } from '../reply';
import { told } from '../wording';

export const encryptionQuestions: Question[] = [
	{
		topic: 'Encryption',
		question: 'Are reward calls encrypted?',
		answer: async (inquiry) => modeOf(inquiry, await ways.card(inquiry)),
	},
	{
		topic: 'Encryption',
		question: 'Are voucher calls encrypted as well?',
		answer: async (inquiry) => {
			const [card, shop] = [await ways.card(inquiry), await ways.marketplace(inquiry)];
			const own = modeOf(inquiry, shop);
			if (isUnderstood(shop.reply) && !bodyTells(shop)) return noBodyFinding(shop);
			if (!isUnderstood(card.reply) || !isUnderstood(shop.reply)) return own;
			if (card.encryption.encrypts === shop.encryption.encrypts) {
				return { ...own, finding: `As the reward calls are. ${own.finding}`, set: undefined };
			}
			return {
				...own,
				finding: `Not as the reward calls are. ${own.finding}`,
				set: `A second EnKash credential for vouchers, with ${settingOf(shop)}`,
			};
		},
	},
	{
		topic: 'Encryption',
		question: 'Which key and digest?',
		answer: async (inquiry) => keyFinding(inquiry, await ways.card(inquiry)),
	},
];

/** Only a call with a body can be encrypted. */
function bodyTells({ call }: Way): boolean {
	return call !== 'redemption.getCart';
}

function noBodyFinding({ reply }: Way): Finding {
	const answers = isSealed(reply) ? ', and the answer to that is encrypted' : '';
	return unknown(`Not found out: only a call without a body was understood${answers}`, {
		evidence: told(reply),
	});
}

function isSealed(reply: Reply): boolean {
	return 'form' in reply && reply.form.sealed;
}

function modeName({ encryption, reply }: Way): string {
	if (!encryption.encrypts) return 'None';
	return isSealed(reply) ? 'Request and Response' : 'Request';
}

function settingOf(way: Way): string {
	return `'Encryption': ${modeName(way)}`;
}

const MODES = {
	None: 'No: plain requests are taken',
	Request: 'Requests are, answers are not',
	'Request and Response': 'Requests and answers are',
} as Record<string, string>;

function modeOf(inquiry: Inquiry, way: Way): Finding {
	const { reply, encryption } = way;
	const evidence = told(reply);
	if (!isUnderstood(reply)) {
		const { encrypts, secret } = inquiry.account.encryption;
		const why = !encrypts && !secret ? ' There is no key to try it with' : '';
		return unknown(
			reply.was === 'encryption'
				? `EnKash refuses plain requests, and none of the keys of the credential fits.${why}`
				: 'Not found out, since EnKash did not get as far as the body',
			{
				set: reply.was === 'encryption' ? ASK_FOR_KEY : undefined,
				evidence,
			},
		);
	}
	const answers =
		!encryption.encrypts && isSealed(reply) ? ', though its answers are encrypted' : '';
	const by = reply.was === 'success' ? sure : likely;
	const isSet = encryption.encrypts === inquiry.account.encryption.encrypts;
	return by(`${MODES[modeName(way)]}${answers}`, {
		set: isSet ? undefined : settingOf(way),
		evidence,
	});
}

function keyFinding(inquiry: Inquiry, { reply, encryption }: Way): Finding {
	const isUsed = encryption.encrypts || isSealed(reply);
	if (!isUnderstood(reply)) return unknown('Not found out');
	if (!isUsed) return unknown('Not found out, since nothing is encrypted');
	const set = differences(inquiry, encryption);
	const key =
		encryption.secret === inquiry.account.login.clientSecret
			? 'the client secret'
			: "'Encryption Key'";
	const digest = DIGESTS[encryption.digest];
	return (reply.was === 'success' ? sure : likely)(`The ${digest} of ${key}`, {
		set: set.join(', ') || undefined,
		evidence: isSealed(reply) ? 'The answer can be decrypted with it' : 'EnKash can decrypt it',
	});
}

const ASK_FOR_KEY =
	"'Encryption': Request, and 'Encryption Key': the one that EnKash gives you. Then run this again";

const DIGESTS: Record<EncryptionSettings['digest'], string> = { sha1: 'SHA-1', sha256: 'SHA-256' };

function differences({ account }: Inquiry, { secret, digest }: EncryptionSettings): string[] {
	const { encryption } = account;
	return [
		...(digest === encryption.digest ? [] : [`'Key Digest': ${DIGESTS[digest]}`]),
		...(secret === encryption.secret ? [] : ["'Encryption Key': empty, for the client secret"]),
	];
}
