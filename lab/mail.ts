/** A mail server that keeps what it is given, for workflows that send mail. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Lab } from './install';

export interface Mail {
	to: string;
	subject: string;
	text: string;
	/** '' where it has text alone. */
	html: string;
	attachments: Array<{ filename: string; content: string }>;
}

export interface MailServer {
	/** For a credential of type `smtp`. */
	credential: Record<string, unknown>;
	/** In the order in which they came. */
	mails: Mail[];
	stop(): Promise<void>;
}

interface Parsed {
	to?: { text: string };
	subject?: string;
	text?: string;
	html?: string | false;
	attachments: Array<{ filename?: string; content: Buffer }>;
}

export async function startMailServer(lab: Lab): Promise<MailServer> {
	const { simpleParser } = lab.require('mailparser') as {
		simpleParser: (source: string) => Promise<Parsed>;
	};
	const mails: Mail[] = [];
	const keep = async (source: string): Promise<void> => {
		const { to, subject = '', text = '', html, attachments } = await simpleParser(source);
		mails.push({
			to: to?.text ?? '',
			subject,
			text: text.trim(),
			html: html || '',
			attachments: attachments.map(({ filename = '', content }) => ({
				filename,
				content: content.toString(),
			})),
		});
	};
	const server = createServer((socket) => void converse(socket, keep));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		credential: { host: '127.0.0.1', port, secure: false, disableStartTls: true },
		mails,
		stop: async () => {
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** As much of SMTP as it takes to be given mail. */
async function converse(socket: Socket, keep: (source: string) => Promise<void>): Promise<void> {
	socket.on('error', () => socket.destroy());
	const say = (words: string) => socket.write(`${words}\r\n`);
	let message: string[] | undefined;
	say('220 lab');
	for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
		if (message && line === '.') {
			await keep(message.join('\r\n'));
			message = undefined;
			say('250 kept');
		} else if (message) {
			message.push(line.replace(/^\.\./, '.'));
		} else if (/^DATA/i.test(line)) {
			message = [];
			say('354 go on');
		} else if (/^QUIT/i.test(line)) {
			say('221 bye');
			socket.end();
		} else {
			say('250 ok');
		}
	}
}
