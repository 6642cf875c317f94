/**
 * The walls between the rooms: imports run downwards, from one floor to any below, never in circles.
 * `npm run walls` holds them; an import of types alone counts like any other.
 */
const ENKASH = '^nodes/Enkash/';

/** From the top down. What stands on one floor is told apart by the rules further below. */
const FLOORS = [
	{ name: 'node', path: `${ENKASH}[^/]+[.]ts$` },
	{ name: 'screen', path: `${ENKASH}(actions|triggers|methods)/` },
	{ name: 'payments', path: `${ENKASH}(payments|setup)/` },
	{ name: 'run', path: `${ENKASH}run/` },
	{ name: 'fields-money-api', path: `${ENKASH}(fields|money|api)/` },
	{ name: 'input', path: `${ENKASH}input/` },
	{ name: 'lib', path: `${ENKASH}lib/` },
];

/** No floor imports from one above it, nor does it know the credential. */
const upwards = FLOORS.slice(1).map(({ name, path }, above) => ({
	name: `${name}-imports-upwards`,
	severity: 'error',
	from: { path },
	to: { path: ['^credentials/', ...FLOORS.slice(0, above + 1).map((floor) => floor.path)] },
}));

/** Code of ours that a room may not import: all but itself and these. */
const imports = (room, allowed) => ({
	from: { path: `${ENKASH}${room}/` },
	to: {
		path: '^(nodes|credentials)/',
		pathNot: [room, ...allowed].map((each) => `${ENKASH}${each}/`),
	},
});

module.exports = {
	forbidden: [
		{ name: 'circle', severity: 'error', from: {}, to: { circular: true } },
		...upwards,
		{
			name: 'payments-do-not-know-setup',
			severity: 'error',
			from: { path: `${ENKASH}payments/` },
			to: { path: `${ENKASH}setup/` },
		},
		{ name: 'money-knows-input-and-lib', severity: 'error', ...imports('money', ['input', 'lib']) },
		{
			name: 'wire-is-the-bottom-of-api',
			severity: 'error',
			from: { path: `${ENKASH}api/wire/` },
			to: { path: `${ENKASH}api/`, pathNot: `${ENKASH}api/wire/` },
		},
		{
			name: 'login-knows-wire',
			severity: 'error',
			from: { path: `${ENKASH}api/login/` },
			to: { path: `${ENKASH}api/`, pathNot: `${ENKASH}api/(login|wire)/` },
		},
		{
			name: 'credentials-know-api-input-lib',
			severity: 'error',
			from: { path: '^credentials/' },
			to: { path: '^nodes/', pathNot: `${ENKASH}(api|input|lib)/` },
		},
		{
			// n8n has n8n-workflow; what else is installed here, it does not have.
			name: 'shipped-imports-unshipped',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: {
				pathNot: [
					'^(nodes|credentials)/',
					'^crypto$',
					'^n8n-workflow$',
					'^node_modules/n8n-workflow/',
				],
			},
		},
		{
			// It is written from EnKash's documents, so it must not inherit the node's mistakes.
			name: 'sandbox-knows-the-node',
			severity: 'error',
			from: { path: '^sandbox/' },
			to: { path: '^(nodes|credentials|test|demo|lab)/' },
		},
	],
	options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true },
};
