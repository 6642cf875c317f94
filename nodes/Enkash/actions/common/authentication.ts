import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { CallId } from '../../api/wire/endpoints';
import { loginOptions } from '../../fields/options';
import type { Operation } from '../../run/operation';
import { runEach } from '../../run/outcome';

const showsToken: INodeProperties = {
	displayName:
		'All other operations log in by themselves. Use this only for calls that this node does not have. The token comes out in full, and n8n keeps it with the execution: whoever sees it can use it until it expires.',
	name: 'showsTokenNotice',
	type: 'notice',
	default: '',
};

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
		fields: [showsToken, loginOptions],
		concurrency: 1,
		run: (items, settings) =>
			runEach(items, settings, async (item) => {
				const { timeout } = item;
				return [(await item.api.logIn({ timeout })) as IDataObject];
			}),
	};
}
