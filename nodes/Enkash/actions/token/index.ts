import type { Resource } from '../resource';
import { authenticate } from './authenticate';
import { createSsoLink } from './createSsoLink';

export const token: Resource = {
	value: 'token',
	name: 'Token',
	description: 'Logins, and links that log people in',
	operations: [authenticate, createSsoLink],
};
