import type { Blame, Given } from '../../harness/lesson/given.ts';
import type { Database } from './database.ts';

/** Where an option of the server may be written: its command line, or an option file that is mounted. */
const lists = ['args', 'command'] as const;

/**
 * Where an option of the server is set: an element of the container's arguments or command, or the ConfigMap or Secret with an
 * option file that names it; all arguments where it is written nowhere.
 *
 * @param options spelt with dashes; any of them
 */
export function optionSet(given: Given, { manifest, path }: Database, ...options: string[]): Pick<Blame, 'on' | 'field'> {
  const named = new RegExp(`(^|[\\s"'=;-])(loose[-_])?(${options.map((option) => option.replaceAll('-', '[-_]')).join('|')})(?=[\\s"'=;]|$)`, 'm');
  for (const list of lists) {
    const index = (manifest.get<unknown[]>(`${path}.${list}`) ?? []).findIndex((word) => typeof word === 'string' && named.test(word));
    if (index >= 0) return { on: manifest, field: `${path}.${list}[${index}]` };
  }
  for (const file of [...given.manifests.all('ConfigMap'), ...given.manifests.all('Secret')]) {
    for (const field of ['data', 'stringData']) {
      const entry = Object.entries(file.get<Record<string, unknown>>(field) ?? {}).find(([, text]) => typeof text === 'string' && optionFile.test(text) && named.test(text));
      if (entry !== undefined) return { on: file, field: `${field}['${entry[0]}']` };
    }
  }
  return { on: manifest, field: `${path}.args` };
}

/** Whether an option is written anywhere. */
export function isOptionSet(given: Given, database: Database, option: string): boolean {
  return optionSet(given, database, option).field !== `${database.path}.args`;
}

/** What an option file of MySQL holds, and SQL does not. */
const optionFile = /^\s*\[(mysqld|server)\b/m;
