/** Points given to a person, and taken back from a card. */
import type { IDataObject } from 'n8n-workflow';
import { dataOf, setStage, type Stage } from '../stage';
import { person } from './rewardStage';

let stage: Stage;

beforeEach(async () => {
	stage = await setStage();
});

afterEach(() => stage.stop());

describe('reward.allocate', () => {
	it('credits a new user, under both spellings of the reference', async () => {
		const parameters = {
			...person,
			loadAmount: 11.5,
			uniqueReferenceNumber: ' TEST-1 ',
			simplify: false,
		};
		const [item] = dataOf(await stage.run('reward.allocate', parameters));
		expect(item).toMatchObject({
			outcome: 'allocated',
			uniqueReferenceNumber: 'TEST-1',
			pgReferenceNumber: 'TEST-1',
			email: 'meera.nair@example.com',
		});
		expect(stage.sandbox.requestsTo('R1')[0].body).toEqual({
			companyId: 'CEK7T1WMC6',
			cardAccountId: 'CAVBMRFE8',
			transactionCode: 'ALLOCATION',
			transactionType: 'CR',
			type: 'ALLOCATE_POINT',
			email: 'meera.nair@example.com',
			mobile: '9876543210',
			title: 'Ms',
			firstName: 'Meera',
			gender: 'F',
			loadAmount: 11.5,
			uniqueReferenceNumber: 'TEST-1',
			uniqueReferenceNum: 'TEST-1',
		});
		expect(stage.sandbox.ledger).toMatchObject([
			{ kind: 'credit', reference: 'TEST-1', amount: 11.5 },
		]);
	});

	it('derives a reference for each item that has none', async () => {
		const parameters = { ...person, loadAmount: 1 };
		const items = [{}, {}, {}];
		const references = dataOf(await stage.run('reward.allocate', parameters, { items })).map(
			({ uniqueReferenceNumber }) => uniqueReferenceNumber,
		);
		expect(new Set(references).size).toBe(3);
		for (const reference of references) expect(reference).toMatch(/^[A-Z0-9-]{1,32}$/);
	});

	it('pays a reference once that two executions send at the same time', async () => {
		Object.assign(stage.sandbox.settings, { duplicateReferences: 'accepted', delay: 200 });
		const parameters = { ...person, loadAmount: 5, uniqueReferenceNumber: 'TWICE-1' };
		const run = async () => dataOf(await stage.run('reward.allocate', parameters));
		const results = (await Promise.all([run(), run()])).flat();
		expect(results.map(({ outcome }) => outcome).sort()).toEqual(['allocated', 'alreadyAllocated']);
		expect(stage.sandbox.ledger).toHaveLength(1);
	});

	it('tells that the balance is too low, and what to do', async () => {
		const { error } = await stage.run('reward.allocate', {
			...person,
			loadAmount: 1e9,
			uniqueReferenceNumber: 'R',
		});
		expect(error).toMatchObject({
			message: 'Insufficient balance in card account [item 0]',
			description: expect.stringContaining("lower 'Points'"),
		});
		expect(stage.sandbox.requestsTo('R1')).toHaveLength(1);
	});

	it.each<[string, IDataObject, message: string, description: string]>([
		['a missing email', { email: '={{ "" }}' }, "'Email' is empty", 'Fill it in for every item.'],
		[
			'no email at all',
			{ email: 'Nathan Rao' },
			"'Email' is not an email address",
			"It is 'Nathan Rao'. Give one address, such as nathan@example.com.",
		],
		[
			'a mobile with letters',
			{ mobile: '98765abcde' },
			"'Mobile' is not an Indian mobile number of 10 digits",
			"It is '98765abcde'. Give 10 digits that begin with 6, 7, 8 or 9. +91 or 0 before them, spaces and dashes do no harm.",
		],
		[
			'negative points',
			{ loadAmount: -5 },
			"'Points' is less than 0",
			"It is '-5'. Give a number above 0. 'Unallocate Points' takes points back.",
		],
		[
			'points as words',
			{ loadAmount: 'five' },
			"'Points' is not a number of points",
			"It is 'five'. Give digits alone, such as 250 or 1,500.50.",
		],
		[
			'no points',
			{ loadAmount: 0 },
			"'Points' is 0",
			"Give a number above 0. 'Unallocate Points' takes points back.",
		],
		[
			'a third decimal',
			{ loadAmount: 1.005 },
			"'Points' has more than two decimals",
			"It is '1.005'. Round it to two, such as 12.35.",
		],
		[
			'a title that EnKash does not know',
			{ title: 'Captain' },
			"'Title' is not Mr, Mrs or Ms",
			"It is 'Captain'. EnKash takes no other title. Give one of these.",
		],
		[
			'no gender',
			{ gender: '={{ "" }}' },
			"'Gender' is not M or F",
			'Give M or F, or Male or Female. EnKash takes no other.',
		],
	])(
		'refuses %s before anything is sent, with its value and what to do',
		async (_, bad, message, description) => {
			const { error } = await stage.run('reward.allocate', { ...person, loadAmount: 1, ...bad });
			expect(error).toMatchObject({ message: `${message} [item 0]`, description });
			expect(stage.sandbox.requests).toHaveLength(0);
		},
	);

	it('sends nothing at all where one of the items is wrong and the node is to stop', async () => {
		const items = [{ points: 1 }, { points: -1 }];
		const parameters = { ...person, loadAmount: '={{ $json.points }}' };
		const { error } = await stage.run('reward.allocate', parameters, { items });
		expect(error).toMatchObject({ message: expect.stringContaining('[item 1]') });
		expect(stage.sandbox.ledger).toHaveLength(0);
	});
});

describe('reward.unallocate', () => {
	it('takes points back, found by card', async () => {
		const parameters = {
			enKashCardId: 'EKCQMY9BQ0',
			loadAmount: 5,
			uniqueReferenceNumber: 'BACK-1',
		};
		const [item] = dataOf(await stage.run('reward.unallocate', parameters));
		expect(item).toMatchObject({ outcome: 'allocated', uniqueReferenceNumber: 'BACK-1' });
		expect(stage.sandbox.requestsTo('R1')[0].body).toMatchObject({
			transactionType: 'DR',
			type: 'UNALLOCATE_POINT',
			enkashCardId: 'EKCQMY9BQ0',
		});
		expect(stage.sandbox.ledger).toMatchObject([{ kind: 'debit', amount: 5 }]);
	});

	it('asks for a card before anything is sent', async () => {
		const { error } = await stage.run('reward.unallocate', {
			enKashCardId: '={{ "" }}',
			loadAmount: 5,
		});
		expect(error).toMatchObject({ message: "'Card' is empty [item 0]" });
		expect(stage.sandbox.requests).toHaveLength(0);
	});
});
