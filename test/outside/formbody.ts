import { requireOutside } from './mainRealm';

export = requireOutside('@fastify/formbody') as unknown;
