/** The sandbox compiles a schema when it is first needed; here are those that no call ever needs. */
import { openContract } from '../../sandbox/contract';

test('all schemas of the contract compile, those of answers as well', async () => {
	const contract = openContract({ quick: false });
	await expect(contract.init()).resolves.toBe(contract);
});
