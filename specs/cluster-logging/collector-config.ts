import { parse } from 'yaml';
import type { Manifest } from '../../harness/lesson/given.ts';
import { isMap } from '../../harness/values/field-path.ts';
import { configKey } from './agent.ts';

export type Fields = Record<string, unknown>;

/** The settings of a Collector, as its ConfigMap has them; none where they cannot be read. */
export function settingsOf(config: Manifest): Fields {
  try {
    return fieldsOf(parse(config.get<string>(configKey) ?? ''));
  } catch {
    return {};
  }
}

/** The settings with the variables that they name, `${env:NAME}`, `${NAME}` or `${env:NAME:-default}`, as far as they are known. */
export function expanded(settings: Fields, valueOf: (name: string) => string | undefined): Fields {
  const inPlace = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replaceAll(/\$\{(?:env:)?([A-Za-z_]\w*)(?::-([^}]*))?\}/g, (whole, name: string, usual: string | undefined) => valueOf(name) ?? usual ?? whole);
    if (Array.isArray(value)) return value.map(inPlace);
    return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inPlace(each)])) : value;
  };
  return fieldsOf(inPlace(settings));
}

/** The receivers that read files, by the name of today and by the one before. */
export function receivers(settings: Fields): [name: string, settings: Fields][] {
  return sections(settings, 'receivers', /^file_?log(\/|$)/);
}

/** What stands under such names in a group of the settings. */
export function sections(settings: Fields, group: string, called: RegExp): [name: string, settings: Fields][] {
  return Object.entries(fieldsOf(settings[group])).filter(([name]) => called.test(name)).map(([name, own]) => [name, fieldsOf(own)]);
}

export function fieldsOf(value: unknown): Fields {
  return isMap(value) ? value : {};
}
