/** What a process that runs one execution is told, and what it tells. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Plan } from './plan';
import type { Payer } from './payers';

/** `sheet` is `bulk` as it stands by default; `idle` does nothing with the items. */
export type Way = Payer | 'sheet' | 'http' | 'idle';

export interface Job {
	plan: Plan;
	way: Way;
	credential: ICredentialDataDecryptedObject;
	execution: string;
	/** Where n8n's database is, which all processes of an n8n share; none where it does not matter. */
	database?: string;
	/** Whether its memory and time are wanted, and not what it says of each item. */
	measured?: boolean;
}

/** Sent once the process could begin; it begins when it hears GO. */
export const READY = 'ready';
export const GO = 'go';

/** What the execution says of each row, in order: '' where it says that it was paid, null where it says nothing. */
export interface Told {
	rows: Array<string | null>;
	/** What stopped the execution, where something did. */
	stopped?: string;
}

export interface Usage {
	/** Most memory the process had at any time, in megabytes. */
	peak: number;
	/** What it has once the execution is done. */
	inUse: number;
	seconds: number;
	/** How many items came out as paid. */
	paid: number;
}
