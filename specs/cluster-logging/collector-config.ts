import { parse } from 'yaml';
import type { Container } from '../../harness/client/objects.ts';
import type { Manifest } from '../../harness/lesson/given.ts';
import { isMap } from '../../harness/values/field-path.ts';
import { configKey } from './agent.ts';

export type Fields = Record<string, unknown>;

/** The settings of a Collector, as its ConfigMap has them; none where they cannot be read. */
export function settingsOf(config: Manifest): Fields {
  return parsed(config.get<string>(configKey) ?? '');
}

function parsed(text: string): Fields {
  try {
    return fieldsOf(parse(text));
  } catch {
    return {};
  }
}

/**
 * Where in a ConfigMap it is written what processes the lines. A Collector merges all files that `--config` names, and replaces a list by
 * that of a later file: of several files that name processors of a pipeline it is the last one.
 *
 * @param container the one of the Collector
 */
export function processorsAt(config: Manifest, { command = [], args = [] }: Pick<Container, 'command' | 'args'>): string {
  const words = [...command, ...args].join(' ');
  const named = Object.entries(config.get<Record<string, string>>('data') ?? {})
    .filter(([key, text]) => words.includes(key) && pipelines(parsed(text)).some(({ processors }) => processors !== undefined))
    .toSorted(([a], [b]) => words.lastIndexOf(a) - words.lastIndexOf(b));
  const last = named.at(-1)?.[0];
  return last === undefined ? configKey : `data['${last}']`;
}

function pipelines(settings: Fields): Fields[] {
  return Object.values(fieldsOf(fieldsOf(settings['service'])['pipelines'])).map(fieldsOf);
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
