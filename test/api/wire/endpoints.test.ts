/** EnKash's calls as the contract has them, and what may be done with each. */
import {
	endpoints,
	isCallId,
	OLDER_GET_ORDER,
	SAME_CALL,
	type CallId,
	type Endpoint,
} from '../../../nodes/Enkash/api/wire/endpoints';
import { readContract, type ContractCall, type ContractOperation } from '../../../sandbox/contract';
import { samples } from '../../actions/samples';

const calls: Array<[CallId, Endpoint]> = Object.entries(endpoints).flatMap(([call, endpoint]) =>
	isCallId(call) ? [[call, endpoint]] : [],
);

/** One way to make a call, as the contract has it. */
interface Entry extends ContractCall {
	method: string;
	path: string;
	source: string;
	tag: string;
}

const entries = Object.entries(readContract().paths ?? {}).flatMap(([path, item]) =>
	Object.entries(item ?? {}).flatMap(([method, operation]): Entry[] => {
		const known = operation as unknown as Partial<ContractOperation> & { tags?: string[] };
		return (known['x-calls'] ?? []).map((each) => ({
			source: known['x-source'] ?? '',
			page: known['x-page'],
			...each,
			method: method.toUpperCase(),
			path,
			tag: known.tags?.[0] ?? '',
		}));
	}),
);

/** A path without the names of its placeholders, which are the node's own. */
const plain = (path: string) => path.replace(/\{\w+\}/g, '{}');

describe.each(calls)('%s', (call, { id, method, path, source, page, host, reads, moves }) => {
	const ways = entries.filter((entry) => entry.call === call && entry.id === id);
	const known = ways.find((way) => way.method === method && plain(way.path) === plain(path));
	const operation = call.split('.')[1];

	it('has the method, path and source that the contract has', () => {
		expect(known?.source).toBe(source);
		expect(known?.title).toBeTruthy();
	});

	it('names the page that it is known or was concluded from', () => {
		const pages = known?.page ? [known.page] : entries.map((entry) => entry.page);
		expect(pages).toContain(page);
	});

	it('is made at the service that it belongs to', () => {
		const service = path.startsWith('/api/v0/partner/enKashCard/') ? 'card' : known?.tag;
		expect({ token: 'auth', redemption: 'marketplace' }[service ?? ''] ?? service).toBe(host);
	});

	it('may be sent again where its name says that it only looks', () => {
		expect(reads).toBe(/^(get|search|reconcile)/.test(operation) ? true : undefined);
	});

	it('is never sent again by the client where it moves value', () => {
		const moving = operation.startsWith('bulk') ? 'many' : 'one';
		expect(moves).toBe(samples[call]?.moves && moving);
	});
});

it('the contract names no call that the node does not have, and the older edition of one', () => {
	expect(entries.filter(({ call }) => !isCallId(call))).toEqual([]);
	expect(entries.map(({ method, path }) => `${method} ${path}`)).toContain(OLDER_GET_ORDER);
});

it.each(['', 'reward', 'reward.pay', 'constructor', 'toString', '__proto__'])(
	"'%s' is no call",
	(name) => expect(isCallId(name)).toBe(false),
);

it('operations that are made by the call of another one are known as such', () => {
	expect(Object.keys(SAME_CALL)).toHaveLength(3);
	for (const [call, other] of Object.entries(SAME_CALL)) {
		const { id: _, ...same } = endpoints[call as CallId];
		expect(endpoints[other]).toMatchObject(same);
		expect(call.split('.')[0]).toBe(other.split('.')[0]);
	}
	expect(SAME_CALL['incentive.reverse']).toBe('incentive.unallocate');
});
