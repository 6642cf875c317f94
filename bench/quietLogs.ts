/** n8n logs from level info on unless told otherwise; the tests' engine has it log everything. */
import '../test/engine/logs';
import { n8n } from '../test/engine/n8n';

export function quietLogs(): void {
	const logger = n8n.di.Container.get(n8n.common.Logger).getInternalLogger();
	Object.assign(logger, { level: 'info' });
}
