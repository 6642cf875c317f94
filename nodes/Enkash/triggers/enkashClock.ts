import { ENKASH_TIME_ZONE } from '../api/answers/transactions';
import { inputError } from '../lib/errors';
import { isTimeZone } from '../input/wallClock';
import type { Item } from '../run/item';

/** @throws EnkashError `input` where what was filled in is no time zone */
export function enkashTimeZoneOf(item: Item): string {
	const timeZone = item.optionText('enkashTimeZone') ?? ENKASH_TIME_ZONE;
	if (isTimeZone(timeZone)) return timeZone;
	throw inputError(
		item.label('enkashTimeZone'),
		`is '${timeZone}', which is no time zone`,
		'Enter its name, such as Asia/Kolkata or UTC.',
	);
}
