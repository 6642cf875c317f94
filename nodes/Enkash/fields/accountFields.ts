import type { INodeProperties } from 'n8n-workflow';

export const companyId: INodeProperties = {
	displayName: 'Company ID',
	name: 'companyId',
	type: 'string',
	default: '',
	placeholder: 'e.g. CEK1PU9AOO',
	hint: 'Leave empty to use the default of the credential',
	description: 'The company as EnKash knows it, from your onboarding',
};

export const cardAccountId: INodeProperties = {
	displayName: 'Card Account ID',
	name: 'cardAccountId',
	type: 'string',
	default: '',
	placeholder: 'e.g. CAQL8YCV3',
	hint: 'Leave empty to use the default of the credential',
	description: 'The account that holds the points. EnKash knows yours.',
};

/** Company and card account, which every reward and incentive call names. */
export const account = [companyId, cardAccountId];
