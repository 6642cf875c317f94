import type { IDataObject } from 'n8n-workflow';
import type { CallId } from './endpoints';
import type { Answer } from './envelope';

/** One call, as an operation describes it. */
export interface CallRequest {
	/** Values for the placeholders of the path. */
	path?: Record<string, string>;
	query?: IDataObject;
	body?: unknown;
	/** Another path, or method and path, than the built-in one, as a user gave it. */
	endpointPath?: unknown;
}

/** Whatever makes calls: the client, or an item of a run with its settings. */
export interface Caller {
	call(call: CallId, request: CallRequest): Promise<Answer>;
}
