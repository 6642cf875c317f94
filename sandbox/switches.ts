/** Every way in which EnKash may behave otherwise than one would hope, by name. */
import { usualBehaviour } from './settings';
import { faultSwitches } from './switchKinds/faultSwitches';
import { settingSwitches } from './switchKinds/settingSwitches';
import type { Switch, Switchable } from './switchKinds/switch';

export type { Concern, Switch, Switchable, SwitchOptions } from './switchKinds/switch';

export const SWITCHES: Switch[] = [...settingSwitches, ...faultSwitches];

export function switchNamed(name: string): Switch {
	const found = SWITCHES.find((each) => each.name === name);
	if (!found) throw new Error(`There is no switch '${name}'`);
	return found;
}

/** Puts back everything that a switch can change, and clears all faults. */
export function turnOff({ settings, faults }: Switchable): void {
	Object.assign(settings, usualBehaviour);
	faults.clear();
}
