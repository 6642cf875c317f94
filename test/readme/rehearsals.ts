/** What the node says of the sandbox's magic values: a column of docs/sandbox.md, held by a test. */
import { REHEARSALS } from '../../sandbox/rehearsal';

interface Said {
	/** Of one person or order alone. */
	alone: string;
	/** Of the row, in a sheet. */
	row: string;
	/** Of the other rows of its batch. */
	others: string;
	/** Of coins, where it is something else than `alone`: nothing looks them up. */
	coins?: string;
	/** Of an order, where it is something else than `alone`. */
	order?: string;
	/** Where it is told otherwise only after a time-out. */
	within?: string;
}

const allFail = (said: string): Said => ({ alone: said, row: said, others: said });

export const SAID: Record<string, Said> = {
	'TRY-REFUSED': {
		alone: "This transfer is not allowed by your company's policy",
		row: "Refused by EnKash: This transfer is not allowed by your company's policy",
		others: 'allocated',
	},
	'TRY-INSUFFICIENT': {
		alone: 'Insufficient balance in card account',
		row: 'Refused by EnKash: Insufficient balance in card account',
		others: 'allocated',
	},
	'TRY-PENDING': {
		alone: 'Reference … is unconfirmed: Transaction is pending',
		row: 'Unconfirmed: EnKash did not confirm the row (reference …)',
		others: 'allocated',
		order: 'ordered',
	},
	'TRY-LATE': {
		alone: 'recovered',
		row: 'recovered',
		others: 'recovered',
		coins: 'Reference … is unconfirmed: … did not answer within 30 s',
		within: 'allocated',
	},
	'TRY-LOST': {
		alone: 'recovered',
		row: 'recovered',
		others: 'recovered',
		coins:
			'Reference … is unconfirmed: The connection to … was lost before the answer was complete',
	},
	'TRY-DOWN': {
		...allFail('Unconfirmed: … answered HTTP 502: Internal error (reference …)'),
		alone: 'Reference … is unconfirmed: … answered HTTP 502: Internal error',
	},
	'TRY-BUSY': {
		...allFail('Refused by EnKash: … answered HTTP 429: Too Many Requests'),
		alone: '… answered HTTP 429: Too Many Requests',
	},
};

/** For docs/sandbox.md. */
export function rehearsals(): string[][] {
	return REHEARSALS.map(({ word, mobile, does }) => {
		const { alone, within, row, others } = SAID[word];
		const first = within ? `${within}, or ${alone} where _Timeout_ is shorter` : alone;
		const batch = row === others ? 'the whole batch' : 'the row alone';
		return [mobile, `\`${word}\``, does, first, batch];
	});
}
