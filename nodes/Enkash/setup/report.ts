import type { IDataObject } from 'n8n-workflow';
import { hideSecrets } from '../api/wire/secrets';
import { toEnkashError } from '../lib/errors';
import { assertNotCancelled } from '../lib/pause';
import { loginTrial } from './facts/loginTrial';
import type { Inquiry } from './inquiry';
import { unknown, type Finding, type Question } from './question';
import { quoted, shownText } from './wording';

/**
 * Answers one question after the other, as items. None of them stops another. No field shows a secret
 * or a person, whatever EnKash's words have in them: who there is, is known once all is asked.
 * @throws EnkashError where the execution is cancelled.
 */
export async function report(inquiry: Inquiry, questions: Question[]): Promise<IDataObject[]> {
	const findings: Array<[Question, Finding]> = [];
	for (const each of questions) {
		findings.push([each, await answerTo(inquiry, each)]);
		assertNotCancelled(inquiry.client.cancelSignal());
	}
	const { token } = await loginTrial(inquiry);
	const secrets = [...inquiry.account.secrets, token];
	return findings.map(([{ topic, question }, found]) => {
		const text = (told: string) => shownText(hideSecrets(told, secrets), inquiry.people);
		const { finding, confidence, set = NOTHING, evidence = NONE } = found;
		return {
			question,
			finding: text(finding),
			set: text(set),
			confidence,
			evidence: text(evidence),
			topic,
		};
	});
}

/** Whether a line of the report asks for something to be done. */
export function asksForAction({ set }: IDataObject): boolean {
	return set !== NOTHING;
}

/** n8n's table shows a blank as "empty" in red, which reads like something to set. */
const NOTHING = 'Nothing';
const NONE = '–';

async function answerTo(inquiry: Inquiry, { answer }: Question): Promise<Finding> {
	try {
		return await answer(inquiry);
	} catch (thrown) {
		const { message, description } = toEnkashError(thrown);
		return unknown(`Not found out: ${quoted(message)}`, { set: description });
	}
}
