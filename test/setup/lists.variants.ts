/** What a list finds, and how it tells it. */
import {
	LIST,
	FILTER,
	SHOWN,
	ORDER,
	PAGES,
	STATUS,
	SIDE,
	STRANGERS,
	ZONE,
	BY_REFERENCE,
} from './questionWords';
import { known, likely, placeOrders, sure, unknown, type Row } from './variantStage';

export const lists: Row[] = [
	[
		'a list that does not know the filter for one',
		{ sandbox: { list: 'blindToOne' } },
		[[FILTER, sure('pgReferenceNumbers alone')]],
	],
	[
		'a list that does not know the filter for several',
		{ sandbox: { list: 'blindToMany' } },
		[[FILTER, sure('pgReferenceNumber alone')]],
	],
	[
		'a list that is filtered by nothing',
		{ sandbox: { list: 'unfiltered' } },
		[[FILTER, sure('it shows all', 'unconfirmed')]],
	],
	[
		'a filter in the spelling of allocations',
		{ sandbox: { listFilter: 'uniqueReferenceNumber' } },
		[[FILTER, sure('uniqueReferenceNumber, which the node does not use', 'report it')]],
	],
	[
		'a blind list',
		{ sandbox: { list: 'empty' }, parameters: known },
		[
			[FILTER, likely('does not find', 'unconfirmed')],
			[SHOWN, likely('No', 'unconfirmed')],
			[ORDER, unknown('too few')],
		],
	],
	[
		'a list that is a text',
		{ sandbox: { list: 'text' } },
		[[LIST, likely('no list', 'Ask EnKash')]],
	],
	[
		'a list that is true',
		{ sandbox: { list: 'boolean' } },
		[[LIST, likely('no list', 'Ask EnKash')]],
	],
	[
		'a list that wants a reference',
		{ sandbox: { listNeedsReference: true }, parameters: known },
		[
			[LIST, likely('as the credential has it')],
			[FILTER, sure('Both')],
			[SHOWN, sure('as it was sent')],
		],
	],
	['the oldest first', { sandbox: { listOrder: 'oldestFirst' } }, [[ORDER, sure('oldest first')]]],
	['no order', { sandbox: { listOrder: 'shuffled' } }, [[ORDER, sure('no order')]]],
	[
		'pages by query',
		{ sandbox: { listPages: 'query' } },
		[[PAGES, sure('Pages: limit and offset, in the query')]],
	],
	['pages by body', { sandbox: { listPages: 'body' } }, [[PAGES, sure('in the body')]]],
	['ten at most', { sandbox: { listPages: 'ten' } }, [[PAGES, likely('Only some', 'unconfirmed')]]],
	[
		'references in other capitals',
		{ sandbox: { listReference: 'otherCase' }, parameters: known },
		[[SHOWN, sure('in other capitals', 'unconfirmed')]],
	],
	[
		'references with blanks',
		{ sandbox: { listReference: 'padded' }, parameters: known },
		[[SHOWN, sure('with blanks', 'unconfirmed')]],
	],
	[
		'references with an addition',
		{ sandbox: { listReference: 'extended' }, parameters: known },
		[[SHOWN, sure('with an addition', 'unconfirmed')]],
	],
	[
		'a status that no document has',
		{ sandbox: { listStatus: 'BOOKED_T1' } },
		[[STATUS, sure('does not take for success', 'Ask EnKash')]],
	],
	[
		'the side of the account',
		{ sandbox: { listSide: 'account' } },
		[[SIDE, sure('Not in all', 'unconfirmed')]],
	],
	[
		'strangers in the list',
		{ sandbox: { listStrangers: true } },
		[[STRANGERS, sure('leaves them out')]],
	],
	['UTC', { sandbox: { listTimes: 'UTC' } }, [[ZONE, likely('UTC')]]],
	[
		"orders found by EnKash's own ID alone",
		{ sandbox: { orderLookUp: 'nowhere' }, before: placeOrders },
		[[BY_REFERENCE, sure('No', 'unconfirmed')]],
	],
];
