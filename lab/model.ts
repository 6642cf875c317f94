/** A chat model that says what it is told to say, over the HTTP that OpenAI's clients speak. */
import fastify from 'fastify';

export interface ToolCall {
	tool: string;
	input: Record<string, unknown>;
}

/** Words, or tools to call, several of them at once. */
export type Reply = string | ToolCall[];

/** A tool as it is offered to the model. */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: {
		properties: Record<string, { type: string; description?: string }>;
		required: string[];
	};
}

interface Message {
	role: string;
	content: unknown;
	tool_call_id?: string;
}

interface ChatRequest {
	messages: Message[];
	tools?: Array<{ function: OfferedTool }>;
}

export interface Model {
	/** For a credential of type `openAiApi`. */
	credential: Record<string, unknown>;
	/** Starts anew: what it says first, second … in every conversation. */
	begin(script: Reply[]): void;
	/** The tools of the last request. */
	tools(): OfferedTool[];
	/** What tools answered, over all conversations, in order. */
	toolAnswers(): string[];
	stop(): Promise<void>;
}

export async function startModel(): Promise<Model> {
	const server = fastify();
	let requests: ChatRequest[] = [];
	let script: Reply[] = [];
	server.post<{ Body: ChatRequest }>('/v1/chat/completions', ({ body }) => {
		const subject = subjectOf(body);
		const turn = requests.filter((earlier) => subjectOf(earlier) === subject).length;
		requests.push(body);
		return completion(script[turn] ?? 'Done.', requests.length);
	});
	const url = await server.listen({ host: '127.0.0.1', port: 0 });
	return {
		credential: { apiKey: 'dummy-key', url: `${url}/v1` },
		begin: (next) => {
			script = next;
			requests = [];
		},
		tools: () => (requests.at(-1)?.tools ?? []).map((tool) => tool.function),
		toolAnswers: () => answersIn(requests),
		stop: async () => await server.close(),
	};
}

/** What the model was asked at first, which tells one conversation from another. */
function subjectOf({ messages }: ChatRequest): string {
	return JSON.stringify(messages.filter(({ role }) => role === 'user'));
}

/** Each answer is in all requests that follow it. */
function answersIn(requests: ChatRequest[]): string[] {
	const answers = new Map<string, string>();
	for (const { role, content, tool_call_id: call = '' } of requests.flatMap(
		({ messages }) => messages,
	)) {
		if (role === 'tool')
			answers.set(call, typeof content === 'string' ? content : JSON.stringify(content));
	}
	return [...answers.values()];
}

function completion(reply: Reply, id: number) {
	const calls = typeof reply === 'string' ? [] : reply;
	const message = {
		role: 'assistant',
		content: typeof reply === 'string' ? reply : null,
		tool_calls: calls.map(({ tool, input }, position) => ({
			id: `call_${id}_${position}`,
			type: 'function',
			function: { name: tool, arguments: JSON.stringify(input) },
		})),
	};
	return {
		id: `completion-${id}`,
		object: 'chat.completion',
		created: 0,
		model: 'dummy',
		choices: [{ index: 0, message, finish_reason: calls.length ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
