import { catalogue } from '../../harness/text/catalogue.ts';
import { en } from './texts.en.ts';
import { ja } from './texts.ja.ts';

export const t = catalogue(en, ja);
