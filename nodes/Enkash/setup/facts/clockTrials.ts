import type { JsonRecord } from '../../lib/json';
import { fact, type Inquiry } from '../inquiry';
import { askList, listingOf, timeOf, wholeList } from './listTrials';
import { recentOrders, recordsOf, users } from './sampleIds';

/** Whose clock EnKash's times are of, and what told it. */
export interface ClockTrial {
	zone?: 'India' | 'UTC';
	told:
		| 'by themselves'
		| 'by a time that is still to come'
		| 'by the filter of dates'
		| 'not at all'
		| 'by no time, since there is none';
}

const ZONED = /(Z|[+-]\d\d:?\d\d)$/;
const CLOCK = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?/;
const MINUTE = 60_000;

export const clockTrial = fact<ClockTrial>(async (inquiry) => {
	const { records } = await wholeList(inquiry);
	const others = [...recordsOf(await recentOrders(inquiry)), ...recordsOf(await users(inquiry))];
	const times = [...records, ...others].flatMap(timesIn).filter((time) => CLOCK.test(time));
	if (times.length === 0) return { told: 'by no time, since there is none' };
	if (times.every((time) => ZONED.test(time))) return { told: 'by themselves' };
	// Right after something was moved, India's clock is hours ahead of UTC's.
	const ahead = times.some((time) => instant(time, 'Z') > Date.now() + MINUTE);
	if (ahead) return { zone: 'India', told: 'by a time that is still to come' };
	const zone = await zoneByFilter(inquiry, records);
	return zone ? { zone, told: 'by the filter of dates' } : { told: 'not at all' };
});

function timesIn(record: JsonRecord): string[] {
	const { txnDate, createdOn, modifiedOn } = record;
	return [txnDate, createdOn, modifiedOn].filter((each) => typeof each === 'string');
}

function instant(time: string, zone: 'Z' | '+05:30'): number {
	return Date.parse(ZONED.test(time) ? time : `${time.replace(' ', 'T').slice(0, 19)}${zone}`);
}

/** The filter takes instants with Z (api-13551023): it finds a record by its time on the right clock alone. */
async function zoneByFilter(
	inquiry: Inquiry,
	records: JsonRecord[],
): Promise<'India' | 'UTC' | undefined> {
	const sample = records.find((each) => CLOCK.test(timeOf(each)));
	if (!sample) return undefined;
	const found = async (zone: 'Z' | '+05:30') => {
		const at = instant(timeOf(sample), zone);
		const [txnDateFrom, txnDateTo] = [at - MINUTE, at + MINUTE].map((each) =>
			new Date(each).toISOString(),
		);
		const reply = await askList(inquiry, { txnDateFrom, txnDateTo });
		return listingOf(inquiry, reply).records.some((each) => timeOf(each) === timeOf(sample));
	};
	const [india, utc] = [await found('+05:30'), await found('Z')];
	if (india === utc) return undefined;
	return india ? 'India' : 'UTC';
}
