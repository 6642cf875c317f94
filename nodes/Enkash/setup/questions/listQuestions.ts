import { directionsOf } from '../../api/answers/transactions';
import { meaningOf, wordOf } from '../../api/wire/words';
import type { JsonRecord } from '../../lib/json';
import { nameOf } from '../asking';
import {
	filterTrial,
	MANY,
	orderOf,
	pageTrial,
	transactionList,
	wholeList,
	type FilterTrial,
	type Heed,
} from '../facts/listTrials';
import type { Inquiry } from '../inquiry';
import { routeFinding } from '../routeFinding';
import { likely, sure, unknown, type Finding, type Question } from '../question';
import { told } from '../wording';

/** What follows from a list that does not show what was paid. */
const UNCONFIRMED =
	'Nothing can be set: where an answer of EnKash is lost, the node reports the payment as unconfirmed';

const NONE = unknown('Not found out, since the list shows no transaction', {
	set: "Allocate points to somebody, fill in that reference as 'Known Reference', and run this again",
});

/** Where there was no list at all, nothing about its transactions can be told. */
async function noListFinding(inquiry: Inquiry): Promise<Finding | undefined> {
	const { reply } = await transactionList(inquiry);
	const { noList } = await wholeList(inquiry);
	return reply.was === 'success' && !noList
		? undefined
		: unknown('Not found out, since the list gave no transactions', { evidence: told(reply) });
}

/** Whether no filter was answered in a way that tells anything. */
function isUnclear({ heeds }: FilterTrial): boolean {
	return [...heeds.values()].every((heed) => heed === 'unclear');
}

export const listQuestions: Question[] = [
	{
		topic: 'Transactions',
		question: 'By which path does the transaction list answer?',
		answer: async (inquiry) => {
			const trial = await transactionList(inquiry);
			const { noList } = await wholeList(inquiry);
			const found = routeFinding(inquiry, trial, [
				'reward.getTransactions',
				'incentive.getTransactions',
			]);
			if (!noList) return found;
			const set = `Ask EnKash for the path of the transaction list. ${UNCONFIRMED}`;
			return likely(`${nameOf(trial.route)} answers, with something that is no list`, { set });
		},
	},
	{
		topic: 'Transactions',
		question: 'Which filter by reference does it know?',
		answer: async (inquiry) => {
			const trial = await filterTrial(inquiry);
			const none = !trial || isUnclear(trial) ? await noListFinding(inquiry) : undefined;
			if (!trial || none) return none ?? NONE;
			const evidence = [...trial.heeds].map(([name, heed]) => `${name}: ${heed}`).join(', ');
			return { ...filterFinding(trial.heeds), evidence };
		},
	},
	{
		topic: 'Transactions',
		question: 'Does it show the reference that you know to be paid?',
		answer: async (inquiry) => {
			if (!inquiry.knownReference) {
				return unknown('Not asked', { set: "Fill in 'Known Reference' and run this again" });
			}
			const trial = await filterTrial(inquiry);
			const none = trial && isUnclear(trial) ? await noListFinding(inquiry) : undefined;
			if (none) return none;
			if (!trial?.spelling) return likely('No', { set: UNCONFIRMED });
			return trial.spelling === 'as it was sent'
				? sure('Yes, as it was sent')
				: sure(`Yes, but ${trial.spelling}`, { set: UNCONFIRMED });
		},
	},
	{
		topic: 'Transactions',
		question: 'How does it order?',
		answer: async (inquiry) => {
			const { records } = await wholeList(inquiry);
			const order = orderOf(records);
			if (!order) {
				const tooFew = unknown('Not found out: too few transactions with different times');
				return (await noListFinding(inquiry)) ?? tooFew;
			}
			const evidence = `${records.length} transactions`;
			return (records.length > 3 ? sure : likely)(`The list is ${order}`, { evidence });
		},
	},
	{
		topic: 'Transactions',
		question: 'Does it give all of them, or pages?',
		answer: async (inquiry) => {
			const { records, total } = await wholeList(inquiry);
			const { limit, offset } = await pageTrial(inquiry);
			const evidence = `${records.length} transactions at once${total === undefined ? '' : `, ${total} by its count`}`;
			if (limit === 'unclear') {
				const tooFew = unknown('Not found out: too few transactions', { evidence });
				return (await noListFinding(inquiry)) ?? tooFew;
			}
			if (limit !== 'nowhere') {
				const from = offset ? ' and offset' : ', and offset is ignored';
				return sure(`Pages: limit${from}, in the ${limit}`, { evidence });
			}
			return (total ?? 0) > records.length
				? likely('Only some of them, whatever is asked for', { set: UNCONFIRMED, evidence })
				: likely('All of them, as far as it says', { evidence });
		},
	},
	{
		topic: 'Transactions',
		question: 'Which words of status does it use?',
		answer: async (inquiry) => {
			const { records } = await wholeList(inquiry);
			if (records.length === 0) return (await noListFinding(inquiry)) ?? NONE;
			return statusFinding(records);
		},
	},
	{
		topic: 'Transactions',
		question: 'Does it tell credits from debits?',
		answer: async (inquiry) => {
			const { records } = await wholeList(inquiry);
			if (records.length === 0) return (await noListFinding(inquiry)) ?? NONE;
			const contradicting = records.filter((each) => directionsOf(each).length > 1).length;
			const silent = records.filter((each) => directionsOf(each).length === 0).length;
			const evidence = `${records.length} transactions, ${contradicting} of them contradict themselves, ${silent} do not tell`;
			return contradicting + silent === 0
				? sure('Yes, seen from the user', { evidence })
				: sure('Not in all of them: perhaps it is seen from the account', {
						set: UNCONFIRMED,
						evidence,
					});
		},
	},
	{
		topic: 'Transactions',
		question: 'Does it show other accounts as well?',
		answer: async (inquiry) => {
			const { records, strangers } = await wholeList(inquiry);
			if (records.length + strangers === 0) return (await noListFinding(inquiry)) ?? NONE;
			return strangers > 0
				? sure('Yes. The node leaves them out', { evidence: `${strangers} of other accounts` })
				: likely('No', { evidence: `${records.length} transactions, all of this account` });
		},
	},
];

function filterFinding(heeds: Map<string, Heed>): Finding {
	const reading = [...heeds].flatMap(([name, heed]) => (heed === 'reads it' ? [name] : []));
	const own = reading.filter((name) => name === 'pgReferenceNumber' || name === MANY);
	if (own.length === 2) return sure('Both that the node uses');
	if (own.length === 1) return sure(`${own[0]} alone. The node finds that out by itself`);
	if (reading.length > 0) {
		return sure(`${reading[0]}, which the node does not use`, {
			set: `${UNCONFIRMED}. Please report it, so that the node can learn it`,
		});
	}
	const all = [...heeds.values()];
	if (all.includes('ignores it'))
		return sure('None: it shows all, whatever is asked for', { set: UNCONFIRMED });
	return likely('None: it does not find a reference that was asked for', { set: UNCONFIRMED });
}

/** A word is quoted only where it can be nothing else. */
const WORD = /^[A-Za-z_ -]{1,30}$/;

function statusFinding(records: JsonRecord[]): Finding {
	const words = records
		.map(({ status }) => wordOf(status))
		.map((word) => (WORD.test(word) ? word : ''));
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	const evidence = [...counts]
		.slice(0, MAX_WORDS)
		.map(([word, count]) => `${word || 'no word'}: ${count}`)
		.join(', ');
	const strange = [...counts.keys()].filter((word) => meaningOf(word) === 'unknown');
	if (strange.length === 0) return sure('Only such as the node knows', { evidence });
	return sure('Some that the node does not take for success or failure', {
		set: 'Ask EnKash what they mean. Until then, what is listed so is reported as unconfirmed',
		evidence,
	});
}

const MAX_WORDS = 5;
