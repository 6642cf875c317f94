/** n8n takes its time for each expression: it is most of what an item costs that is sent. */
import type { INodeParameters } from 'n8n-workflow';
import { setStage, type Stage } from '../stage';

let stage: Stage;

beforeAll(async () => {
	stage = await setStage();
});

afterAll(() => stage.stop());

/** Gives the value, and counts that it was asked for in the custom data of the execution. */
function counted(value: string): string {
	const data = '$execution.customData';
	return `={{ [${data}.set("asked", String(Number(${data}.get("asked") || 0) + 1)), ${value}][1] }}`;
}

const ITEMS = [1, 2, 3].map((row) => ({
	row: `ROW-${row}`,
	email: `user${row}@example.com`,
	mobile: String(9_000_000_100 + row),
}));

const person = {
	mobile: '={{ $json.mobile }}',
	title: 'Ms',
	firstName: 'Asha',
	gender: 'F',
	loadAmount: 10,
};

const coins = { event: 'REFERRAL_EVENT' };

const CASES: Array<[call: string, expressions: Record<string, string>, others: INodeParameters]> = [
	[
		'reward.allocate',
		{
			email: '$json.email',
			mobile: '$json.mobile',
			title: '"Ms"',
			firstName: '"Asha"',
			gender: '"F"',
			loadAmount: '10',
			uniqueReferenceNumber: '$json.row',
		},
		{},
	],
	[
		'incentive.allocate',
		{ email: '$json.email', uniqueReferenceNumber: '"I" + $json.row' },
		person,
	],
	['reward.getAccount', { companyId: '"CEK7T1WMC6"', cardAccountId: '"CAVBMRFE8"' }, {}],
	[
		'redemption.createOrder',
		{ denomination: '500', quantity: '1', orderReferenceId: '$json.row' },
		{ productCatalogId: 'PC7513531244A681' },
	],
	['points.allocateCoins', { requestId: '$json.row', userId: '"EKQZVMQK"' }, coins],
];

it.each(CASES)('%s has n8n resolve each expression once for an item', async (call, own, others) => {
	const fields = Object.entries(own).map(([name, value]) => [name, counted(value)]);
	const parameters = { ...others, ...Object.fromEntries(fields) } as INodeParameters;
	const { error, metadata } = await stage.run(call, parameters, { items: ITEMS });
	expect(error).toBeUndefined();
	expect(Number(metadata.asked)).toBe(fields.length * ITEMS.length);
});
