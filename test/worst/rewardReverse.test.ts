import { proveWorst } from './worst';

proveWorst('reward.reverse');
