import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { COLUMN_LABELS, OPTIONAL_COLUMNS } from '../fields/columns';
import { COLUMNS, type Column } from '../input/headers';

type Mapping = (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>;

/** Everything is text here: cleaning is done when it runs. */
function fieldsOf(columns: readonly Column[], optional: Column[]): ResourceMapperFields {
	const fields = columns.map((id) => ({
		id,
		displayName: COLUMN_LABELS[id],
		type: 'string' as const,
		required: !optional.includes(id),
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
	}));
	return { fields };
}

/** The columns of a sheet that is paid in bulk. */
async function getRowColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return fieldsOf(COLUMNS, OPTIONAL_COLUMNS);
}

/** The columns of a sheet that EnKash's transactions are held against. */
async function getPaidColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return fieldsOf(['uniqueReferenceNumber', 'loadAmount', 'email', 'mobile'], ['email', 'mobile']);
}

/** What the resource mappers of the node map to. */
export const resourceMapping: Record<string, Mapping> = { getRowColumns, getPaidColumns };
