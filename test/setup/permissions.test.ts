/** Check Setup asks about each of EnKash's calls once, by the names that a person sees on the screen. */
import { resources } from '../../nodes/Enkash/actions';
import { endpoints } from '../../nodes/Enkash/api/wire/endpoints';
import { permissionQuestions } from '../../nodes/Enkash/setup/questions/permissionQuestions';

const asked = permissionQuestions.map(({ question }) => {
	const [, names = '', id = ''] = /^May this account use (.+) \((\w+)\)\?$/.exec(question) ?? [];
	return { id, names };
});

/** Resource and beginning of the operation's label, such as `Reward: Bulk Allocate`. */
const named = asked.flatMap(({ names }) =>
	names.split(' and ').flatMap((group) => {
		const [resource, operations] = group.split(': ');
		return operations.split(', ').map((operation) => [resource, operation]);
	}),
);

test('each call is asked about once, though several operations make it', () => {
	const ids = [...new Set(Object.values(endpoints).map(({ id }) => id))];
	expect(asked.map(({ id }) => id)).toEqual(ids);
	expect(asked).toContainEqual({ id: 'R1', names: 'Reward: Allocate, Unallocate, Reverse' });
	expect(asked).toContainEqual({ id: 'R4', names: 'Reward: Get Transactions, Reconcile' });
});

test.each(named)('%s: %s… is what the dropdowns call it', (name, operation) => {
	const { operations = [] } = resources.find((resource) => resource.name === name) ?? {};
	expect(operations.filter((each) => each.name.startsWith(operation))).not.toEqual([]);
});

test('every operation that is one call is named', () => {
	const calls = resources.flatMap(({ operations }) => operations.map(({ call }) => call));
	expect(named).toHaveLength(calls.filter((call) => call in endpoints).length);
});
