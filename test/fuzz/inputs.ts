/** Mutated inputs: parameters and credentials as expressions may make them. */
import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import type { Recording } from './corpus';
import type { Scene } from './context';
import { sceneOf } from './answers';
import { DANGEROUS, input } from './mutations';

export interface InputCase {
	recording: Recording;
	/** Fields of the node that are changed, by their position among all it has. */
	fields: Array<[number, unknown]>;
	/** The same for what its collections hold: options, filters and the like. */
	inner: Array<[number, unknown]>;
	credential: Record<string, unknown>;
	json: Record<string, unknown>;
}

const CREDENTIAL_FIELDS = [
	'environment',
	'authentication',
	'partnerId',
	'companyId',
	'cardAccountId',
	'encryption',
	'keyDigest',
	'cardApiUrl',
	'marketplaceUrl',
	'pointsUrl',
	'ssoUrl',
	'endpointOverrides',
];

/** Options that make for real waits, which would pass for a hang. */
const WAITS = ['timeout', 'waitForVouchers'];

const some = (names: string[]) => fc.dictionary(fc.constantFrom(...names), input, { maxKeys: 2 });

export function inputCase(recordings: Recording[]): fc.Arbitrary<InputCase> {
	return fc.record({
		recording: fc.constantFrom(...recordings),
		fields: fc.array(fc.tuple(fc.nat(), input), { maxLength: 3 }),
		inner: fc.array(fc.tuple(fc.nat(), input), { maxLength: 2 }),
		credential: fc.oneof(
			{ weight: 4, arbitrary: fc.constant({}) },
			{ weight: 1, arbitrary: some(CREDENTIAL_FIELDS) },
		),
		json: fc.dictionary(
			fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(...DANGEROUS)),
			input,
			{ maxKeys: 3 },
		),
	});
}

export function inputScene(one: InputCase): Scene {
	const { recording, fields, inner, credential, json } = one;
	const quiet = {
		recording,
		steps: [],
		status: 200,
		headers: {},
		sealed: 'no' as const,
		request: -1,
		echo: false,
	};
	const scene = sceneOf(quiet);
	const known = Object.keys(recording.parameters);
	const changes = fields.map(([position, value]): [string, unknown] => [
		known[position % known.length],
		value,
	]);
	Object.assign(scene.credential, credential);
	const changed = Object.fromEntries<unknown>(changes);
	const parameters: Record<string, unknown> = {
		...recording.parameters,
		...changed,
		options: { timeout: 4 },
	};
	for (const [position, value] of inner) {
		const [collection, field] = recording.inner[position % recording.inner.length];
		if (!WAITS.includes(field))
			parameters[collection] = { ...(parameters[collection] as object), [field]: value };
	}
	scene.parameters = parameters as INodeParameters;
	scene.json = json;
	return scene;
}
