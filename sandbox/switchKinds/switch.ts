import type { FaultRule, Sandbox } from '../types';

/** What a switch can do harm to. */
export type Concern = 'points' | 'sheet' | 'order' | 'coins';

/** As in FaultRule. They count for switches that are faults; a setting holds until it is put back. */
export type SwitchOptions = Pick<FaultRule, 'rate' | 'seed' | 'times'>;

export type Switchable = Pick<Sandbox, 'settings' | 'faults' | 'ledger'>;

export interface Switch {
	name: string;
	/** What EnKash then does, in one sentence. */
	says: string;
	concerns: Concern[];
	/** Leaves other switches on, so that several can be on at once. Faults hit each call by default. */
	turnOn: (sandbox: Switchable, options?: SwitchOptions) => void;
}
