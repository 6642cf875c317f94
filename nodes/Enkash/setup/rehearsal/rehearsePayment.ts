import { isUnderstood } from '../reply';
import { ways } from '../facts/hostWays';
import type { Fact, Inquiry } from '../inquiry';
import { likely, sure, unknown, type Finding, type Question } from '../question';
import { countedPoints, quoted } from '../wording';
import { readBalances, rise, type Balances } from './balances';
import { move, type Moved, type Rehearsal } from './rehearsal';
import { watchList } from './watchList';

/** What became of it all, told step by step. */
interface Told {
	paid: Finding;
	listed: Finding;
	repeated: Finding;
	takenBack: Finding;
	balance: Finding;
}

const NOT_BEGUN = unknown('Not done, since the payment before it was not confirmed');

/**
 * Pays, watches the list, repeats the reference on purpose, and takes back what was paid. All of it
 * goes through payments/; only the repetition is sent though its reference is known, which nothing
 * else in this package does by itself.
 */
export function rehearsalQuestions(rehearsal: Rehearsal): Question[] {
	let played: Promise<Told> | undefined;
	const part =
		(of: keyof Told): Fact<Finding> =>
		async (inquiry) =>
			(await (played ??= play(inquiry, rehearsal)))[of];
	const topic = 'Rehearsal';
	return [
		{ topic, question: 'What did EnKash do with the payment?', answer: part('paid') },
		{ topic, question: 'How late does the transaction list show it?', answer: part('listed') },
		{ topic, question: 'What did it do with the same reference again?', answer: part('repeated') },
		{ topic, question: 'What did it do when that was taken back?', answer: part('takenBack') },
		{ topic, question: 'What does the account have in the end?', answer: part('balance') },
	];
}

async function play(inquiry: Inquiry, rehearsal: Rehearsal): Promise<Told> {
	const objection = await objectionTo(inquiry);
	if (objection) return notPlayed(unknown(objection));
	const before = await readBalances(rehearsal);
	const { reference } = rehearsal;
	const paid = await move(rehearsal, {
		direction: 'credit',
		reference,
		name: 'pay',
		policy: 'returnExisting',
	});
	if ('error' in paid) return notPlayed(failed(paid, rehearsal));
	const listed = await watchList(rehearsal);
	const afterFirst = await readBalances(rehearsal);
	const again = await move(rehearsal, {
		direction: 'credit',
		reference,
		name: 'again',
		policy: 'send',
	});
	const afterSecond = await readBalances(rehearsal);
	// What an earlier attempt of this execution did, the balances do not tell.
	const isNew = paid.outcome === 'allocated';
	const balances = [before, afterFirst, afterSecond];
	const times = isNew ? timesPaid(rehearsal, again, balances) : undefined;
	const takenBack = await takeBack(rehearsal, times ?? 1);
	const end = await readBalances(rehearsal);
	return {
		paid: sure(`It paid ${countedPoints(rehearsal.points)}: ${paid.outcome}`, {
			evidence: `Reference ${reference}`,
		}),
		listed,
		repeated: repeatedFinding(again, times, reference),
		takenBack: takenBackFinding(takenBack, times, rehearsal),
		balance: balanceFinding(before, end),
	};
}

/** Paying is for a credential that is set as the questions say. */
async function objectionTo(inquiry: Inquiry): Promise<string | undefined> {
	const { server, encryption, reply } = await ways.card(inquiry);
	const { account } = inquiry;
	const isSet =
		server === account.hosts.card &&
		JSON.stringify(encryption) === JSON.stringify(account.encryption);
	if (isUnderstood(reply) && isSet) return undefined;
	return 'Not begun: nothing was paid. Set first what the questions about the login, servers, account and encryption say';
}

function notPlayed(paid: Finding): Told {
	return { paid, listed: NOT_BEGUN, repeated: NOT_BEGUN, takenBack: NOT_BEGUN, balance: NOT_BEGUN };
}

function failed({ error }: Extract<Moved, { error: unknown }>, { reference }: Rehearsal): Finding {
	const evidence = `Reference ${reference}`;
	return error.kind === 'unknown'
		? unknown(`Nobody knows: ${quoted(error.message)}`, {
				set: `Look for ${reference} in EnKash, and take it back with 'Unallocate Points' where it is there`,
				evidence,
			})
		: sure(`It did not pay: ${quoted(error.message)}`, { set: error.description, evidence });
}

/**
 * How often EnKash has paid the reference, by what the card has; undefined where that does not tell.
 * A success alone may be the first payment, told again.
 */
function timesPaid(
	{ points }: Rehearsal,
	again: Moved,
	[before, first, second]: Balances[],
): number | undefined {
	const more = rise(first.card, second.card);
	if (more === points && rise(before.card, first.card) === points) return 2;
	if (more === 0) return 1;
	const isRefused = 'error' in again && again.error.kind === 'refused';
	return isRefused ? 1 : undefined;
}

function repeatedFinding(again: Moved, times: number | undefined, reference: string): Finding {
	const words = 'error' in again ? quoted(again.error.message) : 'success';
	const evidence = `EnKash answered ${words}`;
	if (times === undefined) {
		return unknown('The balance of the card does not tell whether it paid once or twice', {
			set: `Look for ${reference} in EnKash, and take back with 'Unallocate Points' what is there twice`,
			evidence,
		});
	}
	if (times === 2) {
		return sure('It paid a second time: only the node keeps a reference from being paid twice', {
			evidence,
		});
	}
	return 'error' in again
		? sure('It refused it, and did not pay again', { evidence })
		: sure('It answered as if it paid, and did not pay again', { evidence });
}

/** Each payment is taken back under a reference of its own, so that none of them is taken back twice. */
async function takeBack(rehearsal: Rehearsal, times: number): Promise<Moved[]> {
	const moved: Moved[] = [];
	for (let count = 1; count <= times; count++) {
		const name = `back ${count}`;
		const reference = rehearsal.item.derivedReference(
			['rehearsal', rehearsal.reference, name],
			count,
		);
		moved.push(
			await move(rehearsal, { direction: 'debit', reference, name, policy: 'returnExisting' }),
		);
	}
	return moved;
}

function takenBackFinding(
	moved: Moved[],
	times: number | undefined,
	{ points, reference, card }: Rehearsal,
): Finding {
	const failure = moved.find((each) => 'error' in each);
	if (failure && 'error' in failure) {
		return unknown(`Not all of it was taken back: ${quoted(failure.error.message)}`, {
			set: `Look for ${reference} in EnKash, and take back with 'Unallocate Points' what is left on card ${card}`,
		});
	}
	const all = `It took back ${moved.length} × ${countedPoints(points)}`;
	return times === undefined ? likely(`${all}; whether there were more is not known`) : sure(all);
}

function balanceFinding(before: Balances, end: Balances): Finding {
	const account = rise(before.account, end.account);
	const card = rise(before.card, end.card);
	if (account === undefined && card === undefined) return unknown('It cannot be read');
	const evidence = `Account: ${told(before.account)} before, ${told(end.account)} now. Card: ${told(before.card)} before, ${told(end.card)} now`;
	const isSame = (account ?? 0) === 0 && (card ?? 0) === 0;
	return isSame
		? sure('As much as before', { evidence })
		: likely('Not as much as before; others may use the account as well', {
				set: "Compare with 'Get Transactions'",
				evidence,
			});
}

function told(balance: number | undefined): string {
	return balance === undefined ? 'not known' : countedPoints(balance);
}
