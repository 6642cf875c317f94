import type { INodeProperties } from 'n8n-workflow';
import { balanceBelow } from './balanceBelow';
import { coinBalanceChanged } from './coinBalanceChanged';
import type { TriggerEvent } from './event';
import { orderStatusChanged } from './orderStatusChanged';
import { transactionCreated } from './transactionCreated';
import { userCreated } from './userCreated';

/** In the order of the dropdown. */
export const triggerEvents: TriggerEvent[] = [
	balanceBelow,
	coinBalanceChanged,
	orderStatusChanged,
	transactionCreated,
	userCreated,
];

export function findEvent(value: string): TriggerEvent | undefined {
	return triggerEvents.find((event) => event.value === value);
}

/** What stands below the node on the canvas: the event, as the dropdown names it. */
export function triggerSubtitle(): string {
	const titles = triggerEvents.map(({ value, name }): [string, string] => [value, name]);
	return `={{ (${JSON.stringify(Object.fromEntries(titles))})[$parameter["event"]] }}`;
}

/** All parameters of the trigger: the event, and each field where it matters. */
export function triggerProperties(): INodeProperties[] {
	const event: INodeProperties = {
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		required: true,
		options: triggerEvents.map(({ value, name, description }) => ({ value, name, description })),
		default: 'transactionCreated',
	};
	return [event, ...triggerEvents.flatMap(eventFields)];
}

function eventFields({ value, fields }: TriggerEvent): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: { show: { event: [value], ...field.displayOptions?.show } },
	}));
}
