import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import type { CallId } from '../../nodes/Enkash/api/wire/endpoints';
import type { Stage } from '../stage';

/** What is shown of each operation, on n8n's engine against the sandbox. */
export interface OperationCase {
	/** What the user fills in. */
	parameters: INodeParameters;
	/** What has to be there before. */
	before?: (stage: Stage) => Promise<unknown>;
	/** One of the calls that are made, where the operation is built of several. */
	by?: CallId;
	/** The call as the sandbox sees it. */
	sent: { method: string; path: string; query?: Record<string, string>; body?: unknown };
	/** The items that come out; fields that differ from run to run are matchers. */
	items: IDataObject[];
	/**
	 * A refusal in EnKash's own words; by a fault where nothing is changed to bring it about. An
	 * operation that tells refusals in its items has none.
	 */
	refusal?: Change;
	/** A slip of the user, and the sentence that tells it. Nothing is sent then. */
	badInput: Change;
}

/** What is filled in differently, and the message that comes of it. */
export interface Change {
	parameters?: INodeParameters;
	credential?: ICredentialDataDecryptedObject;
	message: string;
}

/** Something that EnKash makes up anew each time. */
export const someText = expect.any(String) as string;

/** The operations of one resource. */
export type ResourceCases = Record<string, OperationCase>;
