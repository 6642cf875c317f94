import { proveOf } from './matrix';

proveOf((resource) => resource === 'incentive');
