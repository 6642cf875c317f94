/** An option that an expression gives in a wrong type is refused, and not taken for something else. */
import type { GenericValue, IDataObject } from 'n8n-workflow';
import { dataOf, setStage, type Stage } from '../stage';

let stage: Stage;

beforeEach(async () => {
	stage = await setStage();
});

afterEach(() => stage.stop());

const coins = { userId: 'EKQZVMQK', event: 'REFERRAL_EVENT' };
const points = {
	email: 'nathan@example.com',
	mobile: '9876543210',
	title: 'Mr',
	firstName: 'Nathan',
	gender: 'M',
	loadAmount: 5,
};
const vouchers = { productCatalogId: 'PC7324536190LULHL', denomination: '500', quantity: 1 };
const sheet = { ...points, name: 'Nathan Rao', points: 5 };

/** Runs a call on an item whose expressions give the values of options. */
async function runWith(
	call: string,
	parameters: IDataObject,
	options: Record<string, GenericValue>,
) {
	const given = Object.keys(options).map((name) => [name, `={{ $json.${name} }}`]);
	return await stage.run(
		call,
		{ ...parameters, options: Object.fromEntries(given) },
		{ items: [{ ...sheet, ...options }] },
	);
}

const neither = 'which is neither true nor false';
const unlisted = 'which is not one of its choices';

describe('is refused with its label, its value and what to do, before anything is sent', () => {
	it.each<[string, string, IDataObject, string, GenericValue, string, string]>([
		[
			'a policy',
			'reward.allocate',
			points,
			'onDuplicateReference',
			'sned',
			`'On Duplicate Reference' is 'sned', ${unlisted}`,
			"'returnExisting' or 'fail' or 'send'",
		],
		[
			'the same of a sheet',
			'reward.bulkAllocate',
			{},
			'onDuplicateReference',
			'sned',
			`'On Duplicate Reference' is 'sned', ${unlisted}`,
			"'returnExisting' or 'fail' or 'send'",
		],
		[
			'the same of an order',
			'redemption.createOrder',
			vouchers,
			'onDuplicateReference',
			5,
			`'On Duplicate Reference' is '5', ${unlisted}`,
			"'returnExisting' or 'fail' or 'send'",
		],
		[
			'a dry run',
			'reward.bulkAllocate',
			{},
			'dryRun',
			'yes',
			`'Dry Run' is 'yes', ${neither}`,
			'true or false',
		],
		[
			'a dry run of nothing',
			'reward.bulkAllocate',
			{},
			'dryRun',
			null,
			`'Dry Run' is 'null', ${neither}`,
			'true or false',
		],
		[
			'a check of the balance',
			'reward.bulkAllocate',
			{},
			'checkBalance',
			1,
			`'Check Balance' is '1', ${neither}`,
			'true or false',
		],
		[
			'what to do with a bad row',
			'reward.bulkAllocate',
			{},
			'onInvalidRow',
			'skip',
			`'On Invalid Row' is 'skip', ${unlisted}`,
			"'fail' or 'report'",
		],
		[
			'an envelope',
			'points.allocateCoins',
			coins,
			'includeEnvelope',
			'on',
			`'Include Envelope' is 'on', ${neither}`,
			'true or false',
		],
		[
			'a wait',
			'redemption.createOrder',
			vouchers,
			'waitForVouchers',
			{ wait: true },
			`'Wait for Vouchers' is an object, ${neither}`,
			'true or false',
		],
		[
			'codes',
			'redemption.createOrder',
			vouchers,
			'includeVoucherCodes',
			['true'],
			`'Include Voucher Codes' is a list, ${neither}`,
			'true or false',
		],
		[
			'a time-out',
			'reward.allocate',
			points,
			'timeout',
			'soon',
			"'Timeout' is not a number from 1 on",
			"It is 'soon'.",
		],
		[
			'a path',
			'redemption.searchCatalog',
			{},
			'endpointPath',
			['/x'],
			"'Endpoint Path' is not text",
			'',
		],
	])('%s', async (_, call, parameters, name, value, message, advice) => {
		const { error } = await runWith(call, parameters, { [name]: value });

		expect(error?.message).toContain(message);
		expect(error?.description ?? '').toContain(advice);
		expect(stage.sandbox.requestsTo(call)).toEqual([]);
	});
});

it.each([true, 'true', 'TRUE', ' True '])('%j is a dry run', async (dryRun) => {
	const result = await runWith('reward.bulkAllocate', {}, { dryRun });
	expect(dataOf(result)).toMatchObject([{ outcome: 'dryRun' }]);
	expect(stage.sandbox.requestsTo('reward.bulkAllocate')).toEqual([]);
});

it.each([false, 'false', 'FALSE'])('%j is none', async (dryRun) => {
	const result = await runWith('reward.bulkAllocate', {}, { dryRun });
	expect(dataOf(result)).toMatchObject([{ outcome: 'allocated' }]);
});

it.each(['true', 'false'])('a switch that is a field takes the text %s as well', async (text) => {
	const parameters = { cardAccountId: 'CAVBMRFE8', simplify: `={{ "${text}" }}` };
	const [account] = dataOf(await stage.run('reward.getAccount', parameters));
	expect(Object.keys(account).length > 10).toBe(text === 'false');
});
