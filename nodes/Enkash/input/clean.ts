import { isKept } from '../lib/json';

/**
 * Values as people write them, made into values as EnKash takes them. Each cleaner gives the value,
 * or says what is wrong in words that follow the field's name: "is not a number of points".
 */
export type Cleaned<T> = { value: T } | Flawed;

/** Why a value cannot be taken, and what to do about it. */
export interface Flawed {
	problem: string;
	advice?: string;
}

export type Cleaner<T> = (raw: unknown) => Cleaned<T>;

/** A value of any kind as text without blanks around it; '' where it is none. */
export function textOf(raw: unknown): string {
	if (typeof raw === 'string') return raw.trim();
	return typeof raw === 'number' || typeof raw === 'bigint' ? String(raw) : '';
}

const FILL_IN = 'Fill it in for every item.';

/** A mobile as 10 digits: `+91 82889 75544`, `0091…`, `06013401059` and `876-904-6882` are usual spellings. */
export function cleanMobile(raw: unknown): Cleaned<string> {
	const text = textOf(raw);
	if (!text) return { problem: 'is empty', advice: FILL_IN };
	const digits = text.replace(/^\+/, '').replace(/[\s().-]/g, '');
	const national = digits.replace(/^(?:0091|91|0)(?=\d{10}$)/, '');
	return /^[6-9]\d{9}$/.test(national)
		? { value: national }
		: {
				problem: 'is not an Indian mobile number of 10 digits',
				advice:
					'Give 10 digits that begin with 6, 7, 8 or 9. +91 or 0 before them, spaces and dashes do no harm.',
			};
}

export function cleanEmail(raw: unknown): Cleaned<string> {
	const text = textOf(raw).toLowerCase();
	if (!text) return { problem: 'is empty', advice: FILL_IN };
	return /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@.,;<>]+$/.test(text)
		? { value: text }
		: {
				problem: 'is not an email address',
				advice: 'Give one address, such as nathan@example.com.',
			};
}

export function cleanName(raw: unknown): Cleaned<string> {
	const text = textOf(raw).replace(/\s+/g, ' ');
	return text ? { value: text } : { problem: 'is empty' };
}

/** A reference as it stands, or '' for none; a number that JavaScript has rounded would be another one. */
export function cleanReference(raw: unknown): Cleaned<string> {
	if (typeof raw !== 'number' || isKept(raw)) return { value: textOf(raw) };
	return { problem: 'is a number too long to be kept exactly: give it as text, in quotes' };
}

const TITLES = new Map([
	['mr', 'Mr'],
	['mrs', 'Mrs'],
	['ms', 'Ms'],
	['miss', 'Ms'],
]);

/** EnKash knows Mr, Mrs and Ms (api-9796905). */
export function cleanTitle(raw: unknown): Cleaned<string> {
	const title = TITLES.get(textOf(raw).toLowerCase().replace(/\.$/, ''));
	return title
		? { value: title }
		: {
				problem: 'is not Mr, Mrs or Ms',
				advice: 'EnKash takes no other title. Give one of these.',
			};
}

const GENDERS = new Map([
	['m', 'M'],
	['male', 'M'],
	['f', 'F'],
	['female', 'F'],
]);

/** EnKash knows M and F (api-9796905). */
export function cleanGender(raw: unknown): Cleaned<string> {
	const gender = GENDERS.get(textOf(raw).toLowerCase());
	return gender
		? { value: gender }
		: {
				problem: 'is not M or F',
				advice: 'Give M or F, or Male or Female. EnKash takes no other.',
			};
}

const NUMBER = /^\+?(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})(?:\.\d+)?$/;
const ABOVE_ZERO = "Give a number above 0. 'Unallocate Points' takes points back.";
/** Above this, a number of points with two decimals is no longer exact. */
const MAX_POINTS = 1e12;

/** Points, more than 0, with at most two decimals; `1,000` and `1,00,000` are read as people mean them. */
export function cleanPoints(raw: unknown): Cleaned<number> {
	const text = textOf(raw);
	if (!text) return { problem: 'is empty', advice: FILL_IN };
	if (/^-/.test(text)) return { problem: 'is less than 0', advice: ABOVE_ZERO };
	if (!NUMBER.test(text)) {
		return {
			problem: 'is not a number of points',
			advice: 'Give digits alone, such as 250 or 1,500.50.',
		};
	}
	const points = Number(text.replaceAll(',', ''));
	if (points === 0) return { problem: 'is 0', advice: ABOVE_ZERO };
	if (points > MAX_POINTS) {
		return { problem: 'is more than can be moved at once', advice: 'Check the amount.' };
	}
	const hundredths = Math.round(points * 100);
	// What a sum of hundredths may be off by: 0.1 + 0.2 is meant as 0.3.
	const crumbs = 1e-4 + points * 1e-13;
	return Math.abs(points * 100 - hundredths) < crumbs
		? { value: hundredths / 100 }
		: { problem: 'has more than two decimals', advice: 'Round it to two, such as 12.35.' };
}

/** A whole number of at least `least`, such as a quantity. */
export function cleanWhole(raw: unknown, least: number): Cleaned<number> {
	const text = textOf(raw);
	if (!text) return { problem: 'is empty', advice: FILL_IN };
	const number = /^[+-]?\d{1,15}(?:\.0+)?$/.test(text) ? Number(text) : NaN;
	return number >= least
		? { value: number }
		: {
				problem: `is not a whole number of at least ${least}`,
				advice: `Give a number without decimals, such as ${Math.max(least, 1)}.`,
			};
}

export function wholeFrom(least: number): Cleaner<number> {
	return (raw) => cleanWhole(raw, least);
}

/** A number from 1 on, such as of milliseconds. */
export function cleanCount(raw: unknown): Cleaned<number> {
	const count = typeof raw === 'string' ? Number(raw) : raw;
	if (typeof count === 'number' && count >= 1) return { value: count };
	return {
		problem: 'is not a number from 1 on',
		advice: 'Give it a number, or take the option away.',
	};
}

/** A switch, also from an expression that gives text. */
export function cleanFlag(raw: unknown): Cleaned<boolean> {
	const text = typeof raw === 'boolean' ? String(raw) : textOf(raw).toLowerCase();
	if (text === 'true' || text === 'false') return { value: text === 'true' };
	return {
		problem: `is ${shown(raw)}, which is neither true nor false`,
		advice: 'Make its expression give true or false.',
	};
}

/** One of the values of a dropdown. */
export function cleanChoice<T extends string>(raw: unknown, choices: readonly T[]): Cleaned<T> {
	const text = textOf(raw);
	const value = choices.find((choice) => choice === text);
	if (value) return { value };
	const known = choices.map((choice) => `'${choice}'`);
	return {
		problem: `is ${shown(raw)}, which is not one of its choices`,
		advice: `Make its expression give ${known.join(' or ')}.`,
	};
}

const MAX_SHOWN = 40;

/** What a value is, unless it is empty or its problem says so, and what to do about it. */
export function remedy({ problem, advice }: Flawed, raw: unknown): string | undefined {
	const isTold = problem.includes(shown(raw)) || problem.endsWith(` ${textOf(raw)}`);
	const isEmpty = raw === undefined || raw === null || raw === '';
	const value = isTold || isEmpty ? undefined : `It is ${shown(raw)}.`;
	return [value, advice].filter(Boolean).join(' ') || undefined;
}

/** A value of any kind as a sentence can name it. */
function shown(raw: unknown): string {
	if (Array.isArray(raw)) return 'a list';
	if (typeof raw === 'object' && raw !== null) return 'an object';
	return `'${String(raw).slice(0, MAX_SHOWN)}'`;
}

/** The sum of points without the crumbs of binary fractions. */
export function sumPoints(points: number[]): number {
	return points.reduce((sum, each) => sum + Math.round(each * 100), 0) / 100;
}
