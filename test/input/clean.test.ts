/** Values as people write them. */
import fc from 'fast-check';
import {
	cleanEmail,
	cleanMobile,
	cleanName,
	cleanPoints,
	cleanGender,
	cleanTitle,
	sumPoints,
} from '../../nodes/Enkash/input/clean';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const mobile = fc
	.tuple(fc.constantFrom('6', '7', '8', '9'), digits(9))
	.map((parts) => parts.join(''));
const blanks = fc.constantFrom('', ' ', '  ', '\t', '\u00a0');

describe('a mobile', () => {
	it('is the same in all its usual spellings', () => {
		const spelled = fc.tuple(
			fc.constantFrom('', '+91', '91', '0091', '0', '+91 ', '+91-', '0 '),
			fc.constantFrom('', ' ', '-', '.'),
			blanks,
		);
		fc.assert(
			fc.property(mobile, spelled, (number, [country, gap, blank]) => {
				const text = blank + country + number.slice(0, 5) + gap + number.slice(5) + blank;
				expect(cleanMobile(text)).toEqual({ value: number });
			}),
		);
	});

	it('may be a number', () => {
		fc.assert(
			fc.property(mobile, fc.boolean(), (number, country) => {
				expect(cleanMobile(Number((country ? '91' : '') + number))).toEqual({ value: number });
			}),
		);
	});

	it('is never anything but ten digits that an Indian mobile may have', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string(), fc.stringMatching(/^[+\d ()-]*$/), fc.anything()),
				(text) => {
					const cleaned = cleanMobile(text);
					if ('value' in cleaned) expect(cleaned.value).toMatch(/^[6-9]\d{9}$/);
					else expect(cleaned.problem).toMatch(/^is /);
				},
			),
		);
	});

	it.each([
		'5876543210',
		'98765abcde',
		'987654321',
		'98765432101',
		'9876543210 / 9876543211',
		'',
		null,
		{},
	])('is refused: %s', (text) => expect(cleanMobile(text)).toHaveProperty('problem'));
});

describe('points', () => {
	const paise = fc.integer({ min: 1, max: 1e14 });
	const grouped = (text: string, pattern: RegExp) => {
		const [whole, rest] = text.split('.');
		return whole.replace(pattern, '$&,') + (rest === undefined ? '' : `.${rest}`);
	};
	const western = /\d(?=(\d{3})+$)/g;
	const indian = /\d(?=(\d{2})*\d{3}$)/g;

	it('are the same with and without commas, as number and as text', () => {
		fc.assert(
			fc.property(paise, fc.constantFrom(western, indian), (amount, pattern) => {
				const points = amount / 100;
				const text = points.toFixed(2);
				for (const written of [points, text, ` ${text} `, `+${text}`, grouped(text, pattern)]) {
					expect(cleanPoints(written)).toEqual({ value: points });
				}
			}),
		);
	});

	it('are never less than a hundredth, nor anything but hundredths', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.double(), fc.string(), fc.stringMatching(/^[-+\d.,e ]*$/), fc.anything()),
				(written) => {
					const cleaned = cleanPoints(written);
					if (!('value' in cleaned)) return;
					expect(cleaned.value).toBeGreaterThanOrEqual(0.01);
					expect(Math.round(cleaned.value * 100) / 100).toBe(cleaned.value);
				},
			),
		);
	});

	it.each([
		'0',
		'0.00',
		'-5',
		'five hundred',
		'1.005',
		'0.001',
		'1e3',
		'1,2',
		'12,34',
		'₹500',
		'',
		' ',
		NaN,
		Infinity,
		true,
		null,
		[],
	])('are refused: %s', (text) => expect(cleanPoints(text)).toHaveProperty('problem'));

	it('add up to the paisa, however many there are', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: 1e9 }), { maxLength: 300 }), (amounts) => {
				const total = amounts.reduce((sum, each) => sum + each, 0);
				expect(sumPoints(amounts.map((each) => each / 100))).toBe(total / 100);
			}),
		);
	});
});

describe('an email', () => {
	it('is the same in any case and between blanks', () => {
		fc.assert(
			fc.property(fc.emailAddress(), blanks, (email, blank) => {
				fc.pre(!/[,;<>\s]/.test(email));
				expect(cleanEmail(blank + email.toUpperCase() + blank)).toEqual({
					value: email.toLowerCase(),
				});
			}),
		);
	});

	it.each([
		'',
		'nathan',
		'nathan at example.com',
		'nathan@example',
		'a@b.c, d@e.f',
		'@example.com',
		'a@@b.c',
		42,
	])('is refused: %s', (text) => expect(cleanEmail(text)).toHaveProperty('problem'));
});

it.each([
	['mr', 'Mr'],
	[' MRS. ', 'Mrs'],
	['Ms.', 'Ms'],
	['Miss', 'Ms'],
])('the title %s is %s', (text, value) => expect(cleanTitle(text)).toEqual({ value }));

it('a cleaned value is clean: cleaning it again changes nothing', () => {
	const cleaners = [cleanMobile, cleanEmail, cleanName, cleanTitle, cleanPoints];
	const written = fc.oneof(
		fc.string(),
		fc.double(),
		mobile,
		fc.emailAddress(),
		fc.constantFrom('mrs.', '1,000', ' a  b '),
	);
	fc.assert(
		fc.property(fc.constantFrom(...cleaners), written, (clean, text) => {
			const once = clean(text);
			if ('value' in once) expect(clean(once.value)).toEqual(once);
		}),
	);
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
	'%s, which every object of JavaScript has, is no title and no gender',
	(word) => {
		expect(cleanTitle(word)).toMatchObject({ problem: 'is not Mr, Mrs or Ms' });
		expect(cleanGender(word)).toMatchObject({ problem: 'is not M or F' });
	},
);
