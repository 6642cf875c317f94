import type { INodeProperties } from 'n8n-workflow';

export interface LocatorSpec extends Pick<INodeProperties, 'displayName' | 'name' | 'description'> {
	/** Name of the list search in methods/listSearch.ts. */
	search: string;
	/** What is chosen, as it reads in "Select a card...". */
	noun: string;
	/** An ID as EnKash's pages show it. */
	sample: string;
	/** How the record is given where it is not picked from the list; 'By ID' unless told. */
	byLabel?: string;
	/** Which texts can be such a record; anything unless told. */
	pattern?: { regex: string; errorMessage: string };
	/**
	 * The fields that the record belongs to: n8n clears the choice when one of them changes. It compares
	 * them as text, so that a locator among them is named with `.value`.
	 */
	belongsTo?: string[];
}

/** A record that is picked from a list or given by its ID. */
export function locator(spec: LocatorSpec): INodeProperties {
	const { displayName, name, description, search, noun, sample, byLabel = 'By ID' } = spec;
	const { pattern, belongsTo } = spec;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		typeOptions: belongsTo && { loadOptionsDependsOn: belongsTo },
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${noun}...`,
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{
				displayName: byLabel,
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${sample}`,
				validation: pattern && [{ type: 'regex', properties: pattern }],
			},
		],
	};
}

/** EnKash's own IDs. */
export function idPattern(noun: string, sample: string): LocatorSpec['pattern'] {
	return {
		regex: '^\\s*[A-Za-z0-9_-]+\\s*$',
		errorMessage: `${noun} has letters and digits only, such as ${sample}`,
	};
}
