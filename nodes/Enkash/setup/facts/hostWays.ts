import type { CallRequest } from '../../api/client';
import { HOST_FIELDS, SANDBOX_HOSTS } from '../../api/login/hosts';
import type { EncryptionSettings } from '../../api/wire/encryption';
import type { ReadingCall } from '../../api/wire/endpoints';
import { EnkashError } from '../../lib/errors';
import { ownRoute, tryCall } from '../asking';
import { MADE_UP, OTHER_SANDBOX_HOSTS } from '../candidates';
import { fact, type Fact, type Inquiry } from '../inquiry';
import { isUnderstood, type Reply } from '../reply';

/** The services that are asked with a token. */
export type Service = 'card' | 'marketplace' | 'points';

/** The way to one of EnKash's services. */
export interface Way {
	service: Service;
	/** Base URL. */
	server: string;
	encryption: EncryptionSettings;
	/** The call that was tried, and what came of it on this way. */
	call: ReadingCall;
	reply: Reply;
	/** What came of it on the server that the credential names. */
	ownReply: Reply;
}

/** Documented calls that need no ID, which a service is found by. */
const DOORS: Record<Service, Array<[ReadingCall, (inquiry: Inquiry) => CallRequest]>> = {
	card: [
		['reward.getAccount', accountBody],
		['reward.getUsers', accountBody],
	],
	marketplace: [
		['redemption.searchOrders', () => ({ query: { limit: 10, offset: 0 }, body: {} })],
		['redemption.getCart', () => ({ query: { product: 'VOUCHER' } })],
	],
	points: [['points.getBalance', () => ({ query: { userId: MADE_UP } })]],
};

export function accountBody({ companyId, cardAccountId }: Inquiry): CallRequest {
	return { body: { companyId, cardAccountId } };
}

export const ways: Record<Service, Fact<Way>> = {
	card: fact(async (inquiry) => await findWay(inquiry, 'card')),
	marketplace: fact(async (inquiry) => await findWay(inquiry, 'marketplace')),
	points: fact(async (inquiry) => await findWay(inquiry, 'points')),
};

/**
 * The first server where EnKash understands a call; where there is none, the credential's own, and what
 * came nearest to it there.
 */
async function findWay(inquiry: Inquiry, service: Service): Promise<Way> {
	const agreed = service === 'card' ? inquiry.account.encryption : await cardEncryption(inquiry);
	const named = inquiry.account.hosts[service];
	const own: Way[] = [];
	for (const [call, request] of DOORS[service]) {
		for (const server of serversFor(inquiry, service)) {
			const door = { call, server, request: request(inquiry) };
			const found = await throughDoor(inquiry, door, agreed);
			const way: Way = { service, server, call, ...found, ownReply: own[0]?.reply ?? found.reply };
			if (isUnderstood(way.reply)) return way;
			if (server === named) own.push(way);
		}
	}
	own.sort((one, other) => RANK[one.reply.was] - RANK[other.reply.was]);
	return own[0] ?? nowhere(inquiry, service);
}

async function cardEncryption(inquiry: Inquiry): Promise<EncryptionSettings> {
	const { reply, encryption } = await ways.card(inquiry);
	return isUnderstood(reply) ? encryption : inquiry.account.encryption;
}

/** From what says most of the way to what says nothing. */
const RANK: Record<Reply['was'], number> = {
	success: 0,
	refused: 1,
	encryption: 2,
	forbidden: 3,
	failed: 4,
	absent: 5,
	stranger: 6,
	silent: 7,
	notAsked: 8,
};

/** The credential's own first, then its others, then those that other pages name. */
function serversFor({ account: { hosts } }: Inquiry, service: Service): string[] {
	const others = [hosts.card, hosts.marketplace, hosts.points, hosts.auth];
	const named = hosts === SANDBOX_HOSTS ? (OTHER_SANDBOX_HOSTS[service] ?? []) : [];
	return [...new Set([hosts[service], ...others, ...named])].filter(Boolean);
}

interface Door {
	call: ReadingCall;
	server: string;
	request: CallRequest;
}

/**
 * Tries one server in one encryption after the other. A refusal may be what an encryption that was
 * not understood looks like, so that only a success ends it.
 */
async function throughDoor(
	inquiry: Inquiry,
	{ call, server, request }: Door,
	agreed: EncryptionSettings,
): Promise<{ reply: Reply; encryption: EncryptionSettings }> {
	const route = ownRoute(inquiry, call);
	let best: { reply: Reply; encryption: EncryptionSettings } | undefined;
	let plainTold: Reply | undefined;
	for (const encryption of encryptionsFor(inquiry, agreed)) {
		// What has no body is plain; another key makes a difference only where the answer is encrypted.
		const isPlain = !encryption.encrypts || request.body === undefined;
		if (isPlain && plainTold && !isSealed(plainTold)) continue;
		const reply = await tryCall(inquiry, { route, request, server, encryption });
		if (isPlain) plainTold = reply;
		if (!best || RANK[reply.was] < RANK[best.reply.was]) best = { reply, encryption };
		if (!mayBeEncryption(reply)) break;
	}
	return best ?? { reply: notAsked('There is nothing to ask it with'), encryption: agreed };
}

function isSealed(reply: Reply): boolean {
	return 'form' in reply && reply.form.sealed;
}

function mayBeEncryption(reply: Reply): boolean {
	if (reply.was === 'failed') return !reply.error.passing;
	return reply.was === 'refused' || reply.was === 'encryption';
}

/** What was agreed on first; then plain, and both digests of each key that the credential has. */
function encryptionsFor({ account }: Inquiry, agreed: EncryptionSettings): EncryptionSettings[] {
	const keys = [...new Set([account.encryption.secret, account.login.clientSecret])].filter(
		Boolean,
	);
	const all: EncryptionSettings[] = [agreed, { ...agreed, encrypts: false }];
	for (const secret of keys) {
		for (const digest of ['sha256', 'sha1'] as const) {
			all.push({ encrypts: true, secret, digest }, { encrypts: false, secret, digest });
		}
	}
	const seen = new Map(all.map((each) => [JSON.stringify(each), each]));
	return [...seen.values()];
}

function nowhere({ account }: Inquiry, service: Service): Way {
	const { label } = HOST_FIELDS[service];
	const reply = notAsked(`'${label}' is missing in the EnKash credential`);
	const [[call]] = DOORS[service];
	return { service, server: '', encryption: account.encryption, call, reply, ownReply: reply };
}

function notAsked(why: string): Reply {
	return { was: 'notAsked', error: new EnkashError('input', why) };
}
