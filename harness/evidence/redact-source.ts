import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments, visit, type Pair, type YAMLMap } from 'yaml';
import { hidden, isSecretField, isSecretName } from './redact.ts';

/**
 * A manifest's text that can be shown: what {@link redact} hides in an object is hidden here, and each line stays where it is.
 * Of text that is no YAML only the names before the colons are left where anything in it may be secret.
 */
export function redactSource(text: string): string {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) return text;
  if (documents.some(({ errors }) => errors.length > 0)) return redactLines(text);
  /** From where to where a secret is written; one field may be secret for two reasons. */
  const ranges = new Map<number, number>();
  for (const document of documents) {
    const isSecret = document.get('kind') === 'Secret';
    visit(document, {
      Pair: (_, pair, path) => {
        const key = isScalar(pair.key) ? String(pair.key.value) : '';
        const parent = path.at(-1);
        const isSecretVariable = key === 'value' && isMap(parent) && isSecretName(nameIn(parent));
        if (isSecretVariable || isSecretField(key) || (isSecret && key === 'data')) for (const [from, to] of valuesIn(pair)) ranges.set(from, to);
        return undefined;
      },
    });
  }
  return [...ranges].sort(([a], [b]) => b - a).reduce((rest, [from, to]) => rest.slice(0, from) + inPlaceOf(rest.slice(from, to)) + rest.slice(to), text);
}

function nameIn(map: YAMLMap): string {
  const name: unknown = map.get('name');
  return typeof name === 'string' ? name : '';
}

/** Where the values below a pair are written: those of a map one by one, so that its keys can be seen. */
function valuesIn({ value }: Pair): [number, number][] {
  if (isMap(value)) return value.items.flatMap((item) => valuesIn(item));
  if (isSeq(value)) return value.items.flatMap((item) => (isPair(item) ? valuesIn(item) : rangeOf(item)));
  return rangeOf(value);
}

function rangeOf(node: unknown): [number, number][] {
  if (isAlias(node) || !(isScalar(node) || isMap(node))) return [];
  const { range } = node;
  return range === undefined || range === null || range[0] === range[1] ? [] : [[range[0], range[1]]];
}

/** Text of several lines stays as many. */
function inPlaceOf(text: string): string {
  return hidden + '\n'.repeat(text.split('\n').length - 1);
}

function redactLines(text: string): string {
  const maySecret = /\bkind:\s*["']?Secret\b/.test(text);
  let secretBelow = false;
  return text.split('\n').map((line) => {
    const [, lead = '', name = ''] = /^(\s*(?:- )?["']?([\w.-]+)["']?:)/.exec(line) ?? [];
    if (name === 'name') secretBelow = isSecretName(line.slice(lead.length).trim());
    const hide = maySecret ? !['apiVersion', 'kind', 'metadata', 'name'].includes(name) : isSecretField(name) || (name === 'value' && secretBelow);
    return hide && line.slice(lead.length).trim() !== '' ? (lead === '' ? hidden : `${lead} ${hidden}`) : line;
  }).join('\n');
}
