import type { INodeProperties } from 'n8n-workflow';

/** What an empty field is taken from. */
const placeholder = 'From the credential';

export const companyId: INodeProperties = {
	displayName: 'Company ID',
	name: 'companyId',
	type: 'string',
	default: '',
	placeholder,
	description: 'The company as EnKash knows it, from your onboarding, such as CEK1PU9AOO',
};

export const cardAccountId: INodeProperties = {
	displayName: 'Card Account ID',
	name: 'cardAccountId',
	type: 'string',
	default: '',
	placeholder,
	description: 'The account that holds the points, such as CAQL8YCV3. EnKash knows yours.',
};

/** Company and card account, which every reward and incentive call names. */
export const account = [companyId, cardAccountId];
