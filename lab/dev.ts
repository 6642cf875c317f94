/**
 * `npm run dev`: n8n's editor with the package as its users have it, the sandbox behind it, ready
 * credentials, the examples and a mailbox. A change under nodes/ or credentials/ is built, and shows
 * in the open editor a few seconds later. Ctrl+C stops all. What a person built is kept in `.dev/`;
 * `npm run dev -- --fresh` throws it away first.
 */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from '../sandbox';
import { importExamples } from './dev-examples';
import { claim } from './dev-folder';
import { REPOSITORY } from './folders';
import { lab } from './install';
import { startMailServer } from './mail';
import { openMailbox } from './mailbox';
import { startN8n, type N8n } from './n8n';
import { updatePackage } from './package-install';
import { isFree, runLogged } from './processes';
import { during } from './progress';
import { OWNER } from './rest';

const KEPT = join(REPOSITORY, '.dev');

/** n8n's own, and that of the mailbox; others where they are taken. */
const PORT = 5678;
const MAILBOX_PORT = 8025;

/** An editor saves several files at once, and some save twice. */
const QUIET = 300;

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
	await claim(KEPT, values.fresh);
	await during('The package is built', 'about ten seconds', build);
	const installed = await lab();
	const sandbox = await startSandbox();
	const mail = await startMailServer(installed);
	const mailbox = await openMailbox(mail.mails, (await isFree(MAILBOX_PORT)) ? MAILBOX_PORT : 0);
	const port = (await isFree(PORT)) ? PORT : undefined;
	// n8n looks at the files of its packages, and tells open editors of a changed node.
	const env = { N8N_DEV_RELOAD: 'true' };
	const n8n = await during(
		'n8n starts',
		'half a minute, the first time a minute',
		async () => await startN8n({ name: 'dev', port, env, keptIn: KEPT }),
	);
	// The sandbox has another address each time, so these are written each time.
	const enkash = await n8n.rest.putCredential({
		name: 'EnKash sandbox',
		type: 'enkashApi',
		data: { ...sandbox.credential },
	});
	const smtp = await n8n.rest.putCredential({
		name: 'Mailbox',
		type: 'smtp',
		data: { user: '', password: '', ...mail.credential },
	});
	const examples = await importExamples(n8n, {
		'n8n-nodes-enkash.': enkash,
		'n8n-nodes-base.emailSend': smtp,
	});
	// n8n itself begins with its assistant, and a person does not find the examples from there.
	console.log(`
n8n        ${n8n.url}/home/workflows
sign in    ${OWNER.email}
password   ${OWNER.password}
mailbox    ${mailbox.url}
sandbox    ${sandbox.url}
${examples.length > 0 ? `examples   ${examples.join('\n           ')}\n` : ''}
Workflows and credentials are kept in .dev/; 'npm run dev -- --fresh' begins anew. The sandbox forgets
everything. docs/sandbox.md lists what fails there on purpose.
A change under nodes/ or credentials/ shows in the open editor. Ctrl+C stops all.`);
	rebuildOnChange(n8n);
}

function rebuildOnChange({ userFolder }: N8n): void {
	let timer: NodeJS.Timeout | undefined;
	let last = Promise.resolve();
	const update = async () => {
		const from = Date.now();
		await build();
		await updatePackage(userFolder);
		console.log(`built and reloaded in ${((Date.now() - from) / 1000).toFixed(1)} s`);
	};
	const changed = () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			// What does not compile is told by the compiler; the next change tries again.
			last = last.then(update).catch((error: Error) => console.error(error.message));
		}, QUIET);
	};
	for (const folder of ['nodes', 'credentials']) {
		watch(join(REPOSITORY, folder), { recursive: true }, changed);
	}
}

async function build(): Promise<void> {
	const gulp = join(REPOSITORY, 'node_modules/.bin/gulp');
	await runLogged(process.execPath, [gulp, 'build', '--silent'], { cwd: REPOSITORY });
}

main().catch((error: Error) => {
	console.error(
		`\n${error.message}\n\nIf what is kept in .dev/ is in the way, begin anew: npm run dev -- --fresh`,
	);
	process.exit(1);
});
