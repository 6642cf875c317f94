/** A sentence of a page, as the node may say it: '…' stands for any words, a number for any number. */
export function patternOf(sentence: string): RegExp {
	const plain = sentence.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	// The item is named behind it.
	return new RegExp(`^${plain.replace(/…/g, '.+').replace(/\d+/g, '\\d+')}( \\[item \\d\\])?$`);
}
