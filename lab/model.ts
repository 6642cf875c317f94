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
	parameters: { properties: Record<string, { type: string; description?: string }>; required: string[] };
}

interface Message {
	role: string;
	content: unknown;
}

interface ChatRequest {
	messages: Message[];
	tools?: Array<{ function: OfferedTool }>;
}

export interface Model {
	/** For a credential of type `openAiApi`. */
	credential: Record<string, unknown>;
	/** What it says first, second … in every conversation; the last words end each of them. */
	script: Reply[];
	/** The tools of the last request. */
	tools(): OfferedTool[];
	/** What tools answered, over all conversations, in order. */
	toolAnswers(): string[];
	stop(): Promise<void>;
}

export async function startModel(): Promise<Model> {
	const server = fastify();
	const requests: ChatRequest[] = [];
	const model: Model = {
		credential: {},
		script: [],
		tools: () => (requests.at(-1)?.tools ?? []).map((tool) => tool.function),
		toolAnswers: () => requests.flatMap(newAnswers),
		stop: async () => await server.close(),
	};
	server.post<{ Body: ChatRequest }>('/v1/chat/completions', ({ body }) => {
		requests.push(body);
		const turn = body.messages.filter(({ role }) => role === 'assistant').length;
		return completion(model.script[turn] ?? 'Done.', requests.length);
	});
	const url = await server.listen({ host: '127.0.0.1', port: 0 });
	model.credential = { apiKey: 'dummy-key', url: `${url}/v1` };
	return model;
}

/** The answers of tools since the model spoke last. */
function newAnswers({ messages }: ChatRequest): string[] {
	const spoken = messages.map(({ role }) => role).lastIndexOf('assistant');
	return messages
		.slice(spoken + 1)
		.filter(({ role }) => role === 'tool')
		.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));
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
