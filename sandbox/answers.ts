import type { Refusal } from './refusal';
import type { Form, ListForm, SandboxSettings } from './settings';
import type { AnswerStyle, Outcome, Wire } from './types';

type Envelope = Record<string, unknown>;

/** JSON text with its status. */
export function json(status: number, body: unknown): Wire {
	return {
		status,
		headers: { 'content-type': 'application/json;charset=UTF-8' },
		body: JSON.stringify(body),
	};
}

/** A success in the envelope and the list form that the settings ask for. */
export function success(outcome: Outcome, style: AnswerStyle, settings: SandboxSettings): Wire {
	if (style.envelope === 'none') return json(200, outcome.payload);
	const payload =
		outcome.recordsCount === undefined
			? outcome.payload
			: list(outcome.payload as unknown[], outcome.recordsCount, style, settings.listForm);
	return json(200, envelope(chosen(settings.form, style), 0, 'Success', payload));
}

/**
 * A refusal. The guide's only example, for a call whose success comes as code/message, shows it as
 * response_code/response_message; so every refusal is told that way, except D11's.
 */
export function refused(refusal: Refusal, style: AnswerStyle, form: Form): Wire {
	const documented: AnswerStyle = {
		envelope: style.envelope === 'paylod' ? 'paylod' : 'responseCode',
	};
	const { status, code, message } = refusal;
	return json(status, envelope(chosen(form, documented), code, message, message));
}

function chosen(form: Form, style: AnswerStyle): Form {
	if (form !== 'documented') return form;
	return style.envelope === 'none' ? 'responseCode' : style.envelope;
}

function envelope(form: Form, code: number, message: string, payload: unknown): Envelope {
	switch (form) {
		case 'code':
			return { code, message, payload };
		case 'paylod':
			return { paylod: payload, response_message: message, response_code: String(code) };
		case 'stringCode':
			return { response_code: String(code), response_message: message, payload };
		default:
			return { response_code: code, response_message: message, payload };
	}
}

function list(
	items: unknown[],
	recordsCount: number,
	style: AnswerStyle,
	listForm: ListForm,
): unknown {
	const form = listForm === 'documented' ? style.list : listForm;
	if (form === 'records') return { recordsCount, data: items };
	return form === 'object' && items.length === 1 ? items[0] : items;
}
