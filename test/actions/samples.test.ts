import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { endpoints, isCallId } from '../../nodes/Enkash/api/wire/endpoints';
import { createEngine, type Engine } from '../engine';
import { setStage, type Stage } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';
import { allSamples } from './samples';

let stage: Stage;

let engine: Engine;

beforeAll(async () => {
	engine = await createEngine();
	skipPauses();
});

afterAll(bringBackPauses);

beforeEach(async () => {
	stage = await setStage({}, engine);
});

afterEach(() => stage.stop());

/** All that the dropdowns of the node offer. */
function offered(): string[] {
	const { properties } = stage.engine.nodeType('enkash').description;
	const valuesOf = ({ options = [] }: INodeProperties) =>
		(options as INodePropertyOptions[]).map(({ value }) => String(value));
	const operationsOf = (resource: string) =>
		properties
			.filter(
				({ name, displayOptions }) =>
					name === 'operation' && displayOptions?.show?.resource?.includes(resource),
			)
			.flatMap(valuesOf);
	const resources = properties.filter(({ name }) => name === 'resource').flatMap(valuesOf);
	return resources.flatMap((resource) =>
		operationsOf(resource).map((operation) => `${resource}.${operation}`),
	);
}

it('every operation of the node has a sample, and nothing else has', () => {
	expect(Object.keys(allSamples).sort()).toEqual(offered().sort());
});

it.each(Object.entries(allSamples))(
	'%s works with its sample',
	async (call, { parameters, before, moves }) => {
		await before?.(stage);
		stage.sandbox.ledger.length = 0;
		const { items, error } = await stage.run(call, parameters);
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		expect(stage.sandbox.ledger.map(({ reference }) => reference)).toEqual(
			moves ? [moves.reference] : [],
		);
		expect(moves && isCallId(call) && 'reads' in endpoints[call]).toBeFalsy();
	},
);
