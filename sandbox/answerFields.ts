import type { Call, Outcome } from './types';

const MOVES_VALUE = new Set([
	'createAllocatePoints',
	'allocatePoints',
	'bulkCreateAllocatePoints',
	'createOrder',
	'allocateCoins',
]);

/** Puts the setting `answerFields` over what a call that moves value answers. */
export function addFields({ operationId, world }: Call, outcome: Outcome): Outcome {
	const fields = world.settings.answerFields;
	if (!fields || !MOVES_VALUE.has(operationId)) return outcome;
	const { payload } = outcome;
	if (operationId === 'bulkCreateAllocatePoints')
		return { ...outcome, payload: inEachRow(payload as object, fields) };
	const record = typeof payload === 'string' ? { message: payload } : (payload as object);
	return { ...outcome, payload: { ...record, ...fields } };
}

function inEachRow(payload: object, fields: object): object {
	return Object.fromEntries(
		Object.entries(payload).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.map((row: object) => ({ ...row, ...fields })) : value,
		]),
	);
}
