import type { Outcome } from '../types';

/** The portal's samples: limit 10, offset 0. That they hold where none is given is inferred. */
export function page<T>(
	all: T[],
	query: Record<string, unknown>,
	view: (item: T) => unknown,
): Outcome {
	const limit = Number(query.limit ?? 10);
	const offset = Number(query.offset ?? 0);
	return { payload: all.slice(offset, offset + limit).map(view), recordsCount: all.length };
}
