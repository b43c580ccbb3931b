import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { fieldsOf, type Fields, type Offence } from './offence.ts';

const t = texts.fence;

/** A provisioner may make a claim's folder by its annotations (`pathPattern` of those for NFS and for local paths): one with `..` leads out of what it shares. */
export function beyondAClaim(claim: Fields, at: string): Offence[] {
  return Object.entries(fieldsOf(fieldsOf(claim['metadata'])['annotations'])).filter(([, value]) => /(?:^|\/)\.\.(?:\/|$)/.test(String(value)))
    .map(([name, value]) => ({ field: `${at}metadata.annotations['${name}']`, allowance: 'storage', observed: t.folderOutside(show(value)) }));
}
