import { Refusal } from '../refusal';
import type { CoinEvent } from '../state';
import type { Handler, World } from '../types';

interface Allocation {
	companyId: string;
	event: string;
	requestId: string;
	userId: string;
}

/** P1. That a company has one configuration per event is inferred. */
export const createCoinEvent: Handler = ({ body, world }) => {
	const facts = body as Omit<CoinEvent, 'coinConfigId'>;
	if (eventFor(world, facts.companyId, facts.event)) throw new Refusal('Event already exists');
	const event: CoinEvent = { coinConfigId: world.state.ids.next('WCC', 6), ...facts };
	world.state.coinEvents.set(event.coinConfigId, event);
	return { payload: eventView(event) };
};

/** P2. */
export const getCoinEvent: Handler = ({ params, world }) => ({
	payload: eventView(eventOf(world, params.coinConfigId)),
});

/** P3. */
export const updateCoinEvent: Handler = ({ body, params, world }) => ({
	payload: eventView(Object.assign(eventOf(world, params.coinConfigId), body)),
});

/** P4. */
export const allocateCoins: Handler = ({ body, world, operationId, failedAs }) => {
	const { companyId, event, requestId, userId } = body as Allocation;
	const { state, settings, ledger } = world;
	const config = eventFor(world, companyId, event);
	if (!config) throw new Refusal('Event not found', 404);
	const balance = balanceOf(world, userId);
	if (state.coinRequests.has(requestId) && settings.duplicateReferences === 'refused') {
		throw new Refusal(`Coins already allocated for requestId: ${requestId}`);
	}
	if (failedAs !== undefined) return { payload: 'Coins were not allocated' };
	state.coinRequests.add(requestId);
	state.coinBalances.set(userId, balance + config.amount);
	ledger.push({
		at: Date.now(),
		kind: 'coins',
		reference: requestId,
		amount: config.amount,
		userId,
		call: operationId,
	});
	return { payload: 'Successfully allocated enkash Coins' };
};

/** P5. */
export const getCoinBalance: Handler = ({ query, world }) => ({
	payload: balanceOf(world, String(query.userId)),
});

function eventFor({ state }: World, companyId: string, name: string): CoinEvent | undefined {
	return [...state.coinEvents.values()].find(
		(event) => event.companyId === companyId && event.event === name,
	);
}

function eventOf({ state }: World, coinConfigId: string): CoinEvent {
	const event = state.coinEvents.get(coinConfigId);
	if (!event) throw new Refusal('Event not found', 404);
	return event;
}

function balanceOf({ state }: World, userId: string): number {
	const balance = state.coinBalances.get(userId);
	if (balance === undefined) throw new Refusal('User not found', 404);
	return balance;
}

function eventView({
	coinConfigId,
	configuration,
	event,
	amount,
}: CoinEvent): Record<string, unknown> {
	return { coinConfigId, configuration, event, amount };
}
