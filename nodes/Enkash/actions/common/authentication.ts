import type { IDataObject } from 'n8n-workflow';
import type { CallId } from '../../api/wire/endpoints';
import { loginOptions } from '../../fields/options';
import type { Operation } from '../../run/operation';
import { runEach } from '../../run/outcome';

/**
 * The login as an operation (T1 and D1). The other operations log in by themselves; one login
 * serves all items of a run.
 */
export function authentication(
	call: CallId,
	text: { action: string; description: string },
): Operation {
	return {
		call,
		name: 'Authenticate',
		...text,
		fields: [loginOptions],
		concurrency: 1,
		run: (items, settings) =>
			runEach(items, settings, async (item) => {
				const { timeout } = item;
				return [(await item.api.logIn({ timeout })) as IDataObject];
			}),
	};
}
