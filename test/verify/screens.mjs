// What n8n shows of the package, held against n8n's own rules, and against what reviewers look for that
// no rule sees: one language, and operations that a person can tell apart.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { renderPackage } from './rendered.mjs';

/** English, with the signs that an English text about rupees may hold. */
const ENGLISH = /^[\x20-\x7e\n\t–—‘’“”…·×→≥≤₹]*$/u;

export async function checkScreens(scan, root) {
	const folder = await mkdtemp(join(tmpdir(), 'enkash-rendered-'));
	try {
		const { files, texts, operations } = await renderPackage(root, folder);
		const broken = await scan.source(folder);
		return {
			summary: `${files} nodes and credentials as n8n shows them, ${operations.length} operations, ${texts.length} texts`,
			findings: [
				...(await Promise.all(broken.map((finding) => withExcerpt(folder, finding)))),
				...languageFindings(texts),
				...twinFindings(operations),
			],
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** The line is one of a file that is gone by then, so what stands there is told. */
async function withExcerpt(folder, finding) {
	const place = /^(\S+?):(\d+):(\d+) (.*)$/s.exec(finding);
	if (!place) return finding;
	const [, file, line, column, text] = place;
	const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
	const excerpt = lines[line - 1].slice(column - 1, Number(column) + 90);
	return `${file}, as n8n shows it, at ${excerpt} …: ${text}`;
}

function languageFindings(texts) {
	return texts
		.filter((text) => !ENGLISH.test(text))
		.map((text) => `A text is not in plain English letters, as n8n wants it: ${text}`);
}

/** The node panel lists actions alone, without the resource above them. */
function twinFindings(operations) {
	const seen = new Set();
	return operations.flatMap((action) => {
		if (seen.has(action)) return [`Two operations share the action '${action}' in the node panel.`];
		seen.add(action);
		return [];
	});
}
