import { isRecord, type JsonRecord } from '../../lib/json';

/** The denominations in a brand (D4, D5: `configResponses`) or in a cart entry (D2: `productConfigs`). */
export function denominationsIn(record: JsonRecord | undefined): JsonRecord[] {
	const configs = record?.configResponses ?? record?.productConfigs;
	return Array.isArray(configs) ? configs.filter(isRecord) : [];
}
