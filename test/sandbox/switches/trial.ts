import { switchNamed, type SwitchOptions } from '../../../sandbox';
import { account, ALDO, Client, credit, type Answer, type Envelope } from '../client';

export type ListRecord = Record<string, unknown>;

/** What a switch is tried with: one caller, one sandbox that lets doubles through. */
export class Trial {
	private constructor(readonly client: Client) {}

	static async start(): Promise<Trial> {
		return new Trial(await Client.start({ fulfilmentDelay: 0, duplicateReferences: 'accepted' }));
	}

	stop(): Promise<void> {
		return this.client.sandbox.stop();
	}

	turnOn(name: string, options?: SwitchOptions): void {
		switchNamed(name).turnOn(this.client.sandbox, options);
	}

	/** The references that were paid, oldest first. */
	get paid(): string[] {
		return this.client.sandbox.ledger.map(({ reference }) => reference);
	}

	/** The answer, or `cut` where there was none. */
	allocate(reference: string, others: object = {}): Promise<Answer | 'cut'> {
		return this.call('createAllocatePoints', { body: { ...credit(10, reference), ...others } });
	}

	sheet(...references: string[]): Promise<Answer | 'cut'> {
		return this.call('bulkCreateAllocatePoints', {
			body: references.map((uniqueReferenceNumber, index) => ({
				title: 'Ms',
				name: `Test User ${index}`,
				email: `row.${index}@example.com`,
				mobile: `980000000${index}`,
				loadAmount: 10,
				uniqueReferenceNumber,
			})),
			query: { ...account, isPointsAllocation: 'true' },
		});
	}

	order(orderReferenceId: string, quantity = 2): Promise<Answer | 'cut'> {
		return this.call('createOrder', {
			body: {
				productCatalogId: ALDO,
				denomination: 500,
				quantity,
				orderReferenceId,
			},
		});
	}

	coins(requestId: string): Promise<Answer | 'cut'> {
		const [event] = this.client.sandbox.state.coinEvents.values();
		const [userId] = this.client.sandbox.state.coinBalances.keys();
		const { companyId, event: name } = event;
		return this.call('allocateCoins', { body: { companyId, event: name, requestId, userId } });
	}

	/** What the list answers for one reference or several; nothing where it answers no list. */
	async list(...references: string[]): Promise<ListRecord[]> {
		const { payload } = await this.listAnswer(...references);
		return (payload as { data: ListRecord[] }).data;
	}

	async listAnswer(...references: string[]): Promise<Envelope> {
		const filter =
			references.length === 1
				? { pgReferenceNumber: references[0] }
				: { pgReferenceNumbers: references };
		return await this.search({ ...account, ...filter });
	}

	/** Every record of the account. */
	async wholeList(): Promise<ListRecord[]> {
		return ((await this.search(account)).payload as { data: ListRecord[] }).data;
	}

	/** What the look-up of an order answers. */
	async found(reference: string): Promise<Envelope> {
		const params = { partnerOrderReferenceId: reference };
		const { body } = await this.client.call('fetchOrderDetails', { params, unchecked: true });
		return body;
	}

	private async search(body: object): Promise<Envelope> {
		return (await this.client.call('searchTransactions', { body, unchecked: true })).body;
	}

	private call(operationId: string, request: object): Promise<Answer | 'cut'> {
		return this.client.call(operationId, { ...request, unchecked: true }).catch((): 'cut' => 'cut');
	}
}

/** The envelope of an answer that came. */
export function envelopeOf(answer: Answer | 'cut'): Envelope {
	if (answer === 'cut') throw new Error('There was no answer');
	return answer.body;
}
