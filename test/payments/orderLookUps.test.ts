/** How an order is looked up, what counts as one that was placed, and what the older calls are. */
import type { FaultRule } from '../../sandbox/types';
import { dataOf } from '../stage';
import {
	create,
	fault,
	ofRow,
	ordered,
	row,
	sent,
	stage,
	useOrders,
	voucher,
	withOptions,
} from './orderStage';

useOrders();

describe('the look-up before an order', () => {
	/** EnKash's answer to a reference that it does not know. */
	const answers = (body: unknown, status = 200): FaultRule => ({
		call: 'redemption.getOrder',
		kind: 'status',
		status,
		body: JSON.stringify(body),
	});

	it.each([
		[
			'in words, with HTTP 404',
			{ response_code: '1', response_message: 'Order not found', paylod: null },
			404,
		],
		[
			'in words, with HTTP 200',
			{ response_code: 1, response_message: 'Order does not exist for reference ROW-1' },
			200,
		],
		[
			'by a success without an order',
			{ response_code: '0', response_message: 'Success', paylod: null },
			200,
		],
		['by an empty list', { code: 0, message: 'Success', payload: [] }, 200],
	])('takes a reference for unused where EnKash says so %s', async (_, body, status) => {
		fault(answers(body, status));
		expect(dataOf(await stage.run(create, ofRow, row))).toMatchObject([{ outcome: 'ordered' }]);
	});

	it.each([
		[
			'Spring has no such path',
			{ status: 404, error: 'Not Found', message: 'No message available' },
			404,
		],
		[
			'the path is named',
			{ code: 1, message: 'No handler found for GET /fetch-order-details/ROW-1' },
			404,
		],
		['an order service is missing', { code: 1, message: 'Order service not found' }, 404],
		['EnKash refuses for another reason', { code: 1, message: 'Company is not active' }, 200],
		[
			'another order is given',
			{ code: 0, payload: { orderId: 'OR1', partnerOrderReferenceId: 'ROW-2' } },
			200,
		],
	])('sends nothing where %s', async (_, body, status) => {
		fault(answers(body, status));
		const { error } = await stage.run(create, ofRow, row);
		expect(error?.message).toMatch(
			/^Not sent, since the reference could not be looked up: .+ \[item 0\]$/,
		);
		expect(sent()).toBe(0);
	});

	it('is the older edition where the credential says so', async () => {
		const endpointOverrides = '{"redemption.getOrder": "POST /api/v0/order/orderDetails"}';
		const credentialId = stage.credentialWith({ endpointOverrides });
		await stage.run(create, ofRow, { ...row, credentialId });
		const other = await stage.otherN8n();
		const again = await other.run(create, ofRow, {
			...row,
			credentialId: other.credentialWith({ endpointOverrides }),
		});

		expect(dataOf(again)).toMatchObject([{ outcome: 'alreadyOrdered' }]);
		expect(
			stage.sandbox.requestsTo('redemption.getOrder').map(({ method, body }) => [method, body]),
		).toEqual([
			['POST', { orderId: 'ROW-1' }],
			['POST', { orderId: 'ROW-1' }],
		]);
	});

	it('that does not work after an answer was lost leaves the order unconfirmed', async () => {
		fault({ call: create, kind: 'resetAfter', times: 1 });
		fault({ ...answers({ error: 'Not Found' }, 404), skip: 1 });
		const { error } = await stage.run(create, ofRow, row);
		expect(error?.message).toMatch(/^Reference ROW-1 is unconfirmed: /);
		expect(ordered()).toEqual(['ROW-1']);
	});
});

describe('an order that EnKash has as failed', () => {
	const changes =
		(status: string, list = '[]') =>
		(text: string) =>
			text
				.replace(/"paymentStatus":"\w+"/g, `"paymentStatus":"${status}"`)
				.replace(/"voucherDetailsList":\[[^\]]*\]/g, `"voucherDetailsList":${list}`);
	const toldAs = (status: string, list?: string) =>
		fault({ call: ['D8', 'D11'], kind: 'mutate', body: changes(status, list) });

	it.each(['FAILED', 'CANCELLED'])(
		'as %s, and without vouchers, is a failed item, and is not ordered a second time',
		async (status) => {
			stage.sandbox.settings.duplicateReferences = 'accepted';
			toldAs(status);
			const message = `Order ROW-1 has come to nothing: EnKash has it as ${status} [item 0]`;

			const first = await stage.run(create, ofRow, {
				...row,
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 1,
			});
			expect(first.error?.message).toBe(message);
			for (const options of [{}, { waitForVouchers: true }]) {
				const [item] = dataOf(
					await stage.run(create, withOptions(options), {
						...row,
						onError: 'continueRegularOutput',
					}),
				);
				expect(item.error).toBe(message);
			}
			expect(ordered()).toEqual(['ROW-1']);
		},
	);

	it('but with a voucher, comes out with it', async () => {
		toldAs('FAILED', '[{"expiryDate":"2027-01-01"}]');
		expect(dataOf(await stage.run(create, ofRow, row))).toMatchObject([
			{ outcome: 'ordered', vouchersPending: false },
		]);
	});

	it.each(['PENDING', 'INITIATED'])('is none while it is %s', async (status) => {
		toldAs(status);
		expect(dataOf(await stage.run(create, ofRow, row))).toMatchObject([
			{ outcome: 'ordered', vouchersPending: true },
		]);
	});
});

describe('the older edition of the call', () => {
	it('has the reference in its body', async () => {
		await stage.run(create, ofRow, row);
		const result = await stage.run('redemption.getOrder', {
			orderReferenceId: 'ROW-1',
			options: { edition: 'older' },
		});

		expect(dataOf(result)).toMatchObject([{ partnerOrderReferenceId: 'ROW-1' }]);
		expect(stage.sandbox.requestsTo('redemption.getOrder').at(-1)).toMatchObject({
			method: 'POST',
			path: '/api/v0/order/orderDetails',
			body: { orderId: 'ROW-1' },
		});
	});
});

describe("a partner order's own fields", () => {
	const partner = 'redemption.createPartnerOrder';

	it('may name the reference, which is then looked up', async () => {
		const parameters = { ...voucher, options: { body: '={{ { orderReferenceId: "OWN-1" } }}' } };
		await stage.run(partner, parameters);
		const other = await stage.otherN8n();
		expect(dataOf(await other.run(partner, parameters))).toMatchObject([
			{ outcome: 'alreadyOrdered', orderReferenceId: 'OWN-1' },
		]);
	});

	it('may not take the reference away', async () => {
		const { error } = await stage.run(partner, {
			...voucher,
			options: { body: '{"orderReferenceId": null}' },
		});
		expect(error?.message).toBe("'Body' has no text as 'orderReferenceId' [item 0]");
	});

	it('may go to another path', async () => {
		await stage.run(partner, { ...ofRow, options: { endpointPath: '/api/v1/orders' } }, row);
		expect(stage.sandbox.requests.at(-1)).toMatchObject({ method: 'POST', path: '/api/v1/orders' });
	});
});
