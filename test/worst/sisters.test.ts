import { PAYERS } from './payers';
import { proveWorst } from './worst';

for (const { call } of PAYERS.filter(({ sister }) => sister)) proveWorst(call);
