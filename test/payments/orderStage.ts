/** One order for each row. */
import type { INodeParameters } from 'n8n-workflow';

export const create = 'redemption.createOrder';
export const voucher = { productCatalogId: 'PC7513531244A681', denomination: 500, quantity: 2 };
export const ofRow = { ...voucher, orderReferenceId: '={{ $json.row }}' };
export const row = { items: [{ row: 'ROW-1' }] };
export const withOptions = (options: INodeParameters): INodeParameters => ({ ...ofRow, options });
