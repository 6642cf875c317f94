/** Every form in which the documents show an answer gives the same items, for every operation. A matrix. */
import type { IDataObject } from 'n8n-workflow';
import type { SandboxSettings } from '../../../sandbox/types';
import { samples } from '../../actions/samples';
import { hurry, resetClock } from '../../clock';
import { createEngine, type Engine } from '../../engine';
import { isPlayed } from '../../matrix';
import { dataOf, setStage } from '../../stage';

let engine: Engine;

beforeAll(async () => {
	hurry();
	engine = await createEngine();
});
afterAll(resetClock);

type Variant = Partial<Pick<SandboxSettings, 'form' | 'listForm' | 'encryption' | 'keyDigest'>>;

const variants: Variant[] = [
	{ form: 'responseCode' },
	{ form: 'code' },
	{ form: 'paylod' },
	{ form: 'stringCode' },
	{ listForm: 'object' },
	{ listForm: 'array' },
	{ listForm: 'records' },
	{ form: 'paylod', listForm: 'records' },
	{ encryption: 'request' },
	{ encryption: 'requestAndResponse' },
	{ encryption: 'requestAndResponse', keyDigest: 'sha1', form: 'stringCode', listForm: 'array' },
];

/** What is made up anew each time, whatever the form. */
const CHANGING = ['access_token', 'refresh_token', 'url', 'createdOn', 'expiryDate'];

function lasting(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(lasting);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).filter(([name]) => !CHANGING.includes(name));
	return Object.fromEntries(entries.map(([name, each]) => [name, lasting(each)]));
}

/** The items of one operation where EnKash answers in this form. */
async function itemsOf(call: string, variant: Variant): Promise<IDataObject[]> {
	const stage = await setStage({ fulfilmentDelay: 0, ...variant }, engine);
	const { encryption = 'none', keyDigest = 'sha256' } = variant;
	const credentialId = stage.credentialWith({ encryption, keyDigest });
	const { parameters, before } = samples[call as keyof typeof samples] ?? {};
	try {
		await before?.({
			...stage,
			run: (name, given, options) => stage.run(name, given, { ...options, credentialId }),
		});
		const result = await stage.run(call, parameters, { credentialId });
		expect(result.error).toBeUndefined();
		return dataOf(result);
	} finally {
		await stage.stop();
	}
}

describe.each(Object.keys(samples).map((call, row) => ({ call, row })))(
	'$call',
	({ call, row }) => {
		const played = variants.filter((_, column) => isPlayed(row, column, variants.length));
		let documented: IDataObject[];

		beforeAll(async () => {
			documented = await itemsOf(call, {});
		});

		it.each(played)('gives the same items where EnKash answers with %j', async (variant) => {
			expect(lasting(await itemsOf(call, variant))).toEqual(lasting(documented));
		});
	},
);
