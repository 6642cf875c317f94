/** Whatever EnKash does meanwhile: what was paid can be taken back, and then every balance is as it was. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SWITCHES, turnOff } from '../../sandbox';
import { createEngine, type Engine } from '../engine';
import { howMany } from '../matrix';
import { dataOf, setStage, type Stage } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';

const PEOPLE = howMany(1, 3);

const rows = (name: string) =>
	Array.from({ length: PEOPLE }, (_, index) => ({
		email: `person${index}@example.com`,
		mobile: `900000000${index}`,
		loadAmount: 10.01 + index,
		uniqueReferenceNumber: `${name}-${index}`,
	}));

/** The names are the same for all: n8n takes most of the time for expressions. */
const fields = {
	title: 'Ms',
	firstName: 'Meera',
	gender: 'F',
	...Object.fromEntries(Object.keys(rows('')[0]).map((field) => [field, `={{ $json.${field} }}`])),
};

let engine: Engine;
let stage: Stage;

beforeAll(async () => {
	skipPauses();
	engine = await createEngine();
});

beforeEach(async () => {
	stage = await setStage({ duplicateReferences: 'accepted' }, engine);
});

afterEach(() => stage.stop());
afterAll(bringBackPauses);

interface Job {
	call: string;
	parameters: INodeParameters;
	items: IDataObject[];
	done: RegExp;
}

/** Runs it as it goes, then once more with an EnKash that behaves and a person who has looked. */
async function inTheEnd({ call, parameters, items, done }: Job): Promise<void> {
	await stage.run(call, parameters, { items, onError: 'continueRegularOutput' });
	const { settings, faults } = stage.sandbox;
	const kept = { ...settings };
	turnOff(stage.sandbox);
	clearUp();
	const options = { resendUnconfirmed: true };
	const last = await stage.run(call, { ...parameters, options }, { items });
	expect(last.error).toBeUndefined();
	for (const { outcome } of dataOf(last)) expect(outcome).toMatch(done);
	Object.assign(settings, kept);
	faults.clear();
}

/** EnKash takes what moved nothing off its list. */
function clearUp(): void {
	const { transactionsByReference: listed } = stage.sandbox.state;
	for (const [reference, all] of listed) {
		const moved = all.filter(({ failedAs }) => failedAs === undefined);
		listed.set(reference, moved);
	}
}

const balances = () =>
	[...stage.sandbox.state.accounts.values()].map(({ available, cardBalance }) => [
		available,
		cardBalance,
	]);

const fitting = SWITCHES.filter(({ concerns }) => concerns.includes('points'));

it.each(fitting)('under $name', async ({ name, turnOn }) => {
	const before = balances();
	const items = rows(name);

	turnOn(stage.sandbox, { times: 2 });
	const paid = /^(allocated|alreadyAllocated|recovered)$/;
	await inTheEnd({ call: 'reward.allocate', parameters: fields, items, done: paid });
	expect(stage.sandbox.ledger).toHaveLength(PEOPLE);

	turnOn(stage.sandbox, { times: 2 });
	const back = /^(reversed|alreadyReversed|recovered)$/;
	const parameters = { uniqueReferenceNumber: '={{ $json.uniqueReferenceNumber }}' };
	await inTheEnd({ call: 'reward.reverse', parameters, items, done: back });

	expect(stage.sandbox.ledger).toHaveLength(2 * PEOPLE);
	expect(balances()).toEqual(before);
});
