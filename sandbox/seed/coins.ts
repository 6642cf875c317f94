import type { State } from '../state';

/** Events and users of the portal's samples, and two more events of the ready credential's company. */
export function seedCoins(state: State): void {
	const events = [
		['WCC024845', 'CEK7T1WMC6', 'INVOICE_PAYMENT', 10],
		['WCC12345', 'CEK7T1WMC6', 'WORK_ANNIVERSARY', 500],
		['WCC031977', 'CEK7T1WMC6', 'REFERRAL_EVENT', 25],
		['WCC048260', 'CEK0TCW2W8', 'REFERRAL_EVENT', 25],
	] as const;
	for (const [coinConfigId, companyId, event, amount] of events) {
		state.coinEvents.set(coinConfigId, {
			coinConfigId,
			companyId,
			configuration: 'DEFAULT',
			event,
			amount,
		});
	}
	for (const userId of ['EKQZVMQK', 'EK6CYE6K']) state.coinBalances.set(userId, 0);
}
