import type { DeduplicationHelperFunctions, IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../lib/json';

/**
 * What the n8n that runs this may lack, asked for by looking for it and never by a version. A node
 * meets whatever n8n its user has, and each of these came late: data of the execution and the question
 * for a tool in 2.x, hints in 1.9x. Everybody else uses what is handed out. Two things are needed on a
 * lower floor and asked for there: the signal of a stop (api/client.ts) and whether fields are stored
 * in the credential (api/login/store.ts).
 */
type Context = Pick<
	IExecuteFunctions,
	'evaluateExpression' | 'getContext' | 'getExecutionId' | 'getNode'
> &
	Partial<Pick<IExecuteFunctions, 'addExecutionHints' | 'isToolExecution'>> & {
		customData?: CustomData;
	};

type CustomData = Pick<IExecuteFunctions['customData'], 'set'>;

/** Tells the user of the run as a whole. */
export interface Notes {
	/** A sentence above the items that come out. */
	hint(message: string): void;
	/** The same, in the colour of a warning. */
	warn(message: string): void;
	/** Data of the execution, which the list of executions can be searched by. */
	keep(key: string, value: string): void;
}

/** n8n cuts longer values, and logs that it did. */
const MAX_VALUE = 255;

/** Tells of a run where n8n has a place for it. A note that cannot be left is no reason to fail. */
export function notesOf(context: Context): Notes {
	const say = (message: string, type?: 'warning') =>
		softly(() => context.addExecutionHints?.({ message, type, location: 'outputPane' }));
	return {
		hint: (message) => say(message),
		warn: (message) => say(message, 'warning'),
		keep: (key, value) => {
			const text = value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE - 1)}…` : value;
			softly(() => customDataOf(context)?.set(key, text));
		},
	};
}

/** Up to 2.0, custom data is there for expressions alone, and only where they run in this process. */
function customDataOf(context: Context): CustomData | undefined {
	if (context.customData) return context.customData;
	const data: unknown = context.evaluateExpression('{{ $execution.customData }}', 0);
	return isCustomData(data) ? data : undefined;
}

function isCustomData(data: unknown): data is CustomData {
	return isRecord(data) && typeof data.set === 'function';
}

/**
 * Notes are left once value has moved. Were n8n to throw then, an item that is paid would be told as
 * failed, and paid again.
 */
function softly(leave: () => void): void {
	try {
		leave();
	} catch {
		// The items say the same.
	}
}

/** Whether it is an AI agent that calls. n8n's newer agents run their tools as ordinary nodes. */
export function isTool(context: Context): boolean {
	return IS_TOOL.test(context.getNode().type) || (context.isToolExecution?.() ?? false);
}

/** What n8n calls the twin of a node that it makes for agents; its own function for this came late. */
const IS_TOOL = /Tool$/;

/**
 * Names an execution and its retries, which have IDs of their own and the data of the first one.
 * Newer releases give that data a token, and show it in the URL that resumes a waiting execution.
 * Up to 2.0 there is none: there the ID of the first is kept in the data, where nodes keep theirs.
 */
export function nameOfExecution(context: Context): string | undefined {
	const id = context.getExecutionId();
	if (!id) return undefined;
	const resumeUrl = String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	const [, token] = /[?&]signature=([^&]+)/.exec(resumeUrl) ?? [];
	return token ?? firstId(context, id);
}

function firstId(context: Context, id: string): string {
	try {
		const kept = context.getContext('node');
		kept.enkashExecution ??= id;
		return String(kept.enkashExecution);
	} catch {
		// An execution without such a place has no data to be retried with.
		return id;
	}
}

/**
 * Where an execution keeps something under a name, for all its nodes and for its retries; a place that
 * nothing is kept in where the execution has none.
 */
export function keptByExecution(
	context: Pick<Context, 'getContext'>,
	name: string,
): Record<string, Record<string, number>> {
	try {
		return (context.getContext('flow')[name] ??= {});
	} catch {
		return {};
	}
}

/** Where a node can write into n8n's database: what was processed is kept there, for all processes. */
export type JournalHelpers = Pick<
	DeduplicationHelperFunctions,
	'checkProcessedAndRecord' | 'removeProcessed'
>;

/** n8n's helpers for that, where it has both: a poll has neither, nor do some contexts of agents. */
export function journalHelpers({
	helpers,
}: {
	helpers: Partial<JournalHelpers>;
}): JournalHelpers | undefined {
	return hasJournal(helpers) ? helpers : undefined;
}

function hasJournal(helpers: Partial<JournalHelpers>): helpers is JournalHelpers {
	const { checkProcessedAndRecord, removeProcessed } = helpers;
	return [checkProcessedAndRecord, removeProcessed].every((each) => typeof each === 'function');
}

const POLL_BUDGET = 5 * 60_000;

/** Milliseconds that a poll may take; older releases do not end one that takes longer. */
export function pollBudget(context: { getPollBudgetMs?: () => number }): number {
	return context.getPollBudgetMs?.() ?? POLL_BUDGET;
}
