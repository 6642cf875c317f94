import { proveOf } from './matrix';

const ELSEWHERE = ['reward', 'incentive', 'redemption'];

proveOf((resource) => !ELSEWHERE.includes(resource));
