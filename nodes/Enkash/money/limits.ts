import { sumPoints } from '../input/clean';

/** A number of points that may not be exceeded. */
export interface Limit {
	points: number;
	/** Where it was set, as a sentence names it. */
	setIn: string;
}

/** A limit over all that an execution pays. */
export interface RunLimit extends Limit {
	/** Points that the execution has paid already, or is about to pay elsewhere. */
	before: number;
}

export interface Limits {
	perPayment: Limit[];
	perRun: RunLimit[];
}

/** How far payments go beyond a limit. */
export type Excess =
	/** One payment is too large; its position among those that were asked about. */
	| { of: 'payment'; position: number; points: number; limit: Limit; by: number }
	/** Nobody can say how many points a payment moves. */
	| { of: 'unknown'; position: number; limit: Limit }
	/** All of them are too many, with what was paid before. */
	| { of: 'run'; points: number; limit: RunLimit; by: number };

/**
 * Whether payments may be made, decided before the first of them is sent. Where several limits are
 * exceeded, the largest step over one for a single payment counts before those over the run.
 * @param payments points of each, or undefined where they are not known
 */
export function excessOf(
	payments: ReadonlyArray<number | undefined>,
	{ perPayment, perRun }: Limits,
): Excess | undefined {
	const [anyLimit] = [...perPayment, ...perRun];
	if (!anyLimit) return undefined;
	const unknown = payments.findIndex((points) => !isKnown(points));
	if (unknown >= 0) return { of: 'unknown', position: unknown, limit: anyLimit };
	const known = payments.filter(isKnown);
	const lowest = strictest(perPayment, () => 0);
	const largest = known.reduce((most, points, position) => {
		return points > known[most] ? position : most;
	}, 0);
	if (lowest && known.length > 0 && known[largest] > lowest.points) {
		const points = known[largest];
		const by = sumPoints([points, -lowest.points]);
		return { of: 'payment', position: largest, points, limit: lowest, by };
	}
	const total = sumPoints(known);
	const tightest = strictest(perRun, ({ before }) => before);
	if (!tightest || total === 0 || sumPoints([tightest.before, total]) <= tightest.points)
		return undefined;
	const by = sumPoints([tightest.before, total, -tightest.points]);
	return { of: 'run', points: total, limit: tightest, by };
}

/** NaN, as a number that is none becomes, keeps from nothing. */
function isKnown(points: number | undefined): points is number {
	return points !== undefined && Number.isFinite(points) && points >= 0;
}

/** The one that leaves least. */
function strictest<T extends Limit>(limits: T[], used: (limit: T) => number): T | undefined {
	const [first, ...others] = limits;
	const left = (limit: T) => limit.points - used(limit);
	return others.reduce((least, each) => (left(each) < left(least) ? each : least), first);
}
