import type { INodeProperties } from 'n8n-workflow';

/** A card of a user, picked from those of the account or given by its ID. */
export const enKashCardId: INodeProperties = {
	displayName: 'Card',
	name: 'enKashCardId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The reward card of a user',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a card...',
			typeOptions: { searchListMethod: 'searchCards', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. EKC9MKS5RM',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[A-Za-z0-9_-]+\\s*$',
						errorMessage: 'A card ID has letters and digits only, such as EKC9MKS5RM',
					},
				},
			],
		},
	],
};
