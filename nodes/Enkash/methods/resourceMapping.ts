import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { COLUMN_LABELS, OPTIONAL_COLUMNS } from '../fields/columns';
import { COLUMNS } from '../input/headers';

type Mapping = (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>;

/** The columns of a sheet that is paid in bulk. Everything is text here: cleaning is done when it runs. */
async function getRowColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const fields = COLUMNS.map((id) => ({
		id,
		displayName: COLUMN_LABELS[id],
		type: 'string' as const,
		required: !OPTIONAL_COLUMNS.includes(id),
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
	}));
	return { fields };
}

/** What the resource mappers of the node map to. */
export const resourceMapping: Record<string, Mapping> = { getRowColumns };
