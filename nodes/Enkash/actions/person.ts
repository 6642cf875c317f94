import type { IDataObject } from 'n8n-workflow';
import { inputError } from '../api/errors';
import { cleanEmail, cleanGender, cleanMobile, cleanTitle } from '../money/clean';
import type { Item } from './item';

/** A user as R1 and I1 want to know them (api-9796905). */
export function person(item: Item): IDataObject {
	return {
		email: item.cleaned('email', cleanEmail),
		mobile: item.cleaned('mobile', cleanMobile),
		title: item.cleaned('title', cleanTitle),
		firstName: item.text('firstName'),
		gender: item.cleaned('gender', cleanGender),
	};
}

/** An existing user: by card, mobile or email (doc-1039425 lets a debit do with any of them). */
export function knownPerson(item: Item): IDataObject {
	// Lower-case k: the guide spells it so in requests.
	const known: IDataObject = {};
	const card = item.optionalText('enKashCardId');
	if (card) known.enkashCardId = card;
	if (item.optionalText('email')) known.email = item.cleaned('email', cleanEmail);
	if (item.optionalText('mobile')) known.mobile = item.cleaned('mobile', cleanMobile);
	if (Object.keys(known).length > 0) return known;
	throw inputError(item.label('enKashCardId'), 'is empty', "Choose a 'Card', or fill in 'Email' or 'Mobile'.");
}
