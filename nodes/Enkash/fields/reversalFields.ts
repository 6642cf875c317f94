import type { INodeProperties } from 'n8n-workflow';
import { enKashCardId } from './card';
import { optional } from './optional';
import { loadAmount, onDuplicateReference, uniqueReferenceNumber } from './money';

export const takesBack: INodeProperties = {
	displayName:
		'This takes points back from the person they were paid to, once for each payment. Nothing is taken back that is not known to be paid, nor more than was paid.',
	name: 'takesBackNotice',
	type: 'notice',
	default: '',
};

export const paidReference: INodeProperties = {
	...uniqueReferenceNumber,
	required: true,
	placeholder: 'e.g. {{ $json.reference }}',
	hint: 'The reference that the points were paid under',
	description:
		'The text that the payment was named by, as it came out of the node that paid. The reversal gets a reference of its own, which is derived from this one.',
};

export const pointsToTakeBack: INodeProperties = {
	...optional(loadAmount),
	typeOptions: { minValue: 0, numberPrecision: 2 },
	hint: 'Leave at 0 to take back all that was paid',
	description: 'How many of the points to take back, where it is not all of them',
};

export const paidCard: INodeProperties = {
	...enKashCardId,
	hint: 'Leave empty to take it from the payment',
	description: 'The card that the points were paid to, where EnKash does not tell',
};

/** To send it whatever was sent before would take back more than was paid. */
export const ON_REVERSED = ['returnExisting', 'fail'] as const;

export const onReversed: INodeProperties = {
	...onDuplicateReference,
	options: [
		{
			name: 'Fail',
			value: 'fail',
			description: 'Fail the item where its payment was taken back before',
		},
		{
			name: 'Return Existing',
			value: 'returnExisting',
			description: 'Return what was taken back before, and take back nothing now',
		},
	],
	description: 'What to do where the payment was taken back before',
};

export const part: INodeProperties = {
	displayName: 'Part',
	name: 'part',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100 },
	default: 1,
	description:
		'Which part of the payment this is, where it is taken back in several: 1, then 2 and so on, each in a run after the one before. Each part is taken back once.',
};
