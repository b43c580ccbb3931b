import { catalogue } from '../../harness/text/catalogue.ts';
import { en } from './rollout-texts.en.ts';
import { ja } from './rollout-texts.ja.ts';

/** What the checks of budgets and of rollouts that get stuck say. */
export const t = catalogue(en, ja);
