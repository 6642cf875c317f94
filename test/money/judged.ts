/** What a transfer was sent with, and what came of it, for whoever is to learn it. */
import type { Evidence, Ruling, Wait } from '../../nodes/Enkash/money/verdict';
import { built } from '../built';
import { lost } from './bank';

const { EnkashError } = built('lib/errors');

export const evidenceOf = (sends: number, changes: Partial<Evidence> = {}): Evidence => ({
	reference: 'ROW-1',
	policy: 'returnExisting',
	sends,
	...changes,
});
export const paid = { outcome: 'allocated', record: { points: 10 } } as const;
export const isPaid: Ruling = { verdict: 'paid', ...paid };
export const isOpen = (why = 'Nobody knows.'): Ruling => ({ verdict: 'open', cause: lost(), why });
export const waits = (changes = {}): Wait => ({
	verdict: 'wait',
	cause: lost().with(changes),
	why: 'It is not shown.',
});
export const refusal = new EnkashError('refused', 'User not found');
export const isRefused: Ruling = { verdict: 'notPaid', error: refusal };
