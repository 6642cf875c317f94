/** The most useful fields of records that several calls give. */

/** A card with its user (R3, R5 and R6). */
export const SIMPLE_CARD = {
	enKashCardId: 'enKashCardId',
	userId: 'userId',
	firstName: 'firstName',
	lastName: 'lastName',
	email: 'email',
	mobile: 'mobile',
	otbBalance: 'otbBalance',
	cardStatus: 'cardStatus.label',
	maskedNumber: 'maskedNumber',
	cardAccountId: 'cardAccountId',
};

/** A transaction, whatever names its record has; see api/answers/transactions.ts. */
export const SIMPLE_TRANSACTION = {
	id: 'id',
	reference: 'reference',
	points: 'points',
	direction: 'direction',
	type: 'type',
	status: 'status',
	userId: 'userId',
	enKashCardId: 'enKashCardId',
	cardHolderName: 'cardHolderName',
	occurredAt: 'occurredAt',
};
