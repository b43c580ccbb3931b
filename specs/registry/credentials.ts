import type { Manifest } from '../../harness/lesson/given.ts';
import { isMap } from '../../harness/values/field-path.ts';
import { valuesIn } from '../checks/settings.ts';

/** What is wrong with the credentials that a Secret has for a registry, as far as it is no secret. */
export type CredentialsFault = { fault: 'other hosts'; hosts: string[] } | { fault: 'white space' };

/** The keys of the two types of Secrets that hold credentials, and whether all of it is about hosts. */
const forms = [{ key: '.dockerconfigjson', isBare: false }, { key: '.dockercfg', isBare: true }] as const;

/**
 * Looks at the credentials in a Secret: that there are some for a host, and that neither user nor password begins or ends with white
 * space, such as the line end that `echo` adds. Undefined where neither is so, or they cannot be read.
 *
 * @param host with its port
 */
export function credentialsFault(secret: Manifest, host: string): CredentialsFault | undefined {
  const hosts = hostsOf(secret);
  if (hosts === undefined) return undefined;
  const entry = Object.entries(hosts).find(([name]) => name.replace(/^https?:\/\//, '').replace(/\/.*$/, '') === host)?.[1];
  if (entry === undefined) return { fault: 'other hosts', hosts: Object.keys(hosts) };
  return partsOf(entry).some((part) => part !== part.trim()) ? { fault: 'white space' } : undefined;
}

/** The entries by their hosts. */
function hostsOf(secret: Manifest): Record<string, unknown> | undefined {
  const values = valuesIn(secret);
  const form = forms.find(({ key }) => values[key] !== undefined);
  if (form === undefined) return undefined;
  const config = parsed(values[form.key] ?? '');
  const hosts = form.isBare || !isMap(config) ? config : config['auths'];
  return isMap(hosts) ? hosts : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** User and password: `auth` goes before the two by themselves. */
function partsOf(entry: unknown): string[] {
  if (!isMap(entry)) return [];
  const { auth, username, password } = entry;
  if (typeof auth === 'string' && auth !== '') return Buffer.from(auth, 'base64').toString().split(/:(.*)/s).slice(0, 2);
  return [username, password].filter((part) => typeof part === 'string');
}
