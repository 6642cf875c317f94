import { inferredOptions } from '../../fields/inferred';
import { reconciliation } from '../../payments/reconcile/reconcile';
import { corrected } from '../common/corrected';

/** Holds a sheet against the transactions of a period. R4; its page is not public, see api/wire/endpoints.ts. */
export const reconcile = reconciliation({
	call: 'reward.reconcile',
	name: 'Reconcile',
	action: 'Reconcile reward payments',
	description: 'Hold the rows of a sheet against what EnKash lists as paid, one finding each',
	options: inferredOptions,
	correct: corrected,
});
