/** What must hold of every end of a run, whatever went in. */
import { inspect } from 'node:util';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** Marked, so that they can be searched for in anything that comes out. */
export const SECRETS = {
	password: 'SECRET-pass word+1/é',
	clientSecret: 'SECRET-client-0123456789abcdef',
	accessToken: 'SECRET-token-0123456789abcdef',
	encryptionKey: 'SECRET-key-0123456789',
};

/** As they stand in a form, in JSON and in a header, too. */
const FORMS = Object.values(SECRETS).flatMap((secret) => [
	secret,
	encodeURIComponent(secret),
	new URLSearchParams([['', secret]]).toString().slice(1),
	JSON.stringify(secret).slice(1, -1),
	Buffer.from(secret).toString('base64').replace(/=+$/, ''),
]);

/** Traces of a fault of our own, or of a value nobody meant to print. */
const UNREADABLE =
	/\bundefined\b(?! (token|scope|form))|\[object |TypeError|Cannot (read|convert|destructure)|is not (a function|iterable|defined)|Maximum call stack|Unexpected token|in JSON at|This should not happen/;

const MAX_MESSAGE = 2_000;

export type Ending = 'items' | 'nothing' | 'error';

export type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** How long a run may take that waits for nothing. */
const HANG = 20_000;

/** @throws Error that says which rule was broken. */
export async function judged(run: () => Promise<INodeExecutionData[][]>): Promise<Ending> {
	const ending = await withinTime(run);
	if (Object.keys(Object.prototype).length > 0)
		throw new Error('the prototype of all objects was polluted');
	if (!Array.isArray(ending)) return judgeError(ending.thrown);
	return judgeItems(ending);
}

async function withinTime(
	run: () => Promise<INodeExecutionData[][]>,
): Promise<INodeExecutionData[][] | { thrown: unknown }> {
	let timer: NodeJS.Timeout | undefined;
	const hang = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('it hangs')), HANG);
	});
	try {
		return await Promise.race([run(), hang]);
	} catch (thrown) {
		return { thrown };
	} finally {
		clearTimeout(timer);
	}
}

export function judgeError(thrown: unknown): Ending {
	if (!isTyped(thrown)) throw new Error(`not a typed error of n8n: ${inspect(thrown)}`);
	const { message, description } = thrown;
	const told = [message, description ?? ''];
	if (!message.trim() || message.length > MAX_MESSAGE)
		throw new Error(`not a readable message: ${message.slice(0, 200)}`);
	for (const text of told)
		if (UNREADABLE.test(text)) throw new Error(`not a sentence for a user: ${text.slice(0, 300)}`);
	searchForSecrets(thrown);
	return 'error';
}

/** By name: what n8n keeps of a run is a copy of the error. */
function isTyped(thrown: unknown): thrown is { message: string; description?: string | null } {
	return (
		typeof thrown === 'object' &&
		thrown !== null &&
		'name' in thrown &&
		TYPED.includes(thrown.name as string)
	);
}

const TYPED = ['NodeApiError', 'NodeOperationError'];

/** In every form in which n8n, a log or a report may print it. */
export function searchForSecrets(thrown: unknown): void {
	const whole = inspect(thrown, {
		depth: 12,
		showHidden: true,
		maxStringLength: null,
		maxArrayLength: null,
	});
	for (const text of [whole, JSON.stringify(thrown)]) searchIn(text, 'the error');
}

export function searchIn(text: string, place: string): void {
	for (const secret of FORMS) {
		const found = text.indexOf(secret);
		if (found >= 0)
			throw new Error(
				`a secret in ${place}: …${text.slice(Math.max(0, found - 120), found + 40)}…`,
			);
	}
}

function judgeItems([items]: INodeExecutionData[][]): Ending {
	for (const { json, pairedItem } of items) {
		if (typeof json !== 'object' || json === null || Array.isArray(json))
			throw new Error(`no object: ${inspect(json)}`);
		if (Object.keys(json).length === 0) throw new Error('an empty item');
		if ('error' in json)
			throw new Error(`an item that n8n takes for a failed one: ${inspect(json)}`);
		if (Object.hasOwn(json, '__proto__')) throw new Error('an item with a key __proto__');
		if (inspect(pairedItem) !== '{ item: 0 }')
			throw new Error(`not paired: ${inspect(pairedItem)}`);
		JSON.stringify(json);
	}
	return items.length > 0 ? 'items' : 'nothing';
}
