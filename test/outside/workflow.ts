/** The one that the engine has, so that its errors are the same classes here and there. */
import { n8n } from '../engine/n8n';

export = n8n.workflow;
