/** Check Setup, run against a sandbox that is set up in some way. */
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import type { FaultRule, Sandbox, SandboxSettings } from '../../sandbox/types';
import type { Engine } from '../engine';
import { dataOf, setStage } from '../stage';

export interface Finding {
	topic: string;
	question: string;
	finding: string;
	confidence: string;
	set: string;
	evidence: string;
}

/** How EnKash is set up, and what the credential says of it. */
export interface Variant {
	sandbox?: Partial<SandboxSettings>;
	credential?: (sandbox: Sandbox) => ICredentialDataDecryptedObject;
	parameters?: INodeParameters;
	faults?: FaultRule[];
	before?: (sandbox: Sandbox) => void;
}

export interface Inspection {
	findings: Finding[];
	sandbox: Sandbox;
	hints: string[];
	/** The finding on the only question that has these words. */
	of(words: string): Finding;
}

export async function inspect(variant: Variant, engine: Engine): Promise<Inspection> {
	const stage = await setStage(variant.sandbox, engine, { loggedIn: false });
	const { sandbox } = stage;
	variant.before?.(sandbox);
	for (const rule of variant.faults ?? []) sandbox.faults.add(rule);
	const credentialId = stage.credentialWith(variant.credential?.(sandbox) ?? {});
	const result = await stage.run('token.checkSetup', variant.parameters, { credentialId });
	await stage.stop();
	if (result.error) throw result.error;
	const findings = dataOf(result) as unknown as Finding[];
	const hints = result.hints.map(({ message }) => message);
	const of = (words: string) => {
		const found = findings.filter(({ question }) => question.includes(words));
		if (found.length !== 1) throw new Error(`${found.length} questions have '${words}'`);
		return found[0];
	};
	return { findings, sandbox, hints, of };
}
