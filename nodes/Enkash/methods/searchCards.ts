import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { EnkashClient } from '../api/client';
import { credentialText } from '../api/credential';
import { toNodeError } from '../api/errors';
import type { JsonRecord } from '../api/json';
import { recordsIn } from '../api/records';

/** The cards of the chosen account, by name, email or mobile (R6). */
export async function searchCards(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	try {
		const client = await EnkashClient.create(this);
		const chosen = (name: string) =>
			String(this.getNodeParameter(name, '') ?? '') || credentialText(client.credential, name);
		const { payload } = await client.call('reward.getUserCards', {
			body: { companyId: chosen('companyId'), cardAccountId: chosen('cardAccountId') },
		});
		const results = recordsIn(payload).records.map(toResult);
		const wanted = filter.toLowerCase();
		return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

function toResult(card: JsonRecord) {
	const text = (name: string) => (typeof card[name] === 'string' ? card[name] : '');
	const person = [text('firstName'), text('lastName')].filter(Boolean).join(' ');
	const details = [person, text('email'), text('mobile'), text('maskedNumber')].filter(Boolean);
	return { name: details.join(' · ') || text('enKashCardId'), value: text('enKashCardId') };
}
