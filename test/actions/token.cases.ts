import { someText, type ResourceCases } from './case';
import { authenticate } from './login.case';

export const token: ResourceCases = {
	authenticate,
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
