import type { Resource } from '../resource';
import { authenticate } from './authenticate';
import { checkSetup } from './checkSetup';
import { createSsoLink } from './createSsoLink';

export const token: Resource = {
	value: 'token',
	name: 'Token',
	description: 'Logins, links that log people in, and a check of the credential',
	operations: [authenticate, checkSetup, createSsoLink],
};
