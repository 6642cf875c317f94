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
	/** Where the limit is set, and what to do. */
	advice: string;
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
		const refused = this.refusalOf(once);
		if (refused) return refused;
		const paid = this.paid();
		for (const [key, { points = 0 }] of once) paid[key] = points;
		return undefined;
	}

	/** Says the same of payments that are only planned, and counts nothing. */
	foresee(outlays: Outlay[]): Refused | undefined {
		return this.isLimited() ? this.refusalOf(this.onceEach(outlays)) : undefined;
	}

	private refusalOf(once: Map<string, Outlay>): Refused | undefined {
		const payments = [...once.values()];
		const excess = excessOf(
			payments.map(({ points }) => points),
			this.limitsNow(once),
		);
		if (!excess) return undefined;
		const { message, advice } = tooMuch(excess, payments);
		const description = `Nothing was sent. ${advice}`;
		const error = new EnkashError('notSent', message, { description });
		return { error, advice, at: firstOf(excess, payments) };
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

function tooMuch(excess: Excess, outlays: Outlay[]): { message: string; advice: string } {
	const { setIn } = excess.limit;
	if (excess.of === 'run') {
		const { points, limit, by } = excess;
		const earlier = limit.before > 0 ? `, after ${limit.before} earlier in this execution,` : '';
		return {
			message: `${countOf(outlays)} of ${points} points in all${earlier} would be ${by} points over the limit of ${limit.points} for a run`,
			advice: `'${LABELS.perRun}' is set ${setIn}. Pay less at once, or have it raised.`,
		};
	}
	const { reference } = outlays[excess.position].payment;
	if (excess.of === 'unknown') {
		return {
			message: `Payment ${reference} moves an amount that only EnKash knows, and there is a limit of ${excess.limit.points} points`,
			advice: `The limit is set ${setIn}. Coins are worth what their event says: use a credential without limits for them.`,
		};
	}
	const { points, limit, by } = excess;
	return {
		message: `Payment ${reference} of ${points} points is ${by} points over the limit of ${limit.points} for one payment`,
		advice: `'${LABELS.perPayment}' is set ${setIn}. Pay less, or have it raised.`,
	};
}

function countOf(outlays: Outlay[]): string {
	return outlays.length === 1 ? '1 payment' : `${outlays.length} payments`;
}
