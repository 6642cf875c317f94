import type { IDataObject } from 'n8n-workflow';
import { presenter } from '../run/operation';
import { asData, type SimpleFields } from '../run/output';
import { textOfEvent, type EventText, type Poll, type TriggerEvent } from './event';
import { readStatuses, Statuses } from './statuses';
import { textOfSurplus } from './surplus';

/** Something that is looked at again and again. */
export interface Thing {
	key: string;
	/** What is compared. */
	status: string;
	/** When it came to be, in milliseconds since 1970, where it tells. */
	at?: number;
	/** Whether it may well change again. */
	open?: boolean;
	/** @param before its status the last time; undefined where it was not there */
	output(before: string | undefined): IDataObject | Promise<IDataObject>;
}

export interface Things {
	things: Thing[];
	/** The offset of the rest, where there is one that was left to the next poll. */
	rest?: number;
	/** What is not among them is not asked for any more. */
	all?: true;
}

export interface ChangesSpec extends EventText {
	/** @param start the offset to begin at, where the last poll left a rest */
	read(poll: Poll, start: number): Promise<Things>;
	/**
	 * Whether a change is one to tell.
	 * @param before undefined where the thing was not there
	 */
	fires(before: string | undefined, after: string, poll: Poll): boolean;
	/** Where it is missing, items come out as they are. */
	simplify?: SimpleFields;
	/** What to do where more is found than can be remembered; missing where that cannot be. */
	remedy?: string;
}

/** An event that happens whenever something is not as it was. */
export function changes(spec: ChangesSpec): TriggerEvent {
	return {
		...textOfEvent(spec),
		look: async (poll, kept) => {
			const begun = readStatuses(kept);
			const statuses = new Statuses(begun);
			const patient = begun ? poll : { ...poll, timeIsUp: () => false };
			const { things, rest, all } = await spec.read(patient, statuses.rest ?? 0);
			const outputs: IDataObject[] = [];
			for (const { key, status, at, open, output } of things) {
				const before = statuses.get(key);
				const forgotten = before === undefined && (at ?? 0) < statuses.floor;
				if (begun && !forgotten && before !== status && spec.fires(before, status, poll)) {
					outputs.push(await output(before));
				}
				statuses.set(key, status, at, open);
			}
			if (all) statuses.keepSeen();
			const items = presenter(poll.item, spec.simplify)(outputs);
			const { surplus, ...state } = statuses.pack(rest);
			const last = items.at(-1);
			const isTold = last !== undefined || surplus?.told === true;
			if (last) {
				items[items.length - 1] = {
					...last,
					...(rest !== undefined && { moreNextPoll: true }),
					...(surplus && !surplus.told && { watchNote: textOfSurplus(surplus, spec.remedy) }),
				};
			}
			const left = surplus && { surplus: isTold ? { ...surplus, told: true } : surplus };
			return { items, state: asData({ ...state, ...left }) };
		},
		sample: async (poll) => {
			const { things } = await spec.read({ ...poll, timeIsUp: () => true }, 0);
			const [first] = things;
			if (!first) return undefined;
			const output = await first.output(first.status);
			return presenter(poll.item, spec.simplify)([output])[0];
		},
	};
}
