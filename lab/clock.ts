/** The clock of n8n's processes, which a test puts forward. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { throwAwayFolder } from './folders';

export interface LabClock {
	/** For every n8n process that goes by it: `startN8n({ env: clock.env })`. */
	env: Record<string, string>;
	/** Counted from what passed already. */
	passMinutes(minutes: number): void;
}

export function startClock(): LabClock {
	const file = join(throwAwayFolder('clock'), 'ahead');
	let ahead = 0;
	const passMinutes = (minutes: number) => {
		ahead += minutes * 60_000;
		writeFileSync(file, String(ahead));
	};
	passMinutes(0);
	const preload = join(__dirname, 'moved-clock.cjs');
	return { env: { NODE_OPTIONS: `--require ${preload}`, LAB_CLOCK: file }, passMinutes };
}
