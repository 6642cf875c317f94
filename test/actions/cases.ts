import type { OperationCase, ResourceCases } from './case';
import { incentive } from './incentive.cases';
import { points } from './points.cases';
import { redemption } from './redemption.cases';
import { reward } from './reward.cases';
import { token } from './token.cases';

const resources: Record<string, ResourceCases> = { incentive, points, redemption, reward, token };

/** Each call with its case. */
export const allCases: Array<[call: string, operationCase: OperationCase]> = Object.entries(
	resources,
).flatMap(([resource, cases]) =>
	Object.entries(cases).map(([operation, each]): [string, OperationCase] => [
		`${resource}.${operation}`,
		each,
	]),
);
