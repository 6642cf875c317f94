/** Runs before each test file: Jest's realm counts into what the main one does, which at-exit.cjs keeps. */
import { runInThisContext } from 'node:vm';

interface Counting {
	__coverage__?: object;
}

const main = runInThisContext('globalThis') as Counting;
main.__coverage__ ??= {};
(globalThis as Counting).__coverage__ = main.__coverage__;
