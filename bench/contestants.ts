/** What is measured beside what: each is one node that does a task over the items of a run. */
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
} from 'n8n-workflow';
import { HTTP_REQUEST } from '../test/chaos/httpRequest';

/**
 * `read` is R3; `allocate` R1 with seven expressions; `sheet` R2, with a row for each item; `list` R4, once,
 * with as many records as there are to be items.
 */
export type Task = 'read' | 'allocate' | 'sheet' | 'list';

export type Contestant =
	/** This package's node. */
	| 'enkash'
	/** This package's trigger, in one poll to which all is new. */
	| 'trigger'
	/** n8n's HTTP Request node, each field with an expression of its own. */
	| 'httpRequest'
	/** The same, all of the body in one expression. */
	| 'httpRequestJson'
	/** As `httpRequest`, with a pause after every 50 items, without which all would be sent at once. */
	| 'httpRequestPaced'
	/** A loop over n8n's request helper. */
	| 'bareLoop'
	/** A loop over the same helper, with a credential that is a token and nothing else. */
	| 'tokenLoop'
	/** A loop over n8n's helper without credentials. */
	| 'helperLoop'
	/** A loop over Node's own HTTP. */
	| 'socketLoop'
	/** A loop that sends nothing, but resolves the expressions. */
	| 'emptyLoop'
	/** A node that hands on its items. */
	| 'noOp';

export const LABELS: Record<Contestant, string> = {
	enkash: 'EnKash node',
	trigger: 'EnKash Trigger',
	httpRequest: 'HTTP Request, fields',
	httpRequestJson: 'HTTP Request, one JSON expression',
	httpRequestPaced: 'HTTP Request, 50 at a time',
	bareLoop: "loop over n8n's helper",
	tokenLoop: "loop over n8n's helper, plain token",
	helperLoop: "loop over n8n's helper, no credential",
	socketLoop: "loop over Node's HTTP",
	emptyLoop: 'loop that sends nothing',
	noOp: 'No Operation',
};

const PARTNER = 'BENCH';
const ACCOUNT = { companyId: 'CEK7T1WMC6', cardAccountId: 'CAVBMRFE8' };
const CALLS = { read: 'cardAccount/get', allocate: 'create-allocate-points' } as const;
const CREDIT = { transactionCode: 'ALLOCATION', transactionType: 'CR', type: 'ALLOCATE_POINT' };

/** The seven fields of a payment, by EnKash's names. */
const FIELDS = {
	email: '={{ $json.email }}',
	mobile: '={{ $json.mobile }}',
	title: '={{ $json.title }}',
	firstName: '={{ $json.name }}',
	gender: '={{ $json.gender }}',
	loadAmount: '={{ $json.points }}',
	uniqueReferenceNumber: '={{ $json.reference }}',
};

/** A pasted token, so that nothing logs in. */
export function credentialFor(url: string): ICredentialDataDecryptedObject {
	return {
		environment: 'custom',
		authentication: 'accessToken',
		accessToken: 'example-token-of-the-bench',
		partnerId: PARTNER,
		...ACCOUNT,
		encryption: 'none',
		authUrl: url,
		cardApiUrl: url,
		marketplaceUrl: url,
		pointsUrl: url,
		ssoUrl: url,
	};
}

/** Each run has references of its own. */
export function itemsFor(count: number, mark: string): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		title: 'Ms',
		name: `Person ${index}`,
		gender: 'F',
		email: `person${index}@example.com`,
		mobile: String(9_000_000_000 + index),
		points: 1 + (index % 500),
		reference: `BENCH-${mark}-${String(index).padStart(6, '0')}`,
	}));
}

export interface Setting {
	task: Task;
	url: string;
	/** Calls at the same time, where the contestant can be told. */
	inFlight: number;
	/** Of a list, how many records it has. */
	records: number;
}

type NodeParts = Pick<INode, 'type' | 'typeVersion' | 'parameters'>;

export function nodeOf(contestant: Contestant, setting: Setting): NodeParts {
	switch (contestant) {
		case 'enkash':
			return { type: 'n8n-nodes-enkash.enkash', typeVersion: 1, parameters: enkash(setting) };
		case 'trigger':
			return {
				type: 'n8n-nodes-enkash.enkashTrigger',
				typeVersion: 1,
				parameters: { event: 'transactionCreated', options: listing(setting.records) },
			};
		case 'httpRequest':
			return httpRequest(setting, fieldsBody(setting.task));
		case 'httpRequestJson':
			return httpRequest(setting, jsonBody());
		case 'httpRequestPaced':
			return httpRequest(setting, fieldsBody(setting.task), PACE);
		case 'noOp':
			return { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
		default:
			return bareLoop(setting, LOOPS[contestant]);
	}
}

/** Tells the server how many transactions it has. */
function listing(records: number): INodeParameters {
	return { body: JSON.stringify({ records }) };
}

function enkash({ task, inFlight, records }: Setting): INodeParameters {
	const resource = 'reward';
	if (task === 'list') {
		const options = listing(records);
		return { resource, operation: 'getTransactions', returnAll: true, options };
	}
	if (task === 'sheet') return { resource, operation: 'bulkAllocate' };
	const options = { concurrency: inFlight };
	if (task === 'read') return { resource, operation: 'getAccount', options };
	return { resource, operation: 'allocate', ...FIELDS, options };
}

/** What a paced node waits after each 50 items, in milliseconds: about as long as it needs for them. */
const PACE = { batching: { batch: { batchSize: 50, batchInterval: 50 } } };

function httpRequest(
	{ task, url }: Setting,
	body: INodeParameters,
	options: INodeParameters = {},
): NodeParts {
	return {
		type: HTTP_REQUEST,
		typeVersion: 4.3,
		parameters: {
			method: 'POST',
			url: urlOf(task, url),
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'enkashApi',
			sendHeaders: true,
			headerParameters: { parameters: [{ name: 'partnerId', value: PARTNER }] },
			sendBody: true,
			...body,
			options,
		},
	};
}

function fieldsBody(task: Task): INodeParameters {
	const fields = { ...constantOf(task), ...(task === 'read' ? {} : FIELDS) };
	const parameters = Object.entries(fields).map(([name, value]) => ({ name, value }));
	return { specifyBody: 'keypair', bodyParameters: { parameters } };
}

function jsonBody(): INodeParameters {
	const body = `={{ JSON.stringify({
		...${JSON.stringify(constantOf('allocate'))},
		email: $json.email, mobile: $json.mobile, title: $json.title, firstName: $json.name,
		gender: $json.gender, loadAmount: $json.points, uniqueReferenceNumber: $json.reference,
	}) }}`;
	return { specifyBody: 'json', jsonBody: body };
}

const constantOf = (task: Task) => (task === 'read' ? ACCOUNT : { ...ACCOUNT, ...CREDIT });

/** Of a sheet, whoever has no call for it sends one for each row. */
const urlOf = (task: Task, url: string) =>
	`${url}/api/v0/partner/enKashCard/${CALLS[task === 'read' ? 'read' : 'allocate']}`;

const LOOPS = {
	bareLoop: { part: 'authenticated', credential: 'enkashApi' },
	tokenLoop: { part: 'authenticated', credential: 'bareToken' },
	helperLoop: { part: 'helper', credential: '' },
	socketLoop: { part: 'socket', credential: '' },
	emptyLoop: { part: 'nothing', credential: '' },
} as const;

function bareLoop(
	{ task, url, inFlight }: Setting,
	loop: (typeof LOOPS)[keyof typeof LOOPS],
): NodeParts {
	return {
		type: 'n8n-nodes-bare.bareLoop',
		typeVersion: 1,
		parameters: {
			...loop,
			url: urlOf(task, url),
			constant: JSON.stringify(constantOf(task)),
			partner: PARTNER,
			inFlight,
			...(task === 'read' ? {} : { ...FIELDS, fields: Object.keys(FIELDS).join() }),
		},
	};
}
