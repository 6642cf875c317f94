import { createHash } from 'crypto';
import { cleanPoints, sumPoints, type Cleaned } from '../input/clean';
import { EnkashError, inputError } from '../lib/errors';
import { excessOf, type Excess, type Limit, type Limits } from '../money/limits';
import type { Identified } from '../money/transfer';
import type { Item } from '../run/item';

/** A payment that is about to be made, as the limits count it. */
export interface Outlay {
	item: Item;
	payment: Pick<Identified, 'occasion' | 'reference' | 'ledger'>;
	/** Undefined where EnKash alone knows. */
	points?: number;
}

/** Why nothing of a run may be sent, and the payment that the sentence is told at. */
export interface Refused {
	error: EnkashError;
	at: Outlay;
}

/** Where an execution keeps what it has paid: by the account and node, then by payment, in points. */
const KEPT = 'enkashPaid';

const NAMES = { perPayment: 'maxPointsPerPayment', perRun: 'maxPointsPerRun' } as const;

const LABELS = { perPayment: 'Max Points per Payment', perRun: 'Max Points per Run' } as const;

/**
 * Counts payments against the limits of the credential and of the node. They are counted before the
 * first is sent, in one go, so that neither items nor tools at work at the same time exceed a limit
 * together, and in the data of the execution, so that loops and retries go on counting where others
 * ended. A payment counts once, whichever try makes it.
 */
export class Outlays {
	private readonly limits: Record<keyof typeof NAMES, Limit[]>;

	/** @throws EnkashError `input` where a limit is none, since nobody knows then what was meant */
	constructor(private readonly item: Item) {
		this.limits = { perPayment: this.limitsOf('perPayment'), perRun: this.limitsOf('perRun') };
	}

	/** Counts payments, or says why none of them may be sent: all together are too much, or one is. */
	count(outlays: Outlay[]): Refused | undefined {
		if (!this.isLimited()) return undefined;
		const once = this.onceEach(outlays);
		const payments = [...once.values()];
		const excess = excessOf(
			payments.map(({ points }) => points),
			this.limitsNow(once),
		);
		if (excess) return { error: tooMuch(excess, payments), at: firstOf(excess, payments) };
		const paid = this.paid();
		for (const [key, { points = 0 }] of once) paid[key] = points;
		return undefined;
	}

	/** Of several under one reference one is paid: the largest counts, or one that nobody knows. */
	private onceEach(outlays: Outlay[]): Map<string, Outlay> {
		const once = new Map<string, Outlay>();
		for (const each of outlays) {
			const key = this.keyOf(each);
			const { points = Infinity } = once.get(key) ?? { points: -Infinity };
			if ((each.points ?? Infinity) > points) once.set(key, each);
		}
		return once;
	}

	/** Of what was counted, these surely were not paid. */
	release(outlays: Outlay[]): void {
		if (!this.isLimited()) return;
		const paid = this.paid();
		for (const each of outlays) delete paid[this.keyOf(each)];
	}

	private isLimited(): boolean {
		return this.limits.perPayment.length + this.limits.perRun.length > 0;
	}

	/** The limits, with what was paid before of other payments than these. */
	private limitsNow(own: Map<string, Outlay>): Limits {
		const { perPayment, perRun } = this.limits;
		const others = Object.entries(this.paid()).filter(([key]) => !own.has(key));
		const before = (from: string) =>
			sumPoints(others.flatMap(([key, points]) => (key.startsWith(from) ? [points] : [])));
		const prefix = (limit: Limit) => (limit.setIn === IN_CREDENTIAL ? '' : this.nodePrefix());
		return {
			perPayment,
			perRun: perRun.map((limit) => ({ ...limit, before: before(prefix(limit)) })),
		};
	}

	/** What the execution has paid with this credential. */
	private paid(): Record<string, number> {
		const kept = this.item.kept(KEPT);
		const account = digestOf(this.item.api.account.accountKey);
		return (kept[account] ??= {});
	}

	private nodePrefix(): string {
		return `${digestOf(this.item.place)} `;
	}

	private keyOf({ payment: { occasion, reference, ledger } }: Outlay): string {
		const asOften = this.item.optionValue('onDuplicateReference') === 'send';
		return (
			this.nodePrefix() + digestOf(JSON.stringify([ledger, reference, asOften ? occasion : '']))
		);
	}

	private limitsOf(kind: keyof typeof NAMES): Limit[] {
		const ofCredential = this.item.api.account.limits[NAMES[kind]];
		const ofNode = this.item.optionValue(NAMES[kind]);
		return [
			...limitIn(ofCredential, LABELS[kind], IN_CREDENTIAL),
			...limitIn(ofNode, LABELS[kind], IN_NODE),
		];
	}
}

/** Whether a payment was not begun, or surely came to nothing. */
export function isUnpaid(settled: object | undefined): boolean {
	return !settled || (settled instanceof EnkashError && settled.kind !== 'unknown');
}

const IN_CREDENTIAL = 'in the EnKash credential';
const IN_NODE = "in the node's options";

const NO_LIMIT = /^\s*(0+(\.0*)?)?\s*$/;

function limitIn(given: unknown, label: string, setIn: string): Limit[] {
	if (given === undefined || given === null || NO_LIMIT.test(String(given))) return [];
	const cleaned: Cleaned<number> = cleanPoints(given);
	if ('value' in cleaned) return [{ points: cleaned.value, setIn }];
	throw inputError(
		label,
		`${cleaned.problem} ${setIn}`,
		'Nothing was sent. Give a number of points, or 0 for no limit.',
	);
}

/** Short, since each payment of an execution is kept by it. */
function digestOf(text: string): string {
	return createHash('sha256').update(text).digest('base64').slice(0, 12);
}

function firstOf(excess: Excess, outlays: Outlay[]): Outlay {
	return outlays[excess.of === 'run' ? 0 : excess.position];
}

function tooMuch(excess: Excess, outlays: Outlay[]): EnkashError {
	if (excess.of === 'run') {
		const { points, limit, by } = excess;
		const earlier = limit.before > 0 ? `, after ${limit.before} earlier in this execution,` : '';
		return refusal(
			`${countOf(outlays)} of ${points} points in all${earlier} would be ${by} points over the limit of ${limit.points} for a run`,
			`Nothing was sent. '${LABELS.perRun}' is set ${limit.setIn}. Pay less at once, or have it raised.`,
		);
	}
	const { reference } = outlays[excess.position].payment;
	if (excess.of === 'unknown') {
		return refusal(
			`Payment ${reference} moves an amount that only EnKash knows, and there is a limit of ${excess.limit.points} points`,
			`Nothing was sent. The limit is set ${excess.limit.setIn}. Coins are worth what their event says: use a credential without limits for them.`,
		);
	}
	const { points, limit, by } = excess;
	return refusal(
		`Payment ${reference} of ${points} points is ${by} points over the limit of ${limit.points} for one payment`,
		`Nothing was sent. '${LABELS.perPayment}' is set ${limit.setIn}. Pay less, or have it raised.`,
	);
}

function countOf(outlays: Outlay[]): string {
	return outlays.length === 1 ? '1 payment' : `${outlays.length} payments`;
}

function refusal(message: string, description: string): EnkashError {
	return new EnkashError('notSent', message, { description });
}
