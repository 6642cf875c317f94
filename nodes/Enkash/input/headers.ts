import { groups } from '../lib/groups';
import type { JsonRecord } from '../lib/json';

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

/** What a row has under several headers that mean one column: header and value, the likeliest first. */
export class Rivals {
	constructor(readonly cells: Array<[string, unknown]>) {}
}

/** Where a wrong guess between two headers would pay somebody else, another amount, or once more. */
const DECISIVE = new Set<Column>(['email', 'mobile', 'loadAmount', 'uniqueReferenceNumber']);

/** Headers that people use, without case, blanks and signs, the likeliest first. */
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

/** Which headers of a sheet mean a column, and which the parts of a name. */
interface Layout {
	columns: Map<Column, string[]>;
	nameParts: string[][];
}

/** Reads the rows of a sheet by its headers, whatever their case and spacing. */
export class HeaderReader {
	/** By the headers of a row, which most rows of a sheet share. */
	private readonly layouts = new Map<string, Layout>();

	read(row: JsonRecord): RawRow {
		const { columns, nameParts } = this.layoutOf(Object.keys(row));
		const raw: RawRow = {};
		for (const [column, [header, ...others]] of columns) {
			const rivals = others.length > 0 && DECISIVE.has(column);
			raw[column] = rivals
				? new Rivals([header, ...others].map((each) => [each, row[each]]))
				: row[header];
		}
		if (!('name' in raw) && nameParts[0].length > 0) {
			const found = nameParts.flatMap((headers) => headers.slice(0, 1));
			raw.name = found.map((header) => String(row[header] ?? '')).join(' ');
		}
		return raw;
	}

	private layoutOf(headers: string[]): Layout {
		const key = JSON.stringify(headers);
		const known = this.layouts.get(key);
		if (known) return known;
		const byName = groups(headers, plainHeader);
		const named = (names: string[]) => names.flatMap((name) => byName.get(name) ?? []);
		const columns = COLUMNS.map((column) => [column, named(HEADERS[column])] as const);
		const layout = {
			columns: new Map(columns.filter(([, found]) => found.length > 0)),
			nameParts: NAME_PARTS.map(named),
		};
		this.layouts.set(key, layout);
		return layout;
	}
}

/** Longer than any header of a column. */
const MAX_HEADER = 200;

/** What may stand in parentheses and leaves a column what it is. Any other word may make it another. */
const QUALIFIERS = new Set([
	...['official', 'work', 'office', 'company', 'personal', 'employee', 'recipient'],
	...['inr', 'rs', 'in inr', 'in rs', 'rupees', 'points', 'pts', 'in points', 'no decimals'],
	...['mandatory', 'required', 'optional', 'unique', '10 digits', '10 digit', 'with country code'],
	...['mr/ms', 'mr/mrs/ms', 'mr, mrs, ms', 'mr / ms', 'mr/mrs/miss', ''],
]);

/** `E-mail ID (official)*` as `emailid`; `Points (already redeemed)` is no `points`. */
function plainHeader(header: string): string {
	if (header.length > MAX_HEADER) return '';
	return header
		.normalize('NFKC')
		.replace(/\(([^()]*)\)/g, (whole, inside: string) =>
			QUALIFIERS.has(inside.replaceAll('.', '').trim().toLowerCase()) ? '' : whole,
		)
		.replace(/[^\p{L}\p{N}]/gu, '')
		.toLowerCase();
}
