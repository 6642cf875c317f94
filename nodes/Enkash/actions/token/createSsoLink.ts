import type { INodeProperties } from 'n8n-workflow';
import { baseUrl } from '../../api/login/hosts';
import { tokenIn } from '../../api/wire/envelope';
import { EnkashError } from '../../lib/errors';
import { isRecord } from '../../lib/json';
import { account } from '../../fields/accountFields';
import { enKashCardId } from '../../fields/card';
import { operation } from '../../run/operation';

const audience: INodeProperties = {
	displayName: 'Audience',
	name: 'audience',
	type: 'options',
	options: [
		{
			name: 'Administrator',
			value: 'reward_account',
			description: 'The account pages of HR or a company administrator',
		},
		{
			name: 'Employee',
			value: 'employee_rewards',
			description: 'The pages where an employee sees and redeems points',
		},
	],
	default: 'employee_rewards',
	description: 'Whom the link is for',
};

const partner: INodeProperties = {
	displayName: 'Partner Name',
	name: 'partner',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. hrms',
	description:
		'The name that stands for your integration in the links of EnKash. Ask EnKash for yours. This is not the partner ID.',
};

const logsIn: INodeProperties = {
	displayName:
		'The link and its token log a person in without a password, and n8n keeps them with the execution. Send the link to that person alone.',
	name: 'logsInNotice',
	type: 'notice',
	default: '',
};

/**
 * A browser link that logs a card holder in: the token of T2, docs.enkash.com/api-9796903, put into
 * the address of the integration guide, doc-1038569.
 */
export const createSsoLink = operation({
	call: 'token.createSsoLink',
	name: 'Create SSO Link',
	action: 'Create SSO link',
	description: 'Create a browser link that logs an employee or administrator in without a password',
	fields: [
		logsIn,
		{
			...enKashCardId,
			required: true,
			description: 'The card of the person who is to be logged in',
		},
		audience,
		partner,
	],
	account,
	request: (item) => {
		// The link needs it afterwards, so it is checked before anything is sent.
		item.text('partner');
		return {
			body: {
				...item.account(),
				enkashCardId: item.text('enKashCardId'),
			},
		};
	},
	items: (payload, item) => {
		const token = typeof payload === 'string' ? payload : isRecord(payload) && tokenIn(payload);
		if (!token) throw new EnkashError('unknown', 'EnKash answered without an SSO token');
		const parts = [token, item.text('audience'), item.text('partner')].map(encodeURIComponent);
		return [
			{ url: `${baseUrl(item.api.account, 'sso')}/sso/${parts.join('/')}`, access_token: token },
		];
	},
});
