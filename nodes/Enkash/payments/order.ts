import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { CallRequest } from '../api/client';
import type { Answer } from '../api/wire/envelope';
import { inputError } from '../lib/errors';
import { isRecord, type JsonRecord } from '../lib/json';
import {
	assertFulfillable,
	findOrder,
	orderIn,
	referenceOf,
	vouchersPending,
} from '../api/answers/orders';
import { productCatalogId } from '../fields/catalogue';
import { onDuplicateReference } from '../fields/money';
import { optionsField } from '../fields/options';
import {
	buysVouchers,
	denomination,
	includeVoucherCodes,
	orderReference,
	quantity,
	waiting,
} from '../fields/order';
import { simplify } from '../fields/simplify';
import { wholeFrom } from '../input/clean';
import { settleTime } from '../money/reconcile';
import { sideBySide } from '../lib/pool';
import { TransferRun, type DuplicatePolicy, type Transfer } from '../money/single';
import { runChecked } from './checked';
import type { Item } from '../run/item';
import { presenter, type Operation, type OperationText } from '../run/operation';
import type { Outcome, RunSettings } from '../run/outcome';
import { completed } from '../run/output';
import { POLICIES, Tally } from './tally';
import { awaitVouchers, orderItem, type Patience } from './vouchers';

export interface OrderSpec extends OperationText {
	/** The request as the user corrected it. */
	correct(item: Item, request: CallRequest): CallRequest;
}

const SIMPLE = {
	outcome: 'outcome',
	orderReferenceId: 'orderReferenceId',
	orderId: 'orderId',
	orderStatus: 'orderStatus',
	paymentStatus: 'paymentStatus',
	vouchersPending: 'vouchersPending',
	voucherDetailsList: 'voucherDetailsList',
	totalQuantity: 'totalQuantity',
	totalAmount: 'totalAmount',
	paidAmount: 'paidAmount',
};

const SECOND = 1000;

const whole = wholeFrom(1);

/** Who waits for vouchers wants them, so this follows 'Wait for Vouchers' where it was not added. */
const codes: INodeProperties = {
	...includeVoucherCodes,
	description:
		"Whether to return the numbers and PINs of vouchers. Without this option they are returned where 'Wait for Vouchers' is on.",
};

/** A call that buys vouchers: sent once, however often the node is run. */
export function order(spec: OrderSpec): Operation {
	const options = [onDuplicateReference, codes, ...waiting, ...(spec.options ?? [])];
	return {
		call: spec.call,
		name: spec.name,
		action: spec.action,
		description: spec.description,
		fields: [
			buysVouchers,
			...spec.fields,
			{ ...productCatalogId, required: true },
			denomination,
			quantity,
			orderReference,
			simplify,
			optionsField(options),
		],
		concurrency: 1,
		run: (items, settings) => runOrders(spec, items, settings),
	};
}

/** One item, checked, with all that its call needs. */
interface Prepared {
	item: Item;
	policy: DuplicatePolicy;
	transfer: Transfer<Answer>;
	quantity: number;
	/** How long to wait for vouchers, where the user wants to. */
	wait?: Patience;
	includeCodes: boolean;
	/** Milliseconds. */
	settle: number;
	show: ReturnType<typeof presenter>;
}

type Runs = Map<DuplicatePolicy, TransferRun<Answer>>;

async function runOrders(
	spec: OrderSpec,
	items: Item[],
	settings: RunSettings,
): Promise<Outcome[]> {
	const tally = new Tally('orderReferenceId', settings);
	const runs: Runs = new Map();
	const runOf = ({ policy }: Prepared) => runs.get(policy) as TransferRun<Answer>;
	const outcomes = await runChecked(items, settings, {
		check: (item) => prepare(spec, item, tally),
		begin: async (prepared) => {
			tally.begin(prepared);
			await lookUpAll(prepared, runs);
		},
		objection: (prepared) => runOf(prepared).objection(prepared.transfer),
		work: (prepared) => create(prepared, runOf(prepared)),
	});
	return tally.conclude(outcomes);
}

function prepare(spec: OrderSpec, item: Item, tally: Tally): Prepared {
	const content = {
		denomination: item.cleaned('denomination', whole),
		productCatalogId: item.text('productCatalogId'),
		quantity: item.cleaned('quantity', whole),
	};
	const orderReferenceId = tally.reference(item, content);
	const request = spec.correct(item, { body: { ...content, orderReferenceId } });
	const body = isRecord(request.body) ? request.body : {};
	const reference = body.orderReferenceId;
	if (typeof reference !== 'string' || !reference) {
		throw inputError(
			item.label('body'),
			"has no text as 'orderReferenceId'",
			"Leave it out, and fill in 'Reference'.",
		);
	}
	const { productCatalogId, denomination: value, quantity: totalQuantity } = body;
	const wait = item.optionFlag('waitForVouchers', false) ? patience(item) : undefined;
	const ordering = { productCatalogId, denomination: value, totalQuantity };
	return {
		item,
		policy: item.optionChoice('onDuplicateReference', POLICIES, 'returnExisting'),
		quantity: Number(body.quantity),
		wait,
		includeCodes: item.optionFlag('includeVoucherCodes', wait !== undefined),
		settle: settleTime(item.timeout),
		show: presenter(item, SIMPLE),
		transfer: {
			reference,
			send: async () => {
				const answer = await item.call(spec.call, request);
				return { record: completed(orderIn(answer.payload), ordering), answer };
			},
			contradiction: (answer) => otherReference(answer, reference),
			disagreement: (found) => otherOrder(found, body),
		},
	};
}

function patience(item: Item): Patience {
	const limit = item.optionCount('voucherTimeout', 120) * SECOND;
	return { limit, interval: item.optionCount('pollingInterval', 5) * SECOND };
}

/** The order in an answer must be the one that was sent. */
function otherReference(answer: JsonRecord, reference: string): string | undefined {
	const answered = referenceOf(answer) ?? reference;
	return answered === reference ? undefined : `EnKash answered for reference ${answered} instead`;
}

/** What an order under the same reference must agree in, as far as it tells. */
function otherOrder(found: JsonRecord, body: JsonRecord): string | undefined {
	const pairs: Array<[told: unknown, wanted: unknown, what: string]> = [
		[found.productCatalogId, body.productCatalogId, 'of the brand'],
		[found.denomination, body.denomination, 'of the denomination'],
		[found.totalQuantity, body.quantity, 'of the quantity'],
	];
	const other = pairs.find(
		([told, wanted]) => told !== undefined && told !== null && String(told) !== String(wanted),
	);
	return other && `for an order ${other[2]} ${String(other[0])} and not ${String(other[1])}`;
}

const LOOK_UPS_AT_A_TIME = 5;

/** Looks each reference up once, before the first order is sent: D11 takes one at a time. */
async function lookUpAll(prepared: Prepared[], runs: Runs): Promise<void> {
	const lookUps = new Map<string, () => Promise<void>>();
	for (const one of prepared) {
		const { policy } = one;
		const { reference } = one.transfer;
		const run = runs.get(policy) ?? transferRun(one);
		runs.set(policy, run);
		lookUps.set(JSON.stringify([policy, reference]), () => run.prepare([reference]));
	}
	const all = [...lookUps.values()];
	await sideBySide(all.length, LOOK_UPS_AT_A_TIME, async (position) => {
		await all[position]();
		return true;
	});
}

function transferRun({ item, policy, settle }: Prepared): TransferRun<Answer> {
	const find = async (references: string[]) => {
		const found = new Map<string, JsonRecord>();
		for (const reference of references) {
			const record = await findOrder(item, reference);
			if (record) found.set(reference, record);
		}
		return found;
	};
	return new TransferRun<Answer>(
		{ find },
		{ policy, place: item.place, settle, signal: item.signal },
	);
}

async function create(prepared: Prepared, run: TransferRun<Answer>): Promise<IDataObject[]> {
	const { item, transfer, wait, quantity: count, includeCodes, show } = prepared;
	const { reference } = transfer;
	const { outcome, record, answer } = await run.perform(transfer);
	const awaited =
		wait && (await awaitVouchers(record, { item, reference, quantity: count, ...wait }));
	const latest = awaited?.order ?? record;
	assertFulfillable(latest, reference);
	const details = {
		outcome,
		orderReferenceId: reference,
		vouchersPending: vouchersPending(latest, count),
	};
	const results = show([{ ...details, ...orderItem(latest, includeCodes) }], answer);
	return results.map((result) => ({ ...result, ...awaited?.problem }));
}
