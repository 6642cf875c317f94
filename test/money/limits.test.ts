/** How much may be paid: the decision, case by case. */
import { excessOf, type Excess, type Limits } from '../../nodes/Enkash/money/limits';

const at = (points: number, before = 0) => ({ points, setIn: `limit of ${points}`, before });
const limits = (
	perPayment: number[],
	perRun: Array<[points: number, before?: number]>,
): Limits => ({
	perPayment: perPayment.map((points) => at(points)),
	perRun: perRun.map(([points, before]) => at(points, before)),
});

/** The decision in one line. */
function told(excess: Excess | undefined): string {
	if (!excess) return 'may be paid';
	if (excess.of === 'unknown') return `${excess.position} is unknown`;
	const { limit, by } = excess;
	if (excess.of === 'run') return `run over ${limit.points} by ${by}`;
	return `${excess.of} ${excess.position} over ${limit.points} by ${by}`;
}

it.each<[string, Array<number | undefined>, Limits, string]>([
	['no limits', [1e9], limits([], []), 'may be paid'],
	['no limits, and an amount that nobody knows', [undefined], limits([], []), 'may be paid'],
	['nothing to pay', [], limits([1], [[1, 5]]), 'may be paid'],
	['just the limit of a payment', [100], limits([100], []), 'may be paid'],
	['a paisa above it', [100.01], limits([100], []), 'payment 0 over 100 by 0.01'],
	['the largest of several', [50, 130, 120], limits([100], []), 'payment 1 over 100 by 30'],
	['the first of two as large', [130, 130], limits([100], []), 'payment 0 over 100 by 30'],
	['nothing at all', [0], limits([100], [[100]]), 'may be paid'],
	['the lower of two limits', [60], limits([100, 50], []), 'payment 0 over 50 by 10'],
	['the same the other way round', [60], limits([50, 100], []), 'payment 0 over 50 by 10'],
	['just the limit of a run', [60, 40], limits([], [[100]]), 'may be paid'],
	['a paisa above that', [60, 40.01], limits([], [[100]]), 'run over 100 by 0.01'],
	['crumbs of binary fractions', [0.1, 0.2], limits([], [[0.3]]), 'may be paid'],
	['a hundred thousand crumbs', Array<number>(1e5).fill(0.1), limits([], [[1e4]]), 'may be paid'],
	['what was paid before', [40], limits([], [[100, 60]]), 'may be paid'],
	['more than what that leaves', [41], limits([], [[100, 60]]), 'run over 100 by 1'],
	[
		'the limit that leaves less',
		[30],
		limits(
			[],
			[
				[100, 80],
				[50, 0],
			],
		),
		'run over 100 by 10',
	],
	[
		'the same the other way round',
		[30],
		limits(
			[],
			[
				[50, 0],
				[100, 80],
			],
		),
		'run over 100 by 10',
	],
	[
		'the first of two that leave the same',
		[60],
		limits(
			[],
			[
				[50, 0],
				[100, 50],
			],
		),
		'run over 50 by 10',
	],
	['a payment before the run', [200], limits([100], [[150]]), 'payment 0 over 100 by 100'],
	['an amount that nobody knows', [10, undefined], limits([], [[100]]), '1 is unknown'],
	['the same under the other limit', [undefined], limits([100], []), '0 is unknown'],
	['no number', [NaN], limits([100], []), '0 is unknown'],
	['less than nothing, which would make room', [-50, 120], limits([], [[100]]), '0 is unknown'],
	['without end', [Infinity], limits([100], []), '0 is unknown'],
	['a run that was over before', [0.01], limits([], [[100, 100]]), 'run over 100 by 0.01'],
])('%s', (_, payments, given, expected) => {
	expect(told(excessOf(payments, given))).toBe(expected);
});
