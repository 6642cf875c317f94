/** What keeps a user from seeing the demo, in a sentence that says what to do about it. */
export class Obstacle extends Error {}
