/** What an answer to a batch says of each row, case by case. */
import { matchAnswer, type Payee, type RowAnswer } from '../../nodes/Enkash/money/matching';

const meera: Payee = {
	reference: 'MEERA',
	mobile: '9876543210',
	email: 'meera@example.com',
	points: 10,
};
const asha: Payee = {
	reference: 'ASHA',
	mobile: '9876543211',
	email: 'asha@example.com',
	points: 20,
};
/** Meera once more, under another reference. */
const again = (points = 10): Payee => ({ ...meera, reference: 'AGAIN', points });

const of = (changes: Partial<RowAnswer>): RowAnswer => ({ references: [], record: {}, ...changes });
const under = (...references: string[]) => ({ references });
const person = ({ mobile, email }: Payee) => ({ mobile, email });
const no = (failure = 'Blocked') => ({ failure });
const doubt = (failure = 'Blocked') => ({ failure, doubtful: true });

/** What is said of each row, such as `open, perhaps Blocked; EnKash answered for …`. */
function told(rows: Payee[], answers: Array<Partial<RowAnswer>>): string[] {
	const { paid, failed, open, contradicted } = matchAnswer(rows, answers.map(of));
	return rows.map((row) => {
		const words = open.get(row);
		const said = [
			paid.has(row) ? 'paid' : '',
			failed.has(row) ? `refused: ${failed.get(row)}` : '',
			open.has(row) ? `open${words === undefined ? '' : `, perhaps ${words}`}` : '',
		].filter(Boolean);
		const objection = contradicted.get(row);
		return said.join(' and ') + (objection ? `; ${objection}` : '');
	});
}

const OTHER = 'EnKash answered for its person under another reference.';

test.each<[string, Payee[], Array<Partial<RowAnswer>>, string[]]>([
	['nothing', [meera], [], ['open']],
	['one of several references', [meera], [under('X', 'MEERA')], ['paid']],
	['the same points', [meera], [{ ...under('MEERA'), points: 10 }], ['paid']],
	[
		'a refusal with other points',
		[meera],
		[{ ...under('MEERA'), ...no(), points: 1 }],
		['refused: Blocked'],
	],
	['a refusal without words', [meera], [{ ...under('MEERA'), ...no('') }], ['refused: ']],
	[
		'payment and failure in one',
		[meera],
		[{ ...under('MEERA'), ...doubt() }],
		['open, perhaps Blocked'],
	],
	[
		'two refusals of one row',
		[meera],
		[
			{ ...under('MEERA'), ...no() },
			{ ...under('MEERA'), ...no('Twice') },
		],
		['open, perhaps Blocked'],
	],
	['two payments of one row', [meera], [under('MEERA'), under('MEERA')], ['open']],
	[
		'a payment, then a refusal',
		[meera],
		[under('MEERA'), { ...under('MEERA'), ...no() }],
		['open'],
	],
	[
		'a refusal, then a payment',
		[meera],
		[{ ...under('MEERA'), ...no() }, under('MEERA')],
		['open, perhaps Blocked'],
	],
	['three times the same row', [meera], [under('MEERA'), under('MEERA'), under('MEERA')], ['open']],
	[
		'one row twice, beside another',
		[meera, asha],
		[under('MEERA'), under('MEERA'), under('ASHA')],
		['open', 'paid'],
	],
	[
		'a reference before its person',
		[meera, asha],
		[{ ...under('ASHA'), ...person(meera) }],
		['open', 'paid'],
	],
	[
		'a reference that nobody sent',
		[meera, asha],
		[{ ...under('X'), ...person(meera) }],
		[`open; ${OTHER}`, 'open'],
	],
	[
		'the same of a row that is paid',
		[meera],
		[under('MEERA'), { ...under('X'), ...person(meera) }],
		['paid'],
	],
	[
		'the same of a row that is refused',
		[meera],
		[
			{ ...under('MEERA'), ...no() },
			{ ...under('X'), ...person(meera) },
		],
		['refused: Blocked'],
	],
	['a reference that nobody sent, for nobody', [meera], [under('X')], ['open']],
	['a person', [meera, asha], [person(asha)], ['open', 'paid']],
	['a mobile in another spelling', [meera], [{ mobile: '+91 98765-43210' }], ['paid']],
	['an email in another case', [meera], [{ email: 'MEERA@Example.com' }], ['paid']],
	[
		'a mobile of one row and the email of another',
		[meera, asha],
		[{ mobile: meera.mobile, email: asha.email }],
		['paid', 'open'],
	],
	[
		'a mobile that nobody has, with an email',
		[meera, asha],
		[{ mobile: '9000000000', email: asha.email }],
		['open', 'paid'],
	],
	[
		'an email that nobody has, with a mobile',
		[meera, asha],
		[{ mobile: asha.mobile, email: 'x@example.com' }],
		['open', 'paid'],
	],
	[
		'a mobile that is none, as it was sent',
		[{ ...meera, mobile: 'unlisted' }, asha],
		[{ mobile: 'unlisted' }],
		['paid', 'open'],
	],
	[
		'an email that is none, as it was sent',
		[{ ...meera, email: 'at home' }, asha],
		[{ email: 'at home' }],
		['paid', 'open'],
	],
	['nobody', [meera], [{}], ['open']],
	[
		'one mobile that two rows share, and the email of one',
		[meera, { ...asha, mobile: meera.mobile }],
		[person(meera)],
		['paid', 'open'],
	],
	[
		'a person with other points',
		[meera],
		[{ ...person(meera), points: 1 }],
		['open; EnKash answered for 1 points and not 10.'],
	],
	['a person who is paid twice, once', [meera, again()], [person(meera)], ['open', 'open']],
	[
		'the same, refused',
		[meera, again()],
		[{ ...person(meera), ...no() }],
		['open, perhaps Blocked', 'open, perhaps Blocked'],
	],
	[
		'the same, with the points of one',
		[meera, again(30)],
		[{ ...person(meera), points: 30 }],
		['open', 'paid'],
	],
	[
		'the same, with the points of neither',
		[meera, again(30)],
		[{ ...person(meera), points: 7 }],
		['open', 'open'],
	],
	[
		'both, told by their points',
		[meera, again(30)],
		[
			{ ...person(meera), ...no(), points: 30 },
			{ ...person(meera), points: 10 },
		],
		['paid', 'refused: Blocked'],
	],
	['both alike', [meera, again()], [person(meera), person(meera)], ['paid', 'paid']],
	[
		'both refused',
		[meera, again()],
		[
			{ ...person(meera), ...no() },
			{ ...person(meera), ...no() },
		],
		['refused: Blocked', 'refused: Blocked'],
	],
	[
		'both in doubt',
		[meera, again()],
		[
			{ ...person(meera), ...doubt() },
			{ ...person(meera), ...doubt() },
		],
		['open, perhaps Blocked', 'open, perhaps Blocked'],
	],
	[
		'one paid, one refused',
		[meera, again()],
		[person(meera), { ...person(meera), ...no() }],
		['open, perhaps Blocked', 'open, perhaps Blocked'],
	],
	[
		'one refused, one paid',
		[meera, again()],
		[{ ...person(meera), ...no() }, person(meera)],
		['open, perhaps Blocked', 'open, perhaps Blocked'],
	],
	[
		'one of two mobiles that are none',
		[
			{ ...meera, mobile: 'unlisted' },
			{ ...asha, mobile: 'none' },
		],
		[{ mobile: 'none' }],
		['open', 'paid'],
	],
	[
		'one of two emails that are none',
		[
			{ ...meera, email: 'at home' },
			{ ...asha, email: 'none' },
		],
		[{ email: 'none' }],
		['open', 'paid'],
	],
	[
		'one refused, one in doubt',
		[meera, again()],
		[
			{ ...person(meera), ...no() },
			{ ...person(meera), ...doubt('Late') },
		],
		['open, perhaps Late', 'open, perhaps Late'],
	],
	[
		'three for two rows',
		[meera, again()],
		[person(meera), person(meera), person(meera)],
		['open', 'open'],
	],
	['twice for one row', [meera], [person(meera), person(meera)], ['paid']],
	[
		'one row by reference, the other by person',
		[meera, again()],
		[under('AGAIN'), person(meera)],
		['paid', 'paid'],
	],
	[
		'both, of which one has other points',
		[meera, again(30)],
		[
			{ ...person(meera), points: 10 },
			{ ...person(meera), points: 7 },
		],
		['paid', 'open; EnKash answered for 7 points and not 30.'],
	],
	[
		'a mobile of two rows and an email of one of them and a third',
		[meera, again(30), { ...asha, email: meera.email }],
		[
			{ mobile: meera.mobile, points: 10 },
			{ mobile: meera.mobile, points: 30 },
			{ mobile: asha.mobile, points: 20 },
		],
		['paid', 'paid', 'paid'],
	],
	[
		'two that may mean the same rows, by mobile and by email',
		[meera, { ...again(), email: 'other@example.com' }],
		[{ mobile: meera.mobile }, { email: 'other@example.com', ...no() }],
		['open, perhaps Blocked', 'open, perhaps Blocked'],
	],
])('it answers for %s', (_, rows, answers, expected) => {
	expect(told(rows, answers)).toEqual(expected);
});
