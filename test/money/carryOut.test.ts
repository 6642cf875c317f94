/** What neither the list nor an answer tells of is not there, and not confirmed. */
import { carryOut } from '../../nodes/Enkash/money/carryOut';

test('a transfer that list and answer leave out is sent once, and then in doubt', async () => {
	const sent: string[][] = [];
	const known = new Map([
		['ROW-1', { reference: 'ROW-1', policy: 'returnExisting', sends: 0 } as const],
	]);
	const judged = await carryOut(known, {
		lookUp: () => Promise.resolve(new Map()),
		send: (transfers: string[]) => {
			sent.push(transfers);
			return Promise.resolve(new Map());
		},
	});
	expect(sent).toEqual([['ROW-1']]);
	const { evidence, ruling } = judged.get('ROW-1') ?? {};
	expect(evidence).toMatchObject({ sends: 1, list: { says: 'absent' } });
	expect(ruling).toMatchObject({
		verdict: 'wait',
		cause: { message: 'EnKash did not confirm the row' },
	});
});
