/** One order for each row. */
import type { INodeParameters } from 'n8n-workflow';
import type { FaultRule } from '../../sandbox/types';
import { setStage, type Stage } from '../stage';
import { bringBackPauses, skipPauses } from '../waiting';

export const create = 'redemption.createOrder';
export const voucher = { productCatalogId: 'PC7513531244A681', denomination: 500, quantity: 2 };
export const ofRow = { ...voucher, orderReferenceId: '={{ $json.row }}' };
export const row = { items: [{ row: 'ROW-1' }] };
export const withOptions = (options: INodeParameters): INodeParameters => ({ ...ofRow, options });

/** The stage of the test that runs. */
export let stage: Stage;

/** A fresh stage for each test of a file; nobody in it waits. */
export function useOrders(): void {
	beforeAll(skipPauses);
	afterAll(bringBackPauses);
	beforeEach(async () => {
		stage = await setStage();
	});
	afterEach(() => stage.stop());
}

export const ordered = () => stage.sandbox.ledger.map(({ reference }) => reference);
export const sent = () => stage.sandbox.requestsTo(create).length;
export const fault = (rule: FaultRule) => stage.sandbox.faults.add(rule);
