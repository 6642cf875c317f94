/** What a variant of EnKash is made of, and what Check Setup should find in it. */
import type { Sandbox } from '../../sandbox/types';
import type { Finding, Variant } from './inspection';

type Expected = Partial<Record<keyof Finding, unknown>>;
export type Row = [name: string, variant: Variant, expected: Array<[question: string, Expected]>];

const has = (text: string) => expect.stringContaining(text) as unknown;
export const sure = (finding: string, set = ''): Expected => ({
	finding: has(finding),
	confidence: 'sure',
	set: set ? has(set) : 'Nothing',
});
export const likely = (finding: string, set = ''): Expected => ({
	...sure(finding, set),
	confidence: 'likely',
});
export const unknown = (finding: string, set = ''): Expected => ({
	...sure(finding, set),
	confidence: 'unknown',
});

const KNOWN = 'CAVBMRFE8-2025-003';
export const known = { knownReference: KNOWN };
export const LISTED_AT = '/api/v0/partner/enKashCard/transaction/get';
export const separate = { auth: '/login', card: '/cards', marketplace: '/shop', points: '/coins' };
export const at = (sandbox: Sandbox, servers: typeof separate) => ({
	authUrl: sandbox.url + servers.auth,
	cardApiUrl: sandbox.url + servers.card,
	marketplaceUrl: sandbox.url + servers.marketplace,
	pointsUrl: sandbox.url + servers.points,
});

/** Orders like those that were placed through EnKash's website. */
export function placeOrders({ state }: Sandbox): void {
	const [product] = state.catalogue.values();
	state.orders.push({
		orderId: 'OR631764TS4UC',
		reference: 'ROW-1',
		at: Date.parse('2025-06-01T10:00:00Z'),
		readyAt: 0,
		product,
		quantity: 1,
		mrp: 50000,
		sellRate: 49000,
		vouchers: [{ cardNumber: '1234567890123456', pin: '4321', expiryDate: '2027-12-31T23:59:59' }],
	});
}
