import type { Handler } from '../types';
import { accountView } from '../views';
import { accountOf } from '../wallet';

interface Body {
	companyId: string;
	cardAccountId: string;
}

/** R3. */
export const getCardAccount: Handler = ({ body, world }) => {
	const { companyId, cardAccountId } = body as Body;
	return { payload: accountView(accountOf(world, companyId, cardAccountId)) };
};
