const http = require('node:http');
const { NodeConnectionTypes } = require('n8n-workflow');

/** What a call consists of, from the outside in; each part does without what comes before it. */
const parts = {
	/** As n8n's rules demand it of a node. */
	authenticated: (context, credential, request) =>
		context.helpers.httpRequestWithAuthentication.call(context, credential, request),
	/** n8n's helper, without a credential. */
	helper: (context, _credential, request) => context.helpers.httpRequest(request),
	/** Node.js alone. */
	socket: (_context, _credential, { url, body, headers }) =>
		new Promise((resolve, reject) => {
			const text = JSON.stringify(body);
			const more = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) };
			const request = http.request(url, { method: 'POST', headers: { ...headers, ...more } }, (answer) => {
				const chunks = [];
				answer.on('data', (chunk) => chunks.push(chunk));
				answer.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
				answer.on('error', reject);
			});
			request.on('error', reject);
			request.end(text);
		}),
	/** No call. */
	nothing: async () => ({}),
};

/** One call for each item, some of them at a time, and nothing else: no check, no retry, no message. */
exports.BareLoop = class BareLoop {
	description = {
		displayName: 'Bare Loop',
		name: 'bareLoop',
		group: ['transform'],
		version: 1,
		description: 'Makes a call for each item',
		defaults: { name: 'Bare Loop' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'bareToken' }, { name: 'enkashApi' }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Part', name: 'part', type: 'string', default: 'authenticated' },
			{ displayName: 'Credential', name: 'credential', type: 'string', default: 'bareToken' },
			{ displayName: 'Constant', name: 'constant', type: 'json', default: '{}' },
			{ displayName: 'Partner', name: 'partner', type: 'string', default: '' },
			{ displayName: 'In Flight', name: 'inFlight', type: 'number', default: 1 },
			...['email', 'mobile', 'title', 'firstName', 'gender', 'loadAmount', 'uniqueReferenceNumber'].map((name) => ({
				displayName: name,
				name,
				type: 'string',
				default: '',
			})),
			{ displayName: 'Fields', name: 'fields', type: 'string', default: '' },
		],
	};

	async execute() {
		const items = this.getInputData();
		const setting = (name) => this.getNodeParameter(name, 0);
		const call = parts[setting('part')];
		const [url, credential] = [setting('url'), setting('credential')];
		const constant = JSON.parse(setting('constant'));
		const headers = { partnerId: setting('partner') };
		const fields = setting('fields').split(',').filter(Boolean);
		const output = [];
		const indexes = items.keys();
		const work = async () => {
			for (const item of indexes) {
				const body = { ...constant };
				for (const field of fields) body[field] = this.getNodeParameter(field, item);
				const json = await call(this, credential, { method: 'POST', url, headers, body, json: true });
				output[item] = { json, pairedItem: { item } };
			}
		};
		await Promise.all(Array.from({ length: setting('inFlight') }, work));
		return [output];
	}
};
