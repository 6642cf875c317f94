import type { ResourceCases } from './case';

const companyId = 'CEK7T1WMC6';
const userId = 'EKQZVMQK';
const event = 'REFERRAL_EVENT';
const blank = '={{ "" }}';

export const points: ResourceCases = {
	createEvent: {
		parameters: { event: 'BIRTHDAY', amount: '100' },
		sent: {
			method: 'POST',
			path: '/api/v0/enkash-coins/create-coins-config',
			body: { configuration: 'DEFAULT', companyId, event: 'BIRTHDAY', amount: 100 },
		},
		items: [
			{
				coinConfigId: expect.stringMatching(/^WCC/) as string,
				configuration: 'DEFAULT',
				event: 'BIRTHDAY',
				amount: 100,
			},
		],
		refusal: { parameters: { event }, message: 'Event already exists' },
		badInput: {
			parameters: { amount: 2.5 },
			message: "'Coins' is not a whole number of at least 1",
		},
	},
	getEvent: {
		parameters: { coinConfigId: ' WCC12345 ' },
		sent: { method: 'GET', path: '/api/v0/enkash-coins/WCC12345' },
		items: [
			{
				coinConfigId: 'WCC12345',
				configuration: 'DEFAULT',
				event: 'WORK_ANNIVERSARY',
				amount: 500,
			},
		],
		refusal: { parameters: { coinConfigId: 'WCC000000' }, message: 'Event not found' },
		badInput: { parameters: { coinConfigId: blank }, message: "'Event ID' is empty" },
	},
	updateEvent: {
		parameters: { coinConfigId: 'WCC12345', updateFields: { amount: 750 } },
		sent: { method: 'PATCH', path: '/api/v0/enkash-coins/WCC12345', body: { amount: 750 } },
		items: [
			{
				coinConfigId: 'WCC12345',
				configuration: 'DEFAULT',
				event: 'WORK_ANNIVERSARY',
				amount: 750,
			},
		],
		refusal: { parameters: { coinConfigId: 'WCC000000' }, message: 'Event not found' },
		badInput: { parameters: { updateFields: {} }, message: "'Update Fields' is empty" },
	},
	allocateCoins: {
		parameters: { userId, event, requestId: 'ROW-1' },
		sent: {
			method: 'POST',
			path: '/api/v0/enkash-coins/allocate-coin',
			body: { companyId, event, requestId: 'ROW-1', userId },
		},
		items: [
			{
				outcome: 'allocated',
				reference: 'ROW-1',
				requestId: 'ROW-1',
				userId,
				event,
				message: 'Successfully allocated enkash Coins',
			},
		],
		refusal: { parameters: { userId: 'EKNOBODY' }, message: 'User not found' },
		badInput: { parameters: { event: blank }, message: "'Event' is empty" },
	},
	getBalance: {
		parameters: { userId: { __rl: true, mode: 'list', value: userId } },
		before: (stage) => stage.run('points.allocateCoins', { userId, event, requestId: 'ROW-1' }),
		sent: { method: 'GET', path: '/api/v0/coins/balance', query: { userId } },
		items: [{ userId, balance: 25 }],
		refusal: { parameters: { userId: 'EKNOBODY' }, message: 'User not found' },
		badInput: { parameters: { userId: blank }, message: "'User' is empty" },
	},
};
