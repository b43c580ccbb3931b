import { catalogue } from '../../harness/text/catalogue.ts';
import { en } from './texts.en.ts';
import { ja } from './texts.ja.ts';

/** What the checks of the sample app say; the lessons that run it use its hints too. */
export const t = catalogue(en, ja);
