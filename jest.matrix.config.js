/** The matrices of `npm test`, of which that plays a part, as a whole: see test/matrix.ts. */
module.exports = {
	...require('./jest.config.js'),
	globals: { wholeMatrix: true },
	testMatch: [
		'**/test/worst/*.test.ts',
		'**/test/faults/*.test.ts',
		'**/test/secrets/hunt.test.ts',
		'**/test/api/answers/variants.test.ts',
	],
};
