/** How rows and columns of a sheet are named in a sentence. */

/** Names that are told one by one. */
const NAMED = 12;

/** As much of a header as a sentence can bear. */
const MAX_HEADER = 60;

/** Rows beside each other that are told as a range. */
const RANGE = 4;

export function countedRows(count: number): string {
	return count === 1 ? '1 row' : `${count} rows`;
}

/** Headers in quotes, the first of them where there are many. */
export function quoted(headers: string[]): string {
	const named = headers.slice(0, NAMED).map((header) => `'${header.slice(0, MAX_HEADER)}'`);
	const more = headers.length - named.length;
	return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}

/** `Row 3`, or `Rows 3, 4 and 9 to 20`. */
export function namedRows(numbers: number[]): string {
	const parts = ranges(numbers);
	if (numbers.length === 1) return `Row ${parts[0]}`;
	if (parts.length > NAMED) {
		return `Rows ${parts.slice(0, NAMED).join(', ')} … (${numbers.length} in all)`;
	}
	const last = parts.pop();
	return parts.length > 0 ? `Rows ${parts.join(', ')} and ${last}` : `Rows ${last}`;
}

function ranges(numbers: number[]): string[] {
	const parts: string[] = [];
	for (let start = 0; start < numbers.length;) {
		let end = start;
		while (numbers[end + 1] === numbers[end] + 1) end++;
		const isRange = end - start + 1 >= RANGE;
		parts.push(isRange ? `${numbers[start]} to ${numbers[end]}` : String(numbers[start]));
		start = isRange ? end + 1 : start + 1;
	}
	return parts;
}
