/** `npm run check`: the one gate. */
import { check, conclude } from './gate.ts';

conclude(await check());
