/** Which headers of a sheet are taken for a column. */
import { HeaderReader } from '../../nodes/Enkash/input/headers';

const read = (header: string) => new HeaderReader().read({ [header]: 'x' });

it.each([
	['E-mail ID (official)', 'email'],
	['Points (INR)', 'loadAmount'],
	['Mobile No. (10 digits)*', 'mobile'],
	['Title (Mr/Ms)', 'title'],
	['Points ((INR))', 'loadAmount'],
	['Reference ( Mandatory )', 'uniqueReferenceNumber'],
])('%s is a column', (header, column) => {
	expect(read(header)).toEqual({ [column]: 'x' });
});

it.each([
	'Points (already redeemed)',
	'Email (manager)',
	'Mobile (emergency contact)',
	'Points (last year)',
	'Reference (old)',
	`Points${' '.repeat(500)}`,
])('%s is none', (header) => {
	expect(read(header)).toEqual({});
});

it('takes no longer for a header that is all brackets', () => {
	const cpu = process.cpuUsage();
	read('('.repeat(160_000));
	read(`${'('.repeat(100)}${')'.repeat(99)}`);
	expect(process.cpuUsage(cpu).user / 1000).toBeLessThan(2000);
});
