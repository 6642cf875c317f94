/** Events that happen because an order changed. */
import { setStage, useEach } from '../stage';
import { activate, nothing, watch } from './watching';

const stage = useEach(setStage);

describe('orderStatusChanged', () => {
	const place = async (reference: string) => {
		const result = await stage.run('redemption.createOrder', {
			productCatalogId: 'PC7513531244A681',
			denomination: '500',
			quantity: 2,
			orderReferenceId: reference,
		});
		if (result.error) throw result.error;
	};

	/** Lets the vouchers of all orders be there. */
	const fulfil = () => {
		for (const each of stage.sandbox.state.orders) each.readyAt = 0;
	};

	it('gives each change of what a search finds, new orders among them', async () => {
		stage.sandbox.settings.fulfilmentDelay = 3_600_000;
		await place('BEFORE');
		const poller = await watch(stage, 'orderStatusChanged');
		expect(await poller.poll()).toEqual(nothing);

		await place('AFTER');
		expect((await poller.poll()).items).toMatchObject([
			{ partnerOrderReferenceId: 'AFTER', orderStatus: 'PENDING', voucherCount: 0 },
		]);
		fulfil();
		const { items } = await poller.poll();
		expect(items).toMatchObject(
			['AFTER', 'BEFORE'].map((partnerOrderReferenceId) => ({
				partnerOrderReferenceId,
				orderStatus: 'SUCCESS',
				previousOrderStatus: 'PENDING',
				voucherCount: 2,
			})),
		);
		expect(JSON.stringify(items)).not.toMatch(/cardNumber|pin/);
		expect(await poller.poll()).toEqual(nothing);
	});

	it('gives the codes only where it is asked to', async () => {
		const poller = await watch(stage, 'orderStatusChanged', {
			parameters: { options: { includeVoucherCodes: true } },
		});
		stage.sandbox.settings.fulfilmentDelay = 0;
		await place('AFTER');
		expect((await poller.poll()).items).toMatchObject([
			{ voucherDetailsList: [{ cardNumber: expect.any(String) as string }, {}] },
		]);
	});

	it('watches what a filter finds whose expression gives another time with each poll', async () => {
		const createdOnFrom = '={{ $now.minus({ days: 30 }).toISO() }}';
		const poller = await watch(stage, 'orderStatusChanged', {
			parameters: { filters: { createdOnFrom } },
		});
		await place('AFTER');
		expect((await poller.poll()).items).toMatchObject([{ partnerOrderReferenceId: 'AFTER' }]);
	});

	it('watches orders by reference, also before they are placed', async () => {
		stage.sandbox.settings.fulfilmentDelay = 0;
		const locator = { __rl: true, mode: 'id', value: 'ONE, TWO' };
		const poller = await watch(stage, 'orderStatusChanged', {
			parameters: {
				whichOrders: 'references',
				orders: { order: [{ orderReferenceId: locator }, { orderReferenceId: 'THREE' }] },
			},
		});
		expect(await poller.poll()).toEqual(nothing);
		await place('TWO');
		await place('OTHER');
		expect((await poller.poll()).items).toMatchObject([{ partnerOrderReferenceId: 'TWO' }]);
		expect(await poller.poll()).toEqual(nothing);
	});

	it('says on the last item that there are more orders than n8n can remember', async () => {
		stage.sandbox.settings.fulfilmentDelay = 0;
		await place('FIRST');
		const { orders } = stage.sandbox.state;
		const [model] = orders;
		// Of one second there would be more than it remembers, whichever are new.
		const at = model.at - 60_000;
		for (let index = 0; index < 7550; index++) {
			orders.push({ ...model, orderId: `MANY${index}`, reference: `MANY-${index}`, at });
		}
		const poller = await watch(stage, 'orderStatusChanged');
		await place('ONE');
		await place('TWO');
		const { items } = await poller.poll();
		expect(items.map(({ watchNote }) => watchNote)).toEqual([
			undefined,
			expect.stringMatching(
				/^More is found than n8n has room to remember: changes of \d\d of them, the oldest that are over, do not come out\. Set a later 'Created From' in 'Filters', or share the orders out among several triggers\.$/,
			),
		]);
	});

	it('asks for the orders to be named', async () => {
		const { first } = await activate(stage, 'orderStatusChanged', {
			parameters: { whichOrders: 'references' },
		});
		expect(first.error?.message).toBe("'Orders' is empty");
	});
});
