import type { IDataObject } from 'n8n-workflow';
import type { Item } from '../run/item';
import type { RunSettings } from '../run/outcome';
import type { Inquiry } from './inquiry';
import { QUESTIONS } from './questions';
import { rehearsalOf } from './rehearsal/rehearsal';
import { rehearsalQuestions } from './rehearsal/rehearsePayment';
import { asksForAction, report } from './report';

/** Answers all questions about the credential of an item; with a payment where the user asks for one. */
export async function checkSetup(item: Item, settings: RunSettings): Promise<IDataObject[]> {
	const rehearsal = item.flag('rehearsePayment') ? rehearsalOf(item, settings) : undefined;
	const payment = rehearsal ? rehearsalQuestions(rehearsal) : [];
	const told = await report(inquiryOf(item), [...QUESTIONS, ...payment]);
	const answers = told.slice(0, QUESTIONS.length);
	// A payment is made last, since the rest has to be right for it, and looked for first. Then comes
	// what is to be done, which would be hard to find among so many.
	return [
		...told.slice(QUESTIONS.length),
		...answers.filter(asksForAction),
		...answers.filter((each) => !asksForAction(each)),
	];
}

/** Company and account may be missing: that is a finding, and no reason to stop. */
function inquiryOf(item: Item): Inquiry {
	const { api, timeout } = item;
	const named = (name: string) => item.optionalText(name) ?? api.account.defaults[name] ?? '';
	return {
		client: api,
		account: api.account,
		companyId: named('companyId'),
		cardAccountId: named('cardAccountId'),
		knownReference: item.optionalText('knownReference') ?? '',
		timeout,
		silent: new Map(),
		answering: new Set(),
		people: new Set(),
	};
}
