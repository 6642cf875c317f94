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
	title: ['title', 'salutation', 'honorific', 'prefix', 'nametitle', 'mrms', 'mrmrsms'],
	name: [
		'name',
		'fullname',
		'employeename',
		'empname',
		'recipientname',
		'recipient',
		'beneficiaryname',
		'cardholdername',
		'username',
		'staffname',
		'membername',
		'nameofemployee',
		'nameofrecipient',
		'employee',
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
		'empemail',
		'companyemail',
		'recipientemail',
		'useremail',
	],
	mobile: [
		'mobile',
		'mobilenumber',
		'mobileno',
		'mobilenum',
		'mobilephone',
		'mob',
		'mobno',
		'phone',
		'phonenumber',
		'phoneno',
		'phonenum',
		'cell',
		'cellphone',
		'contactnumber',
		'contactno',
		'contactnum',
		'contact',
		'telephone',
		'whatsappnumber',
	],
	loadAmount: [
		'loadamount',
		'points',
		'rewardpoints',
		'point',
		'pts',
		'rewardpts',
		'awardpts',
		'noofpts',
		'noofpoints',
		'numberofpoints',
		'pointstoallocate',
		'awardpoints',
		'amount',
		'amt',
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
		'refid',
		'ref',
		'awardref',
		'awardno',
		'awardnumber',
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

/** Which headers of a sheet mean a column, which the parts of a name, and which nothing. */
interface Layout {
	columns: Map<Column, string[]>;
	nameParts: string[][];
	survey: HeaderSurvey;
}

/** What was made of the headers of a sheet. */
export interface HeaderSurvey {
	/** The headers that a column is read from; several where they have to agree, or are parts of a name. */
	used: Map<Column, string[]>;
	/** Headers that no column is read from. */
	unused: string[];
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
		if (!('name' in raw) && nameParts.length > 0) {
			raw.name = nameParts.map(([header]) => String(row[header] ?? '')).join(' ');
		}
		return raw;
	}

	/** What was made of the headers of all rows that were read, in their order. */
	survey(): HeaderSurvey {
		const surveys = [...this.layouts.values()].map(({ survey }) => survey);
		const used = new Map<Column, string[]>();
		for (const column of COLUMNS) {
			const headers = new Set(surveys.flatMap((each) => each.used.get(column) ?? []));
			if (headers.size > 0) used.set(column, [...headers]);
		}
		const taken = new Set([...used.values()].flat());
		const unused = new Set(surveys.flatMap((each) => each.unused));
		return { used, unused: [...unused].filter((header) => !taken.has(header)) };
	}

	private layoutOf(headers: string[]): Layout {
		const key = JSON.stringify(headers);
		const known = this.layouts.get(key);
		if (known) return known;
		const layout = layOut(headers);
		this.layouts.set(key, layout);
		return layout;
	}
}

function layOut(headers: string[]): Layout {
	const byName = groups(headers, plainHeader);
	const named = (names: string[]) => names.flatMap((name) => byName.get(name) ?? []);
	const columns = new Map<Column, string[]>();
	const used = new Map<Column, string[]>();
	for (const column of COLUMNS) {
		const found = named(HEADERS[column]);
		if (found.length === 0) continue;
		columns.set(column, found);
		used.set(column, DECISIVE.has(column) ? found : found.slice(0, 1));
	}
	const parts = NAME_PARTS.map(named);
	const nameParts = parts[0].length > 0 ? parts.filter((part) => part.length > 0) : [];
	if (!used.has('name') && nameParts.length > 0)
		used.set(
			'name',
			nameParts.map(([header]) => header),
		);
	const taken = new Set([...used.values()].flat());
	const unused = headers.filter((header) => !taken.has(header) && header !== ROW_NUMBER);
	return { columns, nameParts, survey: { used, unused } };
}

/** Where a row stands in its sheet, as n8n's node for Google Sheets adds it. */
export const ROW_NUMBER = 'row_number';

/** The column that a header would mean without what stands in parentheses, such as `Points (last year)`. */
export function looksLike(header: string): Column | undefined {
	const plain = plainHeader(header.slice(0, MAX_HEADER).replace(/\([^()]*\)/g, ''));
	return COLUMNS.find((column) => DECISIVE.has(column) && HEADERS[column].includes(plain));
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
