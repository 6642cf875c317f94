/** Which columns of a sheet are recognised by their headers. */
import type { IDataObject } from 'n8n-workflow';
import { dataOf } from '../stage';
import { call, goOn, useOffice } from './sheetStage';

const office = useOffice();

const person = {
	title: 'Mr',
	name: 'Nathan Rao',
	email: 'nathan@example.com',
	mobile: '9876543210',
};
const sent = () => office.sandbox.requestsTo(call).flatMap(({ body }) => body as IDataObject[]);

describe('the headers of a sheet are recognised', () => {
	it.each<[string, IDataObject]>([
		['as EnKash names them', { ...person, loadAmount: 100, uniqueReferenceNumber: 'A-1' }],
		[
			'in any case',
			{
				TITLE: 'Mr',
				NAME: 'Nathan Rao',
				Email: person.email,
				MOBILE: person.mobile,
				points: 100,
				REFERENCE: 'A-1',
			},
		],
		[
			'with signs and blanks',
			{
				'Title*': 'Mr',
				Full_Name: 'Nathan Rao',
				'E-mail ID (official)': person.email,
				' Mobile No. ': person.mobile,
				'Points (INR)': 100,
				'Ref. No.': 'A-1',
			},
		],
		[
			'in other words',
			{
				Salutation: 'Mr.',
				'Employee Name': 'Nathan Rao',
				Mail: person.email,
				'Phone Number': '+91 98765-43210',
				Amount: '100',
				'Award Reference': 'A-1',
			},
		],
		[
			'shortened',
			{
				Prefix: 'mr',
				'Emp Name': 'Nathan Rao',
				'Emp. Email': person.email,
				'Mob No': person.mobile,
				Pts: '₹ 100',
				'Award No.': 'A-1',
			},
		],
		[
			'with first and last name apart',
			{
				prefix: 'mr',
				'First Name': 'Nathan',
				'Last Name': 'Rao',
				email: person.email,
				cell: 9876543210,
				'Reward Points': '100.00',
				ref: 'A-1',
			},
		],
		[
			'after a byte order mark',
			{
				'\uFEFFTitle': 'Mr',
				Name: ' Nathan  Rao ',
				Email: 'NATHAN@example.com',
				Contact: '09876543210',
				Points: '1,00',
				Reference: ' A-1 ',
			},
		],
	])('%s', async (what, row) => {
		const points = what.startsWith('after') ? { Points: '100' } : {};
		await office.pay([{ ...row, ...points }]);
		expect(sent()).toEqual([{ ...person, loadAmount: 100, uniqueReferenceNumber: 'A-1' }]);
	});

	it('and a column that is missing is named', async () => {
		const items = dataOf(
			await office.pay([{ Name: 'Nathan Rao', Email: person.email, Title: 'Mr', Points: 5 }], goOn),
		);
		expect(items).toEqual([
			{
				error: "Row is not valid: 'Mobile' has no column in the sheet [item 0]",
				message:
					"Field: mobile. Name a column like that, or choose 'Map by Hand' in 'Columns'. The row was not sent. Correct it, and run the sheet again.",
			},
		]);
	});

	it('and all that is wrong with a row is said at once', async () => {
		const [item] = dataOf(
			await office.pay([{ ...person, mobile: '12', points: 'many', title: 'Captain' }], goOn),
		);
		expect(item).toMatchObject({
			error:
				"Row is not valid: 'Title' is 'Captain', which is not Mr, Mrs or Ms; 'Mobile' is '12', which is not an Indian mobile number of 10 digits; 'Points' is 'many', which is not a number of points: write it in digits, such as 750 or 1,250.50 [item 0]",
			message: expect.stringMatching(/^Field: title, mobile, points\. /),
		});
	});
});

describe('where two headers mean the same column', () => {
	const { email, mobile } = person;
	const reference = 'A-1';
	const full = { ...person, points: 100, reference };

	it.each<[string, IDataObject, string]>([
		[
			'points',
			{ ...person, reference, 'Points (INR)': 5000, 'Points (in points)': 100 },
			"'Points' has two columns that differ, 'Points (INR)' and 'Points (in points)'",
		],
		[
			'points, the one that is meant being blank',
			{ ...person, reference, 'Points (INR)': 5000, 'Points (in points)': '' },
			"'Points' has two columns that differ, 'Points (INR)' and 'Points (in points)'",
		],
		[
			'points and money',
			{ ...full, Amount: 5000 },
			"'Points' has two columns that differ, 'points' and 'Amount'",
		],
		[
			'emails',
			{ ...full, 'Work Email': 'n.rao@example.com' },
			"'Email' has two columns that differ, 'email' and 'Work Email'",
		],
		[
			'mobiles',
			{ ...full, Phone: '9876543211' },
			"'Mobile' has two columns that differ, 'mobile' and 'Phone'",
		],
		[
			'references',
			{ ...full, 'Award ID': 'A-2' },
			"'Reference' has two columns that differ, 'reference' and 'Award ID'",
		],
	])('and they differ, nothing is sent and both are named: %s', async (_, row, words) => {
		const [item] = dataOf(await office.pay([row], goOn));
		expect(item.error).toBe(
			`Row is not valid: ${words}: keep one of them, or map the columns by hand [item 0]`,
		);
		expect(office.batches()).toEqual([]);
	});

	it.each<[string, IDataObject]>([
		[
			'say the same in other spellings',
			{
				...full,
				'Reward Points': '100.00',
				'Work Email': 'NATHAN@example.com',
				Phone: '+91 98765 43210',
				Ref: ' A-1 ',
			},
		],
		['are blank in one', { ...full, 'Work Email': '', Phone: null, 'Award ID': ' ' }],
		[
			'are blank in the other',
			{
				...full,
				email: '',
				mobile: '',
				reference: '',
				'Work Email': email,
				Phone: mobile,
				'Award ID': reference,
			},
		],
		[
			'hold something else',
			{ ...full, Contact: 'Head of Sales', Telephone: '022 2444 1234', Mail: 'by courier' },
		],
		[
			'decide nothing',
			{ ...full, 'First Name': 'N.', Username: 'nrao', Salutation: 'Dr', Designation: 'Head' },
		],
	])('the row is sent where they %s', async (_, row) => {
		await office.pay([row]);
		expect(sent()).toEqual([{ ...person, loadAmount: 100, uniqueReferenceNumber: 'A-1' }]);
	});
});
