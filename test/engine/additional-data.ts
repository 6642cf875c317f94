/** What n8n's server hands to every execution. The parts no node of ours may need say so. */
import type {
	ICredentialsHelper,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { n8n } from './n8n';

const origin = 'http://localhost:5678/';

async function absent(): Promise<never> {
	return await Promise.reject(
		new Error('The test engine runs no sub-workflows, agents or runners.'),
	);
}

export function additionalData(
	credentialsHelper: ICredentialsHelper,
	changes: Partial<IWorkflowExecuteAdditionalData> = {},
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper,
		currentNodeExecutionIndex: 0,
		executeWorkflow: absent,
		startRunnerTask: absent,
		getRunExecutionData: absent,
		getRuntimeCredential: absent,
		logAiEvent: () => undefined,
		externalSecretsProxy: n8n.di.Container.get(n8n.core.ExternalSecretsProxy),
		variables: {},
		userId: 'user',
		instanceBaseUrl: origin,
		restApiUrl: `${origin}rest`,
		formBaseUrl: `${origin}form`,
		formWaitingBaseUrl: `${origin}form-waiting`,
		formTestBaseUrl: `${origin}form-test`,
		webhookBaseUrl: `${origin}webhook`,
		webhookWaitingBaseUrl: `${origin}webhook-waiting`,
		webhookTestBaseUrl: `${origin}webhook-test`,
		mcpBaseUrl: `${origin}mcp`,
		mcpTestBaseUrl: `${origin}mcp-test`,
		...changes,
	};
}

export function lifecycleHooks(mode: WorkflowExecuteMode, executionId: string) {
	const workflow = {
		id: '',
		name: '',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: [],
		connections: {},
	};
	return new n8n.core.ExecutionLifecycleHooks(mode, executionId, workflow);
}
