import { readFileSync } from 'node:fs';
import { described, type Machine } from './machine';
import type { Load } from './packageLoad';
import type { Result } from './trial';

/** What a run measured, and where. */
export interface Figures {
	machine: Machine;
	results: Result[];
	load: Load[];
}

/**
 * The figures of earlier runs, as `--json` wrote them: a full run takes more than an hour, and may be
 * taken in parts.
 * @throws where they are not of the same machine and versions, since figures of two do not compare
 */
export function keptFigures(files: string[]): Figures {
	const kept = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Figures);
	const places = new Set(kept.map(({ machine }) => described({ ...machine, date: '', load: 0 })));
	if (places.size > 1) {
		throw new Error(`These figures do not compare:\n${[...places].join('\n')}`);
	}
	return {
		machine: kept[0].machine,
		results: kept.flatMap(({ results }) => results),
		load: kept.flatMap(({ load }) => load),
	};
}
