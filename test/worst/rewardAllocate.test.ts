import { proveWorst } from './worst';

proveWorst('reward.allocate');
