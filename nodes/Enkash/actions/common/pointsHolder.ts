import type { RecipientKind } from '../../fields/person';
import { cleanChoice, cleanEmail, cleanGender, cleanMobile, cleanTitle } from '../../input/clean';
import type { PointsHolder } from '../../payments/allocation';
import type { Item } from '../../run/item';

const KINDS: RecipientKind[] = ['details', 'existing'];

/** Who receives points: by card where the user exists, for which the guide asks no more (doc-1039425). */
export function recipient(item: Item): PointsHolder {
	const kind = item.cleaned('recipient', (raw) => cleanChoice(raw, KINDS));
	return kind === 'existing' ? cardHolder(item) : newHolder(item);
}

/** A user as R1 and I1 want to know them (api-9796905). */
function newHolder(item: Item): PointsHolder {
	return {
		email: item.cleaned('email', cleanEmail),
		mobile: item.cleaned('mobile', cleanMobile),
		title: item.cleaned('title', cleanTitle),
		firstName: item.text('firstName'),
		gender: item.cleaned('gender', cleanGender),
	};
}

/**
 * An existing user, by card: the guide asks no more of a debit and of a top-up (doc-1039425), and
 * spells it with a lower-case k. The API page wants the whole person, whom neither has a use for.
 */
export function cardHolder(item: Item): PointsHolder {
	return { enkashCardId: item.text('enKashCardId') };
}
