/** A process that loads one package as n8n does when it starts: without what runs TypeScript here. */
import { createRequire } from 'node:module';
import { register } from 'tsx/cjs/api';

const unregister = register();
const load = createRequire(import.meta.url);
const { n8n } = load('../test/engine/n8n.ts');
const { quietLogs } = load('./quietLogs.ts');
unregister();

process.once('message', async ({ packageDir }) => {
	quietLogs();
	const begun = process.cpuUsage();
	const loader = new n8n.core.PackageDirectoryLoader(packageDir);
	await loader.loadAll();
	const { user, system } = process.cpuUsage(begun);
	process.send?.({ cpu: (user + system) / 1000, nodes: loader.loadedNodes.length });
});
process.once('disconnect', () => process.exit());
