import { requireOutside } from './mainRealm';

export = requireOutside('fastify') as unknown;
