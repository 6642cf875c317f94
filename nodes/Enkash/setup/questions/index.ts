import type { Question } from '../question';
import { accountQuestions } from './accountQuestions';
import { answerQuestions } from './answerQuestions';
import { clockQuestions } from './clockQuestions';
import { encryptionQuestions } from './encryptionQuestions';
import { listQuestions } from './listQuestions';
import { loginQuestions } from './loginQuestions';
import { orderQuestions } from './orderQuestions';
import { overrideQuestions } from './overrideQuestions';
import { permissionQuestions } from './permissionQuestions';
import { serverQuestions } from './serverQuestions';

/** All that Check Setup finds out, in the order of its report. */
export const QUESTIONS: Question[] = [
	...loginQuestions,
	...serverQuestions,
	...accountQuestions,
	...encryptionQuestions,
	...answerQuestions,
	...listQuestions,
	...clockQuestions,
	...orderQuestions,
	...overrideQuestions,
	...permissionQuestions,
];
