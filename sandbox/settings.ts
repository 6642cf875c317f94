/** The envelope of an answer. `documented` answers each call as its page shows. */
export type Form = 'documented' | 'responseCode' | 'code' | 'paylod' | 'stringCode';

/** The shape of a list inside the envelope. */
export type ListForm = 'documented' | 'object' | 'array' | 'records';

/** What the transaction list knows and how it answers; `complete` is the list one would hope for. */
export type TransactionListing =
	| 'complete'
	/** Shows nothing, whatever is asked. */
	| 'empty'
	/** A filter by `pgReferenceNumber` finds nothing. */
	| 'blindToOne'
	/** A filter by `pgReferenceNumbers` finds nothing. */
	| 'blindToMany'
	/** Both reference filters are ignored. */
	| 'unfiltered'
	/** Success without a payload. */
	| 'noPayload'
	/** Success with a text for a payload. */
	| 'text'
	/** Success with 0 for a payload. */
	| 'number'
	/** Success with true for a payload. */
	| 'boolean';

/**
 * How a bulk answer tells its rows. Each but the first pays every other row, the last among them
 * not, when it first sees their references, so that there are rows to tell of; it pays them when
 * they are sent again.
 */
export type BulkAnswer =
	| 'documented'
	/** What was not paid is in `notSuccessBulkEnKashCardCreateDTOs`, without a reason. */
	| 'notSuccessList'
	/** What was not paid is among the successes with `success: "false"`. */
	| 'successFalse'
	/** What was not paid is among the successes with the status PENDING. */
	| 'pendingRows'
	/** The same with DECLINED. */
	| 'declinedRows'
	/** The same with CANCELLED. */
	| 'cancelledRows'
	/** What was not paid is among the successes like any other, beside `successCount: 0`. */
	| 'zeroCount'
	/** What was not paid is missing, and the first paid row is there a second time. */
	| 'reportedTwice';

/** Where a reference is looked for among the orders (D11). */
export type OrderLookUp =
	/** The oldest order that has it as its reference or as EnKash's own id. */
	| 'byEither'
	| 'byReference'
	/** As an own id first, then as a reference; one that is neither is the own id of a stranger's order. */
	| 'byOwnId'
	/** Nowhere: no order is ever found. */
	| 'nowhere'
	/** Nowhere, and told as a success without a payload. */
	| 'noPayload';

/** What nobody knows of EnKash, one setting for each question. */
export interface Behaviour {
	/** Milliseconds until the transaction list (R4, I2) and the look-ups of orders (D9, D11) show something new. */
	listLag: number;
	list: TransactionListing;
	/** `shuffled` is the same order each time. */
	listOrder: 'newestFirst' | 'oldestFirst' | 'shuffled';
	/** `account` shows a credit to the user as DR and a debit as CR; `type` stays as it is. */
	listSide: 'user' | 'account';
	/** How records show the reference that they are found by; `extended` adds to its end. */
	listReference: 'asSent' | 'otherCase' | 'padded' | 'extended';
	/** When set, the status of every record: a word, or an object such as `{ label: 'Pending' }`. */
	listStatus?: unknown;
	/**
	 * Before each record, and for each reference that is asked for and has none, the list shows one
	 * of another card account under the same reference.
	 */
	listStrangers: boolean;
	/** Whether transactions and cards come in pages, and whether recordsCount counts all or the page. */
	listPaging: 'none' | 'countsAll' | 'countsPage';
	/** Records of a page, where there are pages: what a query asks for beyond it, it does not get. */
	listPage: number;
	/** Under which name transactions show their ID: that of the webhook, of R1's answer, or none. */
	listIds: 'webhook' | 'answer' | 'none';
	/** Whether the transaction list has each record twice. */
	listRepeats: boolean;
	/** When set, the status of every order. */
	orderStatus?: string;
	/** `partly`: one voucher fewer than ordered, and PARTIALLY_FAILED. */
	orderVouchers: 'all' | 'partly';
	orderLookUp: OrderLookUp;
	/**
	 * When set, part of every record in the answer to a call that moves value, over what is there.
	 * A text, as coins have it, becomes the `message` of a record.
	 */
	answerFields?: Record<string, unknown>;
	bulkAnswer: BulkAnswer;
}

/** EnKash's services, which may have servers of their own. */
export type Service = 'auth' | 'card' | 'marketplace' | 'points';

/** What EnKash would tell a partner at onboarding: where its services are, and how they are spoken to. */
export interface Setup {
	/** Where a service's paths begin, such as `/cards`; all of them at the root unless set. */
	servers: Partial<Record<Service, string>>;
	/** By operationId: another method and path than the contract's, or null where there is no such call. */
	moved: Record<string, string | null>;
	/** How an unknown path is told: HTTP 404, a refusal in EnKash's envelope, or a web page. */
	unknownPath: 'notFound' | 'refusal' | 'page';
	/** Services that take the token; to the others it is invalid. */
	tokenFor: Service[];
	/** Services that the setting `encryption` holds for. */
	encrypted: Service[];
	/** Seconds that a login says its token lives, where that is not `tokenLifetime`. */
	toldLifetime?: number;
	/** The spelling of the list's filter by reference; the other ones are ignored. */
	listFilter: 'pgReferenceNumber' | 'uniqueReferenceNumber';
	/** Whether the list refuses to be asked without a reference. */
	listNeedsReference: boolean;
	/** Where the list reads `limit` and `offset`; `ten` gives ten records, whatever is asked for. */
	listPages: 'none' | 'query' | 'body' | 'ten';
	/** The clock of the list's times. */
	listTimes: 'India' | 'UTC';
}

/** How the sandbox behaves. Each may be changed while it runs. */
export interface SandboxSettings extends Behaviour, Setup {
	/** Seconds until a token expires. */
	tokenLifetime: number;
	form: Form;
	/** A list of several is never squeezed into one object: `object` answers it as an array. */
	listForm: ListForm;
	/** When not `none`, plain bodies are refused with 422. The token endpoint is exempt. */
	encryption: 'none' | 'request' | 'requestAndResponse';
	keyDigest: 'sha256' | 'sha1';
	/** Blank: the client secret. */
	encryptionKey: string;
	/** How an invalid or expired token is told; 200 is a refusal inside an envelope. */
	authRefusal: 401 | 403 | 200;
	/** How a wrong password is told; 200 is a refusal inside an envelope. */
	loginRefusalStatus: 400 | 401 | 200;
	/** `accepted` pays twice. */
	duplicateReferences: 'refused' | 'accepted';
	/** Whether rows of a bulk answer carry uniqueReferenceNumber, which the page does not mention. */
	bulkRowReference: boolean;
	/** Milliseconds until an order has its vouchers. */
	fulfilmentDelay: number;
	/** Milliseconds between a call's effect and its answer. */
	delay: number;
}

/** What one would hope of EnKash. What is not set is named too, so that it can be put back. */
export const usualBehaviour: Behaviour = {
	listLag: 0,
	list: 'complete',
	listOrder: 'newestFirst',
	listSide: 'user',
	listReference: 'asSent',
	listStatus: undefined,
	listStrangers: false,
	listPaging: 'none',
	listPage: 10,
	listIds: 'webhook',
	listRepeats: false,
	orderStatus: undefined,
	orderVouchers: 'all',
	orderLookUp: 'byEither',
	answerFields: undefined,
	bulkAnswer: 'documented',
};

const SERVICES: Service[] = ['auth', 'card', 'marketplace', 'points'];

export const usualSetup: Setup = {
	servers: {},
	moved: {},
	unknownPath: 'notFound',
	tokenFor: SERVICES,
	encrypted: SERVICES,
	toldLifetime: undefined,
	listFilter: 'pgReferenceNumber',
	listNeedsReference: false,
	listPages: 'none',
	listTimes: 'India',
};

export const defaults: SandboxSettings = {
	...usualBehaviour,
	...usualSetup,
	tokenLifetime: 86_399,
	form: 'documented',
	listForm: 'documented',
	encryption: 'none',
	keyDigest: 'sha256',
	encryptionKey: '',
	authRefusal: 401,
	loginRefusalStatus: 400,
	duplicateReferences: 'refused',
	bulkRowReference: false,
	fulfilmentDelay: 300,
	delay: 0,
};
