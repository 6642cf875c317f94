/** What a row of a sheet is made of, in EnKash's names (R2, api-9796906). */
export const COLUMNS = [
	'title',
	'name',
	'email',
	'mobile',
	'loadAmount',
	'remarks',
	'uniqueReferenceNumber',
] as const;

export type Column = (typeof COLUMNS)[number];

/** The values of a row as they were found; a column that the sheet lacks is missing. */
export type RawRow = Partial<Record<Column, unknown>>;

type SheetRow = Record<string, unknown>;

/** Headers that people use, without case, blanks and signs; the first one that is there counts. */
const HEADERS: Record<Column, string[]> = {
	title: ['title', 'salutation', 'honorific', 'prefix', 'nametitle'],
	name: [
		'name',
		'fullname',
		'employeename',
		'recipientname',
		'recipient',
		'beneficiaryname',
		'cardholdername',
		'username',
		'staffname',
		'membername',
		'nameofemployee',
	],
	email: [
		'email',
		'emailid',
		'emailaddress',
		'mail',
		'mailid',
		'workemail',
		'officialemail',
		'officialemailid',
		'employeeemail',
		'recipientemail',
		'useremail',
	],
	mobile: [
		'mobile',
		'mobilenumber',
		'mobileno',
		'mobilephone',
		'mob',
		'mobno',
		'phone',
		'phonenumber',
		'phoneno',
		'cell',
		'cellphone',
		'contactnumber',
		'contactno',
		'contact',
		'telephone',
		'whatsappnumber',
	],
	loadAmount: [
		'loadamount',
		'points',
		'rewardpoints',
		'point',
		'noofpoints',
		'numberofpoints',
		'pointstoallocate',
		'awardpoints',
		'amount',
		'rewardamount',
		'awardamount',
	],
	remarks: ['remarks', 'remark', 'comments', 'comment', 'notes', 'note', 'reason', 'description'],
	uniqueReferenceNumber: [
		'uniquereferencenumber',
		'uniquereferencenum',
		'uniquereference',
		'reference',
		'referencenumber',
		'referenceno',
		'referenceid',
		'refno',
		'ref',
		'awardreference',
		'awardreferencenumber',
		'awardid',
		'rewardreference',
		'rewardid',
		'pgreferencenumber',
	],
};

/** A sheet that has no full name has its parts. */
const NAME_PARTS = [
	['firstname', 'givenname', 'fname'],
	['middlename', 'mname'],
	['lastname', 'surname', 'familyname', 'lname'],
];

/** Reads the rows of a sheet by its headers, whatever their case and spacing. */
export class HeaderReader {
	/** By the headers of a row, which most rows of a sheet share. */
	private readonly layouts = new Map<string, Map<string, string>>();

	read(row: SheetRow): RawRow {
		const layout = this.layoutOf(Object.keys(row));
		const raw: RawRow = {};
		for (const column of COLUMNS) {
			const header = firstOf(HEADERS[column], layout);
			if (header !== undefined) raw[column] = row[header];
		}
		if (!('name' in raw)) addNameOfParts(raw, row, layout);
		return raw;
	}

	private layoutOf(headers: string[]): Map<string, string> {
		const key = JSON.stringify(headers);
		const known = this.layouts.get(key);
		if (known) return known;
		const layout = new Map<string, string>();
		for (const header of headers) {
			const plain = plainHeader(header);
			if (!layout.has(plain)) layout.set(plain, header);
		}
		this.layouts.set(key, layout);
		return layout;
	}
}

/** `E-mail ID (official)*` as `emailid`. */
function plainHeader(header: string): string {
	return header
		.normalize('NFKC')
		.replace(/\([^)]*\)/g, '')
		.replace(/[^\p{L}\p{N}]/gu, '')
		.toLowerCase();
}

function firstOf(names: string[], layout: Map<string, string>): string | undefined {
	return names.map((name) => layout.get(name)).find((header) => header !== undefined);
}

function addNameOfParts(raw: RawRow, row: SheetRow, layout: Map<string, string>): void {
	const headers = NAME_PARTS.map((names) => firstOf(names, layout));
	const parts = headers.map((header) => (header === undefined ? '' : row[header]));
	if (headers[0] !== undefined) raw.name = parts.map((part) => String(part ?? '')).join(' ');
}
