import type { IDataObject } from 'n8n-workflow';
import { inputError } from '../../lib/errors';
import { isRecord, type JsonRecord } from '../../lib/json';
import { cleanWhole, remedy, textOf } from '../../input/clean';
import type { Item } from '../../run/item';

/** What goes into the cart, checked. */
interface CartLine {
	/** The denomination by its ID, or by its face value. */
	productConfigId?: string;
	denomination?: number;
	quantity: number;
	description: string;
}

/**
 * Lines as EnKash wants them: an object by the ID of the denomination (D6 and D7).
 * @param least smallest quantity of a line
 * @param denominations those of the brand, asked for only where a line names a face value
 */
export async function cartItems(
	item: Item,
	least: number,
	denominations: () => Promise<JsonRecord[]>,
): Promise<IDataObject> {
	const lines = givenLines(item).map((line, index) => readLine(item, line, index, least));
	const byValue = lines.some(({ productConfigId }) => productConfigId === undefined);
	const known = byValue ? await denominations() : [];
	const items: IDataObject = {};
	for (const line of lines) {
		const id = line.productConfigId ?? idOfValue(item, line.denomination, known);
		if (Object.hasOwn(items, id)) {
			throw inputError(
				linesLabel(item),
				`name the denomination ${id} twice`,
				'Give each denomination one line.',
			);
		}
		items[id] = { quantity: line.quantity, description: line.description };
	}
	return items;
}

function linesLabel(item: Item): string {
	return item.label('items');
}

function givenLines(item: Item): unknown[] {
	const given =
		item.text('specifyItems') === 'json' ? item.jsonValue('itemsJson') : item.value('items');
	const list = isRecord(given) && Array.isArray(given.line) ? given.line : given;
	const lines = isRecord(list) ? [list] : list;
	if (!Array.isArray(lines)) {
		throw inputError(
			linesLabel(item),
			'are not a list',
			'Write them as [{"denomination": 500, "quantity": 1}].',
		);
	}
	if (lines.length === 0)
		throw inputError(linesLabel(item), 'are empty', 'Add what is to be in the cart.');
	return lines;
}

function readLine(item: Item, given: unknown, index: number, least: number): CartLine {
	const line = isRecord(given) ? given : {};
	const fail = (problem: string, advice?: string) =>
		inputError(linesLabel(item), `${problem}, in line ${index + 1}`, advice);
	const quantity = cleanWhole(line.quantity, least);
	if ('problem' in quantity) {
		const { problem } = quantity;
		throw fail(`have a quantity that ${problem}`, remedy(quantity, line.quantity));
	}
	const rest = { quantity: quantity.value, description: textOf(line.description) };
	const id = textOf(idIn(line.productConfigId)) || textOf(idIn(line.denomination));
	if (!id) throw fail('have no denomination', 'Pick one from the list, or take the line away.');
	return /^\d+(\.\d+)?$/.test(id)
		? { denomination: Number(id), ...rest }
		: { productConfigId: id, ...rest };
}

/** A denomination that was picked from the list arrives as a locator. */
function idIn(value: unknown): unknown {
	return isRecord(value) ? value.value : value;
}

function idOfValue(item: Item, denomination: number | undefined, known: JsonRecord[]): string {
	const config = known.find(({ mrp }) => Number(mrp) === denomination);
	if (config) return String(config.productConfigId);
	const values = known.map(({ mrp }) => String(mrp)).join(', ');
	throw inputError(
		linesLabel(item),
		`name the denomination ${denomination}, which the brand does not have`,
		values ? `It has ${values}.` : undefined,
	);
}
