/** Answers of the sandbox to the sample of each operation, in each form it knows: what mutation starts from. */
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import type { SandboxSettings } from '../../sandbox/types';
import type { Engine } from '../engine';
import { samples, type Sample } from '../actions/samples';
import { hurry, takeTime } from '../clock';
import { setStage } from '../stage';

export interface Recording {
	call: string;
	/** All that the operation has on the screen, as the sample fills it in. */
	parameters: INodeParameters;
	/** What its collections hold: pairs of a collection and a field in it. */
	inner: Array<[collection: string, field: string]>;
	/** Text of the answer to each request, by method and path. */
	answers: Map<string, string>;
}

const FORMS: Array<Partial<SandboxSettings>> = [
	{},
	{ form: 'responseCode', listForm: 'array' },
	{ form: 'code', listForm: 'records' },
	{ form: 'paylod', listForm: 'object' },
	{ form: 'stringCode' },
];

export async function record(engine: Engine): Promise<Recording[]> {
	const recordings: Recording[] = [];
	hurry();
	for (const [call, sample] of Object.entries(samples)) {
		for (const settings of FORMS) recordings.push(await recordOne(engine, call, sample, settings));
	}
	takeTime();
	return recordings;
}

async function recordOne(
	engine: Engine,
	call: string,
	sample: Sample,
	settings: Partial<SandboxSettings>,
): Promise<Recording> {
	const stage = await setStage(settings, engine, { loggedIn: false });
	await sample.before?.(stage);
	const answers = new Map<string, string>();
	let asked = '';
	const listen = {
		kind: 'mutate' as const,
		when: ({ method, path }: { method: string; path: string }) => (
			(asked = `${method} ${path}`),
			true
		),
		body: (text: string) => (answers.set(asked, text), text),
	};
	stage.sandbox.faults.add(listen);
	stage.sandbox.faults.add({ ...listen, call: 'authenticate' });
	await stage.run(call, sample.parameters);
	await stage.stop();
	const own = fieldsOf(engine.nodeType('enkash').description.properties, call);
	const defaults = Object.fromEntries(
		own.map(({ name, default: value }) => [name, plain(value)]),
	) as INodeParameters;
	const inner = own.flatMap(({ name, type, options = [] }) =>
		type === 'collection' ? options.map((field): [string, string] => [name, field.name]) : [],
	);
	return { call, parameters: { ...defaults, ...sample.parameters }, inner, answers };
}

/** What an operation has on the screen. */
function fieldsOf(properties: INodeProperties[], call: string): INodeProperties[] {
	const [resource, operation] = call.split('.');
	return properties.filter(
		({ displayOptions: { show } = {} }) =>
			show?.resource?.includes(resource) && show.operation?.includes(operation),
	);
}

/** A locator gives its ID, as n8n's engine would. */
function plain(value: unknown): unknown {
	return typeof value === 'object' && value !== null && 'mode' in value && 'value' in value
		? value.value
		: value;
}
