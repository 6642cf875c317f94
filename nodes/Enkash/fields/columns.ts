import type { Column } from '../input/headers';

/** The columns of a sheet as the screen names them. */
export const COLUMN_LABELS: Record<Column, string> = {
	title: 'Title',
	name: 'Name',
	email: 'Email',
	mobile: 'Mobile',
	loadAmount: 'Points',
	remarks: 'Remarks',
	uniqueReferenceNumber: 'Reference',
};

export const OPTIONAL_COLUMNS: Column[] = ['remarks', 'uniqueReferenceNumber'];
