import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { fieldsOf, says, type Fields, type Offence } from './offence.ts';

const t = texts.fence;

/**
 * A provisioner may make a claim's folder by its annotations (`pathPattern` of those for NFS and for local paths): one with `..` leads out of what it
 * shares. A claim may also be filled with the data of another namespace.
 */
export function beyondAClaim(claim: Fields, at: string): Offence[] {
  const { namespace } = fieldsOf(fieldsOf(claim['spec'])['dataSourceRef']);
  const data: Offence[] = says(namespace) ? [{ field: `${at}spec.dataSourceRef.namespace`, allowance: 'storage', observed: t.dataOfOthers(show(namespace)) }] : [];
  return [...data, ...Object.entries(fieldsOf(fieldsOf(claim['metadata'])['annotations'])).filter(([, value]) => /(?:^|\/)\.\.(?:\/|$)/.test(String(value)))
    .map(([name, value]): Offence => ({ field: `${at}metadata.annotations['${name}']`, allowance: 'storage', observed: t.folderOutside(show(value)) }))];
}
