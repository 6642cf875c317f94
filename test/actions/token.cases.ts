import type { IDataObject } from 'n8n-workflow';
import { someText, type ResourceCases } from './case';
import { authenticate } from './login.case';

export const token: ResourceCases = {
	authenticate,
	checkSetup: {
		parameters: {},
		by: 'reward.getAccount',
		sent: {
			method: 'POST',
			path: '/api/v0/partner/enKashCard/cardAccount/get',
			body: { companyId: 'CEK7T1WMC6', cardAccountId: 'CAVBMRFE8' },
		},
		items: expect.arrayContaining([
			{
				question: 'Does the login work?',
				finding: 'Yes: EnKash took it',
				set: 'Nothing',
				confidence: 'sure',
				evidence: 'It gave a token',
				topic: 'Login',
			},
		]) as IDataObject[],
		badInput: {
			parameters: { options: { timeout: 0 } },
			message: "'Timeout' is not a number from 1 on",
		},
	},
	createSsoLink: {
		parameters: { enKashCardId: 'EKCE54IDPE', audience: 'employee_rewards', partner: 'hrms' },
		sent: {
			method: 'POST',
			path: '/api/v0/partner/enKashCard/sso-token',
			body: { companyId: 'CEK7T1WMC6', cardAccountId: 'CAVBMRFE8', enkashCardId: 'EKCE54IDPE' },
		},
		items: [
			{
				url: expect.stringMatching(
					/^http:\/\/127\.0\.0\.1:\d+\/sso\/[\w-]+\/employee_rewards\/hrms$/,
				) as string,
				access_token: someText,
			},
		],
		refusal: { parameters: { enKashCardId: 'EKCNOBODY' }, message: 'Card not found' },
		badInput: { parameters: { partner: '={{ "" }}' }, message: "'Partner Name' is empty" },
	},
};
