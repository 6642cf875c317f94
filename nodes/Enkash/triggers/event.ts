import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Item } from '../run/item';

/** One entry of 'Trigger On'. */
export interface TriggerEvent {
	value: string;
	name: string;
	description: string;
	fields: INodeProperties[];
	/** Fields that say what is watched. Where one of them is filled in otherwise, all begins anew. */
	watched: string[];
	/** What is watched beside them: the account, say. */
	place(item: Item): unknown;
	/**
	 * Looks once, and tells what is new since the state that was kept.
	 * @param state undefined where nothing is known yet; then nothing is new, whatever is there
	 * @throws EnkashError where it cannot be known; the state stays as it is then
	 */
	look(poll: Poll, state: unknown): Promise<Findings>;
	/** One item as they come out, for somebody who builds a workflow; undefined where there is none. */
	sample(poll: Poll): Promise<IDataObject | undefined>;
	/** What to say where there is no sample, and what to do about it. */
	nothing: { message: string; description: string };
}

/** What a dropdown shows of an event, and what it is about. */
export type EventText = Omit<TriggerEvent, 'look' | 'sample'>;

/** The text of an event alone, out of all that an event is made of. */
export function textOfEvent(spec: EventText): EventText {
	const { value, name, description, fields, watched, place, nothing } = spec;
	return { value, name, description, fields, watched, place, nothing };
}

export interface Poll {
	item: Item;
	/** The clock, in milliseconds since 1970. */
	now: number;
	/** Whether the rest is to be left to the next poll. */
	timeIsUp(): boolean;
}

export interface Findings {
	items: IDataObject[];
	/** To be kept until the next poll. */
	state: IDataObject;
}
