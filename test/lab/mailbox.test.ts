/** The page on which `npm run dev` shows the mail of workflows. */
import type { Mail } from '../../lab/mail';
import { openMailbox, type Mailbox } from '../../lab/mailbox';

const mails: Mail[] = [];
let mailbox: Mailbox;

beforeEach(async () => {
	mails.length = 0;
	mailbox = await openMailbox(mails, 0);
});
afterEach(() => mailbox.stop());

const read = async (path = '/') => {
	const response = await fetch(mailbox.url + path);
	return {
		status: response.status,
		type: response.headers.get('content-type'),
		text: await response.text(),
	};
};

it('is empty at first, and shows the newest mail at the top', async () => {
	expect((await read()).text).toContain('No mail yet');
	for (const subject of ['First', 'Second'])
		mails.push({ to: 'finance@example.com', subject, text: 'Hello', html: '', attachments: [] });
	expect((await read()).text).toMatch(/Second.*First/s);
});

it('gives an attachment as a file, and runs nothing of what a mail holds', async () => {
	const content = '<script>alert(1)</script>';
	mails.push({
		to: 'a@example.com',
		subject: content,
		text: content,
		html: content,
		attachments: [{ filename: content, content }],
	});
	expect((await read()).text).not.toContain('<script');
	expect(await read('/0/0')).toEqual({
		status: 200,
		type: 'text/plain; charset=utf-8',
		text: content,
	});
	expect((await read('/0/1')).status).toBe(404);
	expect((await read('/7/0')).status).toBe(404);
});
