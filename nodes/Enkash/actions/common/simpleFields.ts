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

/** A transaction; names as in EnKash's card webhook, since no page shows the answer (inferred). */
export const SIMPLE_TRANSACTION = {
	reference: 'pgReferenceNumber',
	pgReferenceNumber: 'pgReferenceNumber',
	enKashCardTransactionId: 'enKashCardTransactionId',
	cardTransactionType: 'cardTransactionType',
	type: 'type',
	status: 'status',
	principalAmount: 'principalAmount',
	enkashCardId: 'enkashCardId',
	cardHolderName: 'cardHolderName',
	createdOn: 'createdOn',
};
