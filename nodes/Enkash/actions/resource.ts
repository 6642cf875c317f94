import type { Operation } from '../run/operation';

/** One entry of the resource dropdown, with its operations. */
export interface Resource {
	value: string;
	name: string;
	description: string;
	/** The first one is chosen when the resource is, so it moves nothing: a tool of an agent starts with it. */
	operations: Operation[];
}
