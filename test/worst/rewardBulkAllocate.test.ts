import { proveWorst } from './worst';

proveWorst('reward.bulkAllocate');
