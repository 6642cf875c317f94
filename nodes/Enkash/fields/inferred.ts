import type { INodeProperties } from 'n8n-workflow';

/** For the calls whose page EnKash does not publish. */
export const inferredNotice: INodeProperties = {
	displayName:
		"EnKash does not publish the page of this call: its path and fields are inferred from its sibling calls, and can be corrected in 'Options'.",
	name: 'inferredNotice',
	type: 'notice',
	default: '',
};

export const endpointPath: INodeProperties = {
	displayName: 'Endpoint Path',
	name: 'endpointPath',
	type: 'string',
	default: '',
	placeholder: 'e.g. POST /api/v0/partner/search-catalog',
	description: 'Another path than the built-in one, with or without a method before it',
};

export const body: INodeProperties = {
	displayName: 'Body',
	name: 'body',
	type: 'json',
	default: '',
	placeholder: 'e.g. {"status": "CREATED"}',
	description: 'JSON object that is merged into the request last, over everything else',
};

/** The way out where EnKash's own documentation tells a partner something else. */
export const inferredOptions = [endpointPath, body];
