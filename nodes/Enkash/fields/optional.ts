import type { INodeProperties } from 'n8n-workflow';

/** A field that another operation requires, and this one does not; n8n's rules refuse `required: false`. */
export function optional(field: INodeProperties): INodeProperties {
	const copy = { ...field };
	delete copy.required;
	return copy;
}
