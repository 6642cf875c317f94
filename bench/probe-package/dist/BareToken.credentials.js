/** A token in a header, declared as n8n's template does it. */
exports.BareToken = class BareToken {
	name = 'bareToken';
	displayName = 'Bare Token';
	properties = [
		{ displayName: 'Token', name: 'token', type: 'string', typeOptions: { password: true }, default: '' },
	];
	authenticate = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
	};
};
