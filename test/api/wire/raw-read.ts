/** One read of a raw server's answer, told shortly. */
import { answer, type Handler } from './raw-server';
import type { RawStage } from './raw-stage';

/** What comes out of one read with `Simplify` off: its item, or the sentence of its error. */
export async function readOnce(raw: RawStage, handler: Handler): Promise<unknown> {
	const server = await raw.serve(handler);
	const { items, error } = await server.run(
		'reward.getAccount',
		{},
		{ parameters: { simplify: false } },
	);
	if (!error) return items.length === 1 ? items[0].json : items.map(({ json }) => json);
	return error.message
		.replace(`POST ${server.url}/api/v0/partner/enKashCard/cardAccount/get`, 'URL')
		.replace(' [item 0]', '');
}

export async function readAnswer(
	raw: RawStage,
	body: string | Buffer,
	status = 200,
	headers = {},
): Promise<unknown> {
	return await readOnce(raw, (response) => answer(response, body, status, headers));
}

/** An envelope around JSON. */
export function payload(json: string): string {
	return `{"response_code":0,"response_message":"Success","payload":${json}}`;
}
