/** Runs cases by the hundred, counts how they end, and stops at the first that breaks a rule. */
import { inspect } from 'node:util';
import fc from 'fast-check';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Engine } from '../engine';
import { requireFromCore } from '../engine/n8n';
import { answerCase, sceneOf } from './answers';
import { contextOf, type CredentialHooks, type Scene } from './context';
import type { Recording } from './corpus';
import { inputCase, inputScene } from './inputs';
import { judged, type Ending } from './judge';

export type Endings = Record<Ending, number>;

/** Cases worked on at the same time: transfers wait a few milliseconds for a look-up. */
const BATCH = 100;

interface Hooks extends CredentialHooks {
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
}

/** The built package, as n8n loads it. */
export function hooksOf(engine: Engine, distDir: string): Hooks {
	const node = engine.nodeType('enkash');
	const { EnkashApi } = requireFromCore(`${distDir}/credentials/EnkashApi.credentials.js`) as {
		EnkashApi: new () => CredentialHooks;
	};
	const { preAuthentication, authenticate } = new EnkashApi();
	const execute: Hooks['execute'] = async function () {
		return (await node.execute?.call(this)) as INodeExecutionData[][];
	};
	return { execute, preAuthentication, authenticate };
}

export async function fuzzAnswers(
	recordings: Recording[],
	count: number,
	seed: number,
	hooks: Hooks,
): Promise<Endings> {
	return await fuzz(answerCase(recordings), count, seed, sceneOf, hooks);
}

export async function fuzzInputs(
	recordings: Recording[],
	count: number,
	seed: number,
	hooks: Hooks,
): Promise<Endings> {
	return await fuzz(inputCase(recordings), count, seed, inputScene, hooks);
}

async function fuzz<Case>(
	cases: fc.Arbitrary<Case>,
	count: number,
	seed: number,
	scene: (one: Case) => Scene,
	hooks: Hooks,
): Promise<Endings> {
	const endings: Endings = { items: 0, nothing: 0, error: 0 };
	let left = count;
	const batch = fc.array(cases, { minLength: BATCH, maxLength: BATCH, size: 'max' });
	const property = fc.asyncProperty(batch, async (all) => {
		const now = all.slice(0, left);
		left -= now.length;
		for (const ending of await Promise.all(now.map((one) => play(one, scene(one), hooks))))
			endings[ending]++;
	});
	await fc.assert(property, { seed, numRuns: Math.ceil(count / BATCH), endOnFailure: true });
	return endings;
}

async function play(one: unknown, scene: Scene, { execute, ...hooks }: Hooks): Promise<Ending> {
	const context = contextOf(scene, hooks);
	try {
		const ending = await judged(() => execute.call(context));
		checkSent(scene);
		return ending;
	} catch (error) {
		const told = error instanceof Error ? error.message : String(error);
		throw new Error(
			`${told}\nin ${inspect(one, { depth: 8, maxStringLength: 500 })}\nas ${inspect(scene.parameters, { depth: 6 })}`,
		);
	}
}

/** What was sent is what was meant: JSON, and a path that no ID leads away from, unless the user gave another one. */
function checkSent({ sent, parameters, credential }: Scene): void {
	const { options } = parameters as { options?: { endpointPath?: unknown } };
	const isFree = options?.endpointPath !== undefined || credential.endpointOverrides !== '';
	for (const { url, body, method } of sent) {
		const { pathname } = new URL(url);
		if (!isFree && !/^\/(api|oauth)\//.test(pathname))
			throw new Error(`it left its path: ${method} ${url}`);
		if (typeof body === 'string') JSON.parse(body);
	}
}
