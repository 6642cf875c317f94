/** A refusal as EnKash tells it: a code other than 0 and a sentence, with HTTP 200 or another status. */
export class Refusal extends Error {
	constructor(
		message: string,
		readonly status = 200,
		readonly code = 1,
	) {
		super(message);
	}
}
