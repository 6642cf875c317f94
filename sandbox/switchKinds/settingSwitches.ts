import type { Behaviour } from '../settings';
import type { Concern, Switch } from './switch';

const LISTED: Concern[] = ['points', 'sheet'];
const LATE = 1500;

type Row = [name: string, says: string, concerns: Concern[], change: Partial<Behaviour>];

const ROWS: Row[] = [
	[
		'list-late',
		'The list and the look-ups of orders show something new only 1.5 seconds later.',
		['points', 'sheet', 'order'],
		{ listLag: LATE },
	],
	['list-empty', 'The list is always empty.', LISTED, { list: 'empty' }],
	[
		'list-blind-to-one',
		'The list finds nothing when it is asked for one reference.',
		LISTED,
		{ list: 'blindToOne' },
	],
	[
		'list-blind-to-many',
		'The list finds nothing when it is asked for several references.',
		LISTED,
		{ list: 'blindToMany' },
	],
	[
		'list-unfiltered',
		'The list shows everything, whatever references it is asked for.',
		LISTED,
		{ list: 'unfiltered' },
	],
	['list-no-payload', 'The list answers success and nothing else.', LISTED, { list: 'noPayload' }],
	['list-text', 'The list answers success and a text.', LISTED, { list: 'text' }],
	['list-number', 'The list answers success and 0.', LISTED, { list: 'number' }],
	['list-boolean', 'The list answers success and true.', LISTED, { list: 'boolean' }],
	[
		'list-oldest-first',
		'The list begins with the oldest record.',
		LISTED,
		{ listOrder: 'oldestFirst' },
	],
	['list-shuffled', 'The list is in no order.', LISTED, { listOrder: 'shuffled' }],
	[
		'list-account-side',
		'The list calls a credit to the user DR, as seen from the account.',
		LISTED,
		{ listSide: 'account' },
	],
	[
		'list-other-case',
		'The list shows references in other capitals.',
		LISTED,
		{ listReference: 'otherCase' },
	],
	[
		'list-padded',
		'The list shows references with blanks around them.',
		LISTED,
		{ listReference: 'padded' },
	],
	[
		'list-extended',
		'The list shows references with something added to them.',
		LISTED,
		{ listReference: 'extended' },
	],
	['list-pending', 'The list shows what was paid as PENDING.', LISTED, { listStatus: 'PENDING' }],
	[
		'list-unknown-word',
		'The list shows what was paid under a word that no document has.',
		LISTED,
		{ listStatus: 'BOOKED_T1' },
	],
	[
		'list-labelled',
		'The list shows what was paid with a labelled object as its status.',
		LISTED,
		{ listStatus: { label: 'Pending' } },
	],
	[
		'list-strangers',
		'The list shows records of another card account under every reference.',
		LISTED,
		{ listStrangers: true },
	],
	[
		'order-unknown-word',
		'Orders have a status that no document has.',
		['order'],
		{ orderStatus: 'BOOKED_T1' },
	],
	['order-in-progress', 'Orders stay IN_PROGRESS.', ['order'], { orderStatus: 'IN_PROGRESS' }],
	[
		'order-partly',
		'Orders come with one voucher fewer than was ordered.',
		['order'],
		{ orderVouchers: 'partly' },
	],
	[
		'order-own-id',
		"A reference finds another's order, whose own id it is.",
		['order'],
		{ orderLookUp: 'byOwnId' },
	],
	['order-not-found', 'No order is ever found.', ['order'], { orderLookUp: 'nowhere' }],
	[
		'order-no-payload',
		'The look-up of an order answers success and nothing else.',
		['order'],
		{ orderLookUp: 'noPayload' },
	],
	[
		'answer-own-fields',
		'Answers to payments have fields named like ours, and an empty reference.',
		['points', 'sheet', 'order', 'coins'],
		{ answerFields: { loadAmount: 999, outcome: 'settled', uniqueReferenceNumber: '' } },
	],
	[
		'answer-other-reference',
		'Answers to payments name another reference than was sent.',
		['points', 'sheet', 'order', 'coins'],
		{
			answerFields: {
				pgReferenceNumber: 'OTHER-1',
				uniqueReferenceNumber: 'OTHER-1',
				partnerOrderReferenceId: 'OTHER-1',
				requestId: 'OTHER-1',
			},
		},
	],
	[
		'bulk-not-success-list',
		'Rows that were not paid are in a list whose name begins with notSuccess.',
		['sheet'],
		{ bulkAnswer: 'notSuccessList' },
	],
	[
		'bulk-success-false',
		'Rows that were not paid are among the successes with success "false".',
		['sheet'],
		{ bulkAnswer: 'successFalse' },
	],
	[
		'bulk-pending',
		'Rows that were not paid are among the successes as PENDING.',
		['sheet'],
		{ bulkAnswer: 'pendingRows' },
	],
	[
		'bulk-declined',
		'Rows that were not paid are among the successes as DECLINED.',
		['sheet'],
		{ bulkAnswer: 'declinedRows' },
	],
	[
		'bulk-cancelled',
		'Rows that were not paid are among the successes as CANCELLED.',
		['sheet'],
		{ bulkAnswer: 'cancelledRows' },
	],
	[
		'bulk-zero-count',
		'Some of the rows among the successes were not paid, and successCount is 0.',
		['sheet'],
		{ bulkAnswer: 'zeroCount' },
	],
	[
		'bulk-reported-twice',
		'A paid row is reported twice, and rows that were not paid are not reported.',
		['sheet'],
		{ bulkAnswer: 'reportedTwice' },
	],
];

/** The switches that are settings. */
export const settingSwitches = ROWS.map(([name, says, concerns, change]): Switch => ({
	name,
	says,
	concerns,
	turnOn: ({ settings }) => void Object.assign(settings, change),
}));
