/** What is made of all headers of a sheet together. */
import { HeaderReader, looksLike, Rivals } from '../../nodes/Enkash/input/headers';

const read = (row: Record<string, unknown>) => new HeaderReader().read(row);

function surveyOf(...sheets: string[][]) {
	const reader = new HeaderReader();
	for (const headers of sheets) {
		reader.read(Object.fromEntries(headers.map((header) => [header, 'x'])));
	}
	const { used, unused } = reader.survey();
	return { used: Object.fromEntries(used), unused };
}

test.each([
	['email', 'Work Email', 'E-mail'],
	['mobile', 'Phone', 'Mobile No.'],
	['loadAmount', 'Amount', 'Points'],
	['uniqueReferenceNumber', 'Award ID', 'Reference'],
])('two headers for %s have to agree, the likelier is named first', (column, less, more) => {
	const raw = read({ [less]: 1, [more]: 2 }) as Record<string, unknown>;
	expect(raw).toEqual({
		[column]: new Rivals([
			[more, 2],
			[less, 1],
		]),
	});
	expect(surveyOf([less, more])).toEqual({ used: { [column]: [more, less] }, unused: [] });
});

test.each([
	['title', 'Prefix', 'Salutation'],
	['name', 'Employee', 'Full Name'],
	['remarks', 'Reason', 'Comments'],
])(
	'of two headers for %s the likelier is taken, and the other one not used',
	(column, less, more) => {
		expect(read({ [less]: 1, [more]: 2 })).toEqual({ [column]: 2 });
		expect(surveyOf([less, more])).toEqual({ used: { [column]: [more] }, unused: [less] });
	},
);

test.each([
	[['First Name', 'Last Name'], 'a b'],
	[['Given Name', 'Surname'], 'a b'],
	[['FName', 'LName'], 'a b'],
	[['First Name', 'Middle Name', 'Family Name'], 'a b c'],
	[['First Name', 'MName'], 'a b'],
	[['First Name'], 'a'],
])('a name is put together from %j', (headers, name) => {
	const row = Object.fromEntries(headers.map((header, index) => [header, 'abc'[index]]));
	expect(read(row)).toEqual({ name });
	expect(surveyOf(headers)).toEqual({ used: { name: headers }, unused: [] });
});

test('a part of a name that is blank leaves a blank, which is cleaned later', () => {
	expect(read({ 'First Name': 'Meera', 'Last Name': null })).toEqual({ name: 'Meera ' });
	expect(read({ 'First Name': undefined, 'Last Name': 'Iyer' })).toEqual({ name: ' Iyer' });
});

test('without a first name there are no parts, and with a full name they are not used', () => {
	expect(read({ 'Last Name': 'Iyer' })).toEqual({});
	expect(surveyOf(['Last Name'])).toEqual({ used: {}, unused: ['Last Name'] });
	expect(read({ 'First Name': 'Meera', Name: 'Meera Iyer' })).toEqual({ name: 'Meera Iyer' });
	expect(surveyOf(['First Name', 'Name'])).toEqual({
		used: { name: ['Name'] },
		unused: ['First Name'],
	});
});

test('headers that no column is read from are told, but for the row number of Google Sheets', () => {
	expect(surveyOf(['Points', 'Department', 'row_number', 'City'])).toEqual({
		used: { loadAmount: ['Points'] },
		unused: ['Department', 'City'],
	});
});

test('of rows with different headers, all are told once, and what one of them uses is used', () => {
	expect(surveyOf(['Reason', 'Comments', 'X'], ['Reason', 'X', 'Y'], ['X', 'Y'])).toEqual({
		used: { remarks: ['Comments', 'Reason'] },
		unused: ['X', 'Y'],
	});
	expect(surveyOf()).toEqual({ used: {}, unused: [] });
});

test.each([
	...['official', 'work', 'office', 'company', 'personal', 'employee', 'recipient', 'INR', 'Rs.'],
	...['in INR', 'in Rs', 'Rupees', 'points', 'pts', 'in points', 'no decimals', 'Mandatory'],
	...['required', 'optional', 'unique', '10 digits', '10 digit', 'with country code', 'Mr/Ms'],
	...['Mr/Mrs/Ms', 'Mr, Mrs, Ms', 'Mr / Ms', 'Mr/Mrs/Miss', '', ' ', 'I.N.R.'],
])('(%s) leaves a header what it is', (inside) => {
	expect(read({ [`Points (${inside})`]: 1 })).toEqual({ loadAmount: 1 });
});

test('a header may have 200 characters, and no more', () => {
	expect(read({ [`Points${' '.repeat(194)}`]: 1 })).toEqual({ loadAmount: 1 });
	expect(read({ [`Points${' '.repeat(195)}`]: 1 })).toEqual({});
});

test.each([
	['Points (last year)', 'loadAmount'],
	['Mobile (a) (of somebody else)', 'mobile'],
	['Email (manager)', 'email'],
	['Reference (old)', 'uniqueReferenceNumber'],
	['Name (maiden)', undefined],
	['Title (old)', undefined],
	['City (old)', undefined],
	[`Points (old)${' '.repeat(300)}`, 'loadAmount'],
])('%s looks like %s', (header, column) => {
	expect(looksLike(header)).toBe(column);
});
