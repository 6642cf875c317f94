import { proveWorst } from './worst';

proveWorst('redemption.createOrder');
