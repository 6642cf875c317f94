/** A process that loads one package as n8n does when it starts. */
import { n8n } from '../test/engine/n8n';
import { quietLogs } from './quietLogs';
import type { Load } from './packageLoad';

async function load(packageDir: string): Promise<Load> {
	quietLogs();
	const begun = process.cpuUsage();
	const loader = new n8n.core.PackageDirectoryLoader(packageDir);
	await loader.loadAll();
	const { user, system } = process.cpuUsage(begun);
	return { cpu: (user + system) / 1000, nodes: loader.loadedNodes.length };
}

process.once('message', ({ packageDir }: { packageDir: string }) => {
	void load(packageDir).then((report) => process.send?.(report));
});
process.once('disconnect', () => process.exit());
