/** Shows the mail that workflows have sent, on a page that a browser reads again by itself. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Mail } from './mail';

export interface Mailbox {
	url: string;
	stop(): Promise<void>;
}

/** @param port a free one where it is 0 */
export async function openMailbox(mails: Mail[], port: number): Promise<Mailbox> {
	const server = createServer((request, response) => answer(mails, request, response));
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function answer(mails: Mail[], { url = '/' }: IncomingMessage, response: ServerResponse): void {
	const [, mail, attachment] = /^\/(\d+)\/(\d+)$/.exec(url) ?? [];
	const file = mails[Number(mail)]?.attachments[Number(attachment)];
	if (mail !== undefined && file) {
		// Nothing that a workflow attached is to run in the reader's browser.
		response.setHeader('content-type', 'text/plain; charset=utf-8');
		response.setHeader('content-disposition', 'attachment');
		response.end(file.content);
		return;
	}
	response.statusCode = url === '/' ? 200 : 404;
	response.setHeader('content-type', 'text/html; charset=utf-8');
	response.end(page(mails));
}

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
article{border:1px solid #8884;border-radius:8px;padding:1rem;margin:1rem 0}h2{margin:0}iframe{border:0;width:100%;height:20rem;background:#fff}pre{white-space:pre-wrap;font:inherit}`;

function page(mails: Mail[]): string {
	const shown = mails.map(article).reverse().join('');
	return `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="5">
<title>Mailbox (${mails.length})</title><style>${STYLE}</style><h1>Mailbox</h1>
<p>What workflows have sent by the credential <b>Mailbox</b>, newest first. Nothing has left this machine.</p>
${shown || '<p>No mail yet.</p>'}</html>`;
}

function article({ to, subject, text, html, attachments }: Mail, index: number): string {
	const files = attachments.map(
		({ filename }, file) => `<li><a href="/${index}/${file}">${safe(filename || 'file')}</a></li>`,
	);
	// What a workflow wrote runs no script here; its links open in a tab of their own.
	const content = html
		? `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${safe(`<base target="_blank">${html}`)}"></iframe>`
		: `<pre>${safe(text)}</pre>`;
	return `<article><h2>${safe(subject)}</h2><p>To ${safe(to)}</p>${content}<ul>${files.join('')}</ul></article>`;
}

function safe(text: string): string {
	return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
