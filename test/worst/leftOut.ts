/** What is not played, and why; and what is known to be broken. */
import type { Behaviour } from './behaviours';
import type { Payer } from './payers';
import type { Situation } from './situations';

/** Nothing is promised here, whoever plays it. */
export const LEFT_OUT: Record<string, string> = {
	"EnKash's own answer to a token, such as invalid_token, after the effect":
		'EnKash looks at the token before anything else (design.md, section 5), so this answer is believed, and the call sent once more',
};

interface Repetition {
	why: string;
	isOne: (cell: Behaviour & { payer: Payer; situation: Situation }) => boolean;
}

type Name = Situation['name'];

const elsewhereThan =
	(...names: Name[]) =>
	({ name }: Situation) =>
		!names.includes(name);

const IN_DOUBT = [
	'list-account-side',
	'list-unknown-word',
	'list-labelled',
	'list-padded',
	'list-extended',
];
const UNREAD = ['list-text', 'list-number', 'list-boolean'];
const IN_OTHER_ORDER = ['list-oldest-first', 'list-shuffled'];

/** Cells that could only show again what others show. */
export const REPETITIONS: Repetition[] = [
	{
		why: 'a sister operation shares the code of the others; its path and fields show in one process',
		isOne: ({ payer, situation, lasting }) =>
			payer.sister === true && (elsewhereThan('one process')(situation) || lasting),
	},
	{
		why: 'whether a fault strikes twice or always shows best where calls are repeated',
		isOne: ({ situation, lasting }) =>
			lasting && elsewhereThan('one process', 'killed', 'Retry On Fail')(situation),
	},
	{
		why: 'of two processes at work, a blind list beside a fault tells no more than of one and its successor',
		isOne: ({ situation, switches }) =>
			switches.length > 1 && elsewhereThan('one process', 'killed', 'Retry On Fail')(situation),
	},
	{
		why: 'records that leave a doubt, for whatever reason, are all told like list-pending',
		isOne: ({ situation, switches: [name] }) =>
			IN_DOUBT.includes(name) && elsewhereThan('one process', 'killed')(situation),
	},
	{
		why: 'a list that cannot be read keeps everything from being sent, whoever runs it',
		isOne: ({ situation, switches: [name] }) =>
			UNREAD.includes(name) && elsewhereThan('one process', 'two workers')(situation),
	},
	{
		why: 'the order of records shows where several are found, in one process and after a kill',
		isOne: ({ situation, switches: [name] }) =>
			IN_OTHER_ORDER.includes(name) && elsewhereThan('one process', 'killed')(situation),
	},
	{
		why: 'what an answer says is read once, by whoever sent the call',
		isOne: ({ situation, switches: [name = ''] }) =>
			/^(answer-o|bulk-)/.test(name) &&
			elsewhereThan('one process', 'killed', 'Retry On Fail')(situation),
	},
];

interface Defect {
	name: string;
	isSeen: (cell: string, sentence: string) => boolean;
}

/** To be taken out once it is mended. */
export const KNOWN: Defect[] = [];
