/** A setting that counts for a whole run has one value for all of its items. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { dataOf, setStage, useEach } from '../stage';

const stage = useEach(() => setStage({ duplicateReferences: 'accepted' }));

const people = [1, 2, 3].map((row) => ({
	title: 'Ms',
	name: 'Meera Nair',
	email: `user${row}@example.com`,
	mobile: `987654321${row}`,
	points: 10,
	reference: `ROW-${row}`,
	first: row === 1,
}));

const single: INodeParameters = {
	email: '={{ $json.email }}',
	mobile: '={{ $json.mobile }}',
	title: 'Ms',
	firstName: 'Meera',
	gender: 'F',
	loadAmount: 10,
	uniqueReferenceNumber: '={{ $json.reference }}',
};

const voucher = { productCatalogId: 'PC123789', denomination: 100, quantity: 1 };
const coins = { userId: 'EKQZVMQK', event: 'REFERRAL_EVENT' };

it.each<[call: string, parameters: INodeParameters, option: string, value: string, label: string]>([
	['reward.bulkAllocate', {}, 'dryRun', '={{ $json.first }}', 'Dry Run'],
	['reward.bulkAllocate', {}, 'batchSize', '={{ $json.points + $itemIndex }}', 'Batch Size'],
	['reward.bulkAllocate', {}, 'checkBalance', '={{ $json.first }}', 'Check Balance'],
	[
		'reward.bulkAllocate',
		{},
		'onInvalidRow',
		'={{ $json.first ? "fail" : "report" }}',
		'On Invalid Row',
	],
	[
		'reward.allocate',
		single,
		'onDuplicateReference',
		'={{ $json.first ? "send" : "fail" }}',
		'On Duplicate Reference',
	],
	['reward.allocate', single, 'resendUnconfirmed', '={{ $json.first }}', 'Resend Unconfirmed'],
	[
		'redemption.createOrder',
		voucher,
		'onDuplicateReference',
		'={{ $json.first ? "send" : "fail" }}',
		'On Duplicate Reference',
	],
	['points.allocateCoins', coins, 'resendUnconfirmed', '={{ $json.first }}', 'Resend Unconfirmed'],
])('%s sends nothing where one differs: %j %s', async (call, parameters, option, value, label) => {
	const run = async (items: IDataObject[]) =>
		await stage.run(call, { ...parameters, options: { [option]: value } }, { items });

	const { error } = await run(people);
	expect(error?.message).toMatch(
		new RegExp(`^'${label}' is .+ for item 0 and .+ for item 1 \\[item 0\\]$`),
	);
	expect(error?.description).toMatch(/counts for the whole run, so nothing was sent/);
	expect(stage.sandbox.ledger).toEqual([]);

	const [, second, third] = people;
	const alike = option === 'batchSize' ? [second] : [second, third];
	expect(dataOf(await run(alike))).toHaveLength(alike.length);
});
