import type { CredentialStore } from './credential-store';
import type { CredentialsHelper } from './credentials-helper';
import type { Packages } from './packages';
import type { StaticData } from './poller';
import type { ProcessedData } from './processed-data';

/** What one n8n process has: nodes, stored credentials, and the code that joins them. */
export interface Instance {
	readonly packages: Packages;
	readonly store: CredentialStore;
	readonly helper: CredentialsHelper;
	readonly processed: ProcessedData;
	readonly staticData: StaticData;
}
