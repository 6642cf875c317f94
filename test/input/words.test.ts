/** What is said of a value that cannot be taken, word for word: a person reads it, and nothing else. */
import {
	cleanChoice,
	cleanCount,
	cleanEmail,
	cleanFlag,
	cleanGender,
	cleanMobile,
	cleanName,
	cleanPoints,
	cleanReference,
	cleanTitle,
	remedy,
	textOf,
	wholeFrom,
	type Cleaner,
} from '../../nodes/Enkash/input/clean';

const empty = { problem: 'is empty', advice: 'Fill it in for every item.' };
const noMobile = {
	problem: 'is not an Indian mobile number of 10 digits',
	advice:
		'Give 10 digits that begin with 6, 7, 8 or 9. +91 or 0 before them, spaces and dashes do no harm.',
};
const noEmail = {
	problem: 'is not an email address',
	advice: 'Give one address, such as nathan@example.com.',
};
const aboveZero = "Give a number above 0. 'Unallocate Points' takes points back.";
const noPoints = {
	problem: 'is not a number of points',
	advice: 'Give digits alone, such as 250 or 1,500.50.',
};
const whole = wholeFrom(1);
const noWhole = {
	problem: 'is not a whole number of at least 1',
	advice: 'Give a number without decimals, such as 1.',
};
const noCount = {
	problem: 'is not a number from 1 on',
	advice: 'Give it a number, or take the option away.',
};
const noFlag = (shown: string) => ({
	problem: `is ${shown}, which is neither true nor false`,
	advice: 'Make its expression give true or false.',
});

test.each<[string, Cleaner<unknown>, unknown, { problem: string; advice?: string }]>([
	['mobile', cleanMobile, ' ', empty],
	['mobile', cleanMobile, '9876543210x', noMobile],
	['mobile', cleanMobile, 'x9876543210', noMobile],
	['mobile', cleanMobile, '++919876543210', noMobile],
	['mobile', cleanMobile, '9876543210+', noMobile],
	['mobile', cleanMobile, '9100919876543210', noMobile],
	['mobile', cleanMobile, '98765432109876543210', noMobile],
	['email', cleanEmail, '', empty],
	['email', cleanEmail, 'meera at example.com', noEmail],
	['email', cleanEmail, 'meera@example.com asha@example.com', noEmail],
	['email', cleanEmail, 'me era@example.com', noEmail],
	['email', cleanEmail, 'meera@exa mple.com', noEmail],
	['email', cleanEmail, 'meera@example.c om', noEmail],
	['email', cleanEmail, 'meera@.com.', noEmail],
	['email', cleanEmail, '<meera@example.com', noEmail],
	['name', cleanName, ' \t ', { problem: 'is empty' }],
	[
		'title',
		cleanTitle,
		'Dr',
		{ problem: 'is not Mr, Mrs or Ms', advice: 'EnKash takes no other title. Give one of these.' },
	],
	[
		'title',
		cleanTitle,
		'mr..',
		{ problem: 'is not Mr, Mrs or Ms', advice: expect.any(String) as string },
	],
	[
		'title',
		cleanTitle,
		'm.r',
		{ problem: 'is not Mr, Mrs or Ms', advice: expect.any(String) as string },
	],
	[
		'gender',
		cleanGender,
		'divers',
		{
			problem: 'is not M or F',
			advice: 'Give M or F, or Male or Female. EnKash takes no other.',
		},
	],
	[
		'reference',
		cleanReference,
		2 ** 53,
		{ problem: 'is a number too long to be kept exactly: give it as text, in quotes' },
	],
	['points', cleanPoints, '', empty],
	['points', cleanPoints, '-1', { problem: 'is less than 0', advice: aboveZero }],
	['points', cleanPoints, '0.00', { problem: 'is 0', advice: aboveZero }],
	['points', cleanPoints, '5-', noPoints],
	['points', cleanPoints, '5x', noPoints],
	['points', cleanPoints, 'x5', noPoints],
	['points', cleanPoints, '5.', noPoints],
	['points', cleanPoints, '1,2345', noPoints],
	['points', cleanPoints, '1234,567', noPoints],
	['points', cleanPoints, '1,2,345', noPoints],
	[
		'points',
		cleanPoints,
		1e12 + 1,
		{ problem: 'is more than can be moved at once', advice: 'Check the amount.' },
	],
	[
		'points',
		cleanPoints,
		'12.345',
		{ problem: 'has more than two decimals', advice: 'Round it to two, such as 12.35.' },
	],
	['whole number', whole, '', empty],
	['whole number', whole, '0', noWhole],
	['whole number', whole, '1.5', noWhole],
	['whole number', whole, 'x2', noWhole],
	['whole number', whole, '2x', noWhole],
	['whole number', whole, '2.0x', noWhole],
	['whole number', whole, '1234567890123456', noWhole],
	[
		'whole number',
		wholeFrom(0),
		'-1',
		{
			problem: 'is not a whole number of at least 0',
			advice: 'Give a number without decimals, such as 1.',
		},
	],
	[
		'whole number',
		wholeFrom(5),
		'4',
		{
			problem: 'is not a whole number of at least 5',
			advice: 'Give a number without decimals, such as 5.',
		},
	],
	['count', cleanCount, 0, noCount],
	['count', cleanCount, '0.5', noCount],
	['count', cleanCount, 'many', noCount],
	['count', cleanCount, true, noCount],
	['flag', cleanFlag, 'yes', noFlag("'yes'")],
	['flag', cleanFlag, 1, noFlag("'1'")],
	['flag', cleanFlag, [true], noFlag('a list')],
	['flag', cleanFlag, { on: true }, noFlag('an object')],
	['flag', cleanFlag, null, noFlag("'null'")],
	['flag', cleanFlag, 'x'.repeat(50), noFlag(`'${'x'.repeat(40)}'`)],
])('a %s %#', (_, clean, given, told) => expect(clean(given)).toEqual(told));

test.each<[string, Cleaner<unknown>, unknown, unknown]>([
	['mobile', cleanMobile, '(+91) 98765.43210'.replace('(+91)', '+91'), '9876543210'],
	['mobile', cleanMobile, '(98765) 43210', '9876543210'],
	['mobile', cleanMobile, '0091 98765 43210', '9876543210'],
	['mobile', cleanMobile, '06013401059', '6013401059'],
	['mobile', cleanMobile, 9876543210n, '9876543210'],
	[
		'email',
		cleanEmail,
		'meera.iyer+awards@mail.example.co.in',
		'meera.iyer+awards@mail.example.co.in',
	],
	['name', cleanName, ' Meera \n  Iyer ', 'Meera Iyer'],
	['reference', cleanReference, 42, '42'],
	['reference', cleanReference, ' ROW-1 ', 'ROW-1'],
	['reference', cleanReference, undefined, ''],
	['title', cleanTitle, 'MRS.', 'Mrs'],
	['title', cleanTitle, 'Ms', 'Ms'],
	['gender', cleanGender, 'm', 'M'],
	['gender', cleanGender, 'Male', 'M'],
	['gender', cleanGender, 'F', 'F'],
	['gender', cleanGender, ' female ', 'F'],
	['points', cleanPoints, 0.1 + 0.2, 0.3],
	['points', cleanPoints, 1e12, 1e12],
	['points', cleanPoints, '1,00,00,000.50', 10_000_000.5],
	['points', cleanPoints, '999999999999.99', 999_999_999_999.99],
	['whole number', whole, '1', 1],
	['whole number', whole, '+12.00', 12],
	['whole number', whole, 123456789012345, 123_456_789_012_345],
	['whole number', wholeFrom(-5), '-5', -5],
	['count', cleanCount, 1, 1],
	['count', cleanCount, '250.5', 250.5],
	['flag', cleanFlag, true, true],
	['flag', cleanFlag, false, false],
	['flag', cleanFlag, ' TRUE ', true],
	['flag', cleanFlag, 'false', false],
])('a %s as people write it %#', (_, clean, given, value) =>
	expect(clean(given)).toEqual({ value }),
);

test('a choice is one of those there are, and what is not is told with them', () => {
	const choices = ['send', 'fail'] as const;
	expect(cleanChoice(' fail ', choices)).toEqual({ value: 'fail' });
	expect(cleanChoice('FAIL', choices)).toEqual({
		problem: "is 'FAIL', which is not one of its choices",
		advice: "Make its expression give 'send' or 'fail'.",
	});
});

test('what is no text and no number is none', () => {
	expect([textOf(' a '), textOf(7), textOf(7n), textOf(true), textOf(['a']), textOf(null)]).toEqual(
		['a', '7', '7', '', '', ''],
	);
});

test.each<[string, unknown, string | undefined, string | undefined]>([
	['is wrong', 'abc', 'Do so.', "It is 'abc'. Do so."],
	['is wrong', 'abc', undefined, "It is 'abc'."],
	['is wrong', '', 'Do so.', 'Do so.'],
	['is wrong', null, 'Do so.', 'Do so.'],
	['is wrong', undefined, undefined, undefined],
	["is 'abc', which is wrong", 'abc', 'Do so.', 'Do so.'],
	['is less than 0', 0, 'Do so.', 'Do so.'],
	['is wrong', [1], undefined, 'It is a list.'],
	['is wrong', { a: 1 }, undefined, 'It is an object.'],
])(
	'a problem that %s, of %j, is told with the value unless it says it',
	(problem, raw, advice, told) => {
		expect(remedy({ problem, advice }, raw)).toBe(told);
	},
);
