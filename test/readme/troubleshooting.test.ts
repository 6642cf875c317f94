/** What docs/troubleshooting.md says that the node says, provoked. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { FaultRule, RecordedRequest } from '../../sandbox/types';
import { passMinutes, resetClock } from '../clock';
import { createEngine, type Engine } from '../engine';
import { setStage, type Stage } from '../stage';
import { bringBackPauses, endSilence, skipTime } from '../waiting';
import { patternOf } from './pattern';

const PAGE = readFileSync(join(__dirname, '../../docs/troubleshooting.md'), 'utf8');
const SENTENCES = [...PAGE.matchAll(/^\| (?!---|the node says)(.+?) \| .+ \|$/gm)].map(
	([, sentence]) => sentence,
);

const PERSON = {
	email: 'meera.nair@example.com',
	mobile: '9876543210',
	title: 'Ms',
	firstName: 'Meera',
	gender: 'F',
};
const REFERENCE = { uniqueReferenceNumber: 'ROW-1' };

interface Case {
	credential?: Record<string, string>;
	call?: string;
	parameters?: INodeParameters;
	items?: IDataObject[];
	fault?: FaultRule;
	/** How often the same was run before, a minute apart. */
	runsBefore?: number;
	/** Points that were paid before under the same reference. */
	paidBefore?: number;
	/** It is told of one of the items, where the node goes on. */
	ofAnyItem?: boolean;
}

const sheet = (options: IDataObject, ...rows: IDataObject[]): Case => ({
	call: 'reward.bulkAllocate',
	parameters: {
		columns: { mappingMode: 'autoMapInputData', value: null },
		options,
	} as INodeParameters,
	items: rows.map((row, index) => ({ ...PERSON, points: 10, reference: `ROW-${index}`, ...row })),
});
const payment = (more: Case = {}): Case => ({
	call: 'reward.allocate',
	parameters: { ...PERSON, ...REFERENCE, loadAmount: 100 },
	...more,
});

/** References that fail so many times. */
const failing =
	(times: Record<string, number>) =>
	({ body }: RecordedRequest): boolean => {
		const { uniqueReferenceNumber } = body as { uniqueReferenceNumber: string };
		return times[uniqueReferenceNumber]-- > 0;
	};

const CASES: Record<string, Case> = {
	'EnKash refused the login: …': { credential: { password: 'not-this-one' } },
	'The login was refused before (…), and is not tried again, …': {
		credential: { password: 'not-this-one' },
		runsBefore: 1,
	},
	'The login may have been refused 2 times (…), and is not tried again for now, …': {
		credential: { password: 'not-this-one' },
		fault: { call: 'token.authenticate', kind: 'html' },
		runsBefore: 2,
	},
	'EnKash refused the access token: …': {
		credential: { authentication: 'accessToken', accessToken: 'not-this-one' },
	},
	"'Partner ID' is missing in the EnKash credential": { credential: { partnerId: '' } },
	"'Card API URL' is missing in the EnKash credential": { credential: { cardApiUrl: '' } },
	"'Card Account ID' is empty": { credential: { cardAccountId: '' } },
	'Insufficient balance in card account': payment({
		parameters: { ...PERSON, loadAmount: 9_999_999 },
	}),
	'Not sent: Account … has 898138 points, and 2 rows need 1000000': sheet(
		{ checkBalance: true },
		{ points: 900_000 },
		{ points: 100_000, mobile: '9876543211' },
	),
	'Reference … was used before, for 500 points and not 100': payment({ paidBefore: 500 }),
	'Not sent, since the reference could not be looked up: …': payment({
		fault: { call: 'R4', kind: 'status' },
	}),
	'Reference … is unconfirmed: …': payment({
		fault: { call: ['R1', 'R4'], kind: 'hangAfter', skip: 1 },
	}),
	'Reference … was not carried out: …': payment({
		parameters: { ...PERSON, loadAmount: 100, uniqueReferenceNumber: '={{ $json.row }}' },
		items: ['ROW-0', 'ROW-1', 'ROW-2', 'ROW-3'].map((row) => ({ row })),
		// The first fails always, and each time another one is paid after it.
		fault: { call: 'R1', kind: 'status', when: failing({ 'ROW-0': 3, 'ROW-1': 2, 'ROW-2': 1 }) },
	}),
	'Order … has come to nothing: EnKash has it as FAILED': {
		call: 'redemption.createOrder',
		parameters: { productCatalogId: 'PC7513531244A681', denomination: '500', quantity: 1 },
		fault: {
			call: 'D8',
			kind: 'mutate',
			body: (text) => text.replace('"paymentStatus":"SUCCESS"', '"paymentStatus":"FAILED"'),
		},
	},
	'Not sent, since EnKash left the last 5 calls open': payment({
		parameters: { ...PERSON, loadAmount: 100, uniqueReferenceNumber: '={{ $json.row }}' },
		items: ['A', 'B', 'C', 'D', 'E', 'F'].map((row) => ({ row })),
		fault: { call: 'R1', kind: 'status' },
		ofAnyItem: true,
	}),
	"'Dry Run' is … for item … and … for item …": {
		...sheet({}, {}, { mobile: '9876543211' }),
		parameters: { options: { dryRun: '={{ $itemIndex === 0 }}' } },
	},
	"Row is not valid: 'Mobile' …": sheet({}, { mobile: '12345' }),
	'… answered with a web page instead of JSON …': { fault: { kind: 'html' } },
	'… cannot be reached': { credential: { cardApiUrl: 'http://127.0.0.1:1' } },
	'… did not answer within 30 s': { fault: { kind: 'hang' } },
	'… answered HTTP 429: …': { fault: { kind: 'rateLimit', retryAfter: 3600 } },
};

let stage: Stage;
let unwatch: () => void;

let engine: Engine;

beforeAll(async () => {
	skipTime();
	engine = await createEngine();
});

afterAll(bringBackPauses);

beforeEach(async () => {
	stage = await setStage({}, engine);
	unwatch = endSilence(stage.sandbox);
});

afterEach(async () => {
	resetClock();
	unwatch();
	await stage.stop();
});

it('every sentence has its case here', () => {
	expect(Object.keys(CASES).sort()).toEqual([...SENTENCES].sort());
});

it.each(Object.entries(CASES))(
	'the node says: %s',
	async (sentence, { credential, call, fault, ...more }) => {
		const credentialId = credential ? stage.credentialWith(credential) : stage.credentialId;
		if (more.paidBefore)
			await stage.run('reward.allocate', { ...PERSON, ...REFERENCE, loadAmount: more.paidBefore });
		if (fault) stage.sandbox.faults.add(fault);

		const onError = more.ofAnyItem ? 'continueRegularOutput' : undefined;
		const options = { credentialId, items: more.items, onError } as const;
		const run = () => stage.run(call ?? 'reward.getAccount', more.parameters, options);
		for (let before = 0; before < (more.runsBefore ?? 0); before++) {
			await run();
			passMinutes(1);
		}
		const { error, items } = await run();

		const told = more.ofAnyItem ? items.map(({ json }) => json.error as string) : [error?.message];
		expect(told).toContainEqual(expect.stringMatching(patternOf(sentence)));
	},
);
