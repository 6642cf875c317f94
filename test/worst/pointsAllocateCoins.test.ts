import { proveWorst } from './worst';

proveWorst('points.allocateCoins');
