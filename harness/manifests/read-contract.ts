import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import { kindNamed, kinds } from '../client/kinds.ts';
import { verbatim, type Text } from '../text/language.ts';
import { nearestName } from '../text/nearest-name.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { levels, type Level } from '../verdict/level.ts';
import type { Contract, ContractObject, FixedValue } from './contract.ts';
import type { ObjectName } from './manifest.ts';

const ending = '.contract.yaml';

/** Every lesson's contract in the folder of specs, in the order of the lessons. Throws {@link EnvironmentError} as {@link readContract} does. */
export function readContracts(specs: string): Contract[] {
  const files = readdirSync(specs).filter((file) => file.endsWith(ending)).sort();
  return files.map((file) => readContract(specs, file.slice(0, -ending.length)));
}

/** A lesson's contract; a lesson without a file names nothing. Throws {@link EnvironmentError} with a line for each mistake in it. */
export function readContract(specs: string, lesson: string): Contract {
  const path = join(specs, `${lesson}${ending}`);
  if (!existsSync(path)) return { lesson, objects: [], fixed: [] };
  const text = readFileSync(path, 'utf8');
  const known = parsed.get(path);
  if (known?.text === text) return known.contract;
  const contract = parseContract(text, lesson);
  parsed.set(path, { text, contract });
  return contract;
}

/** What was read last of each file: whoever judges many namespaces asks for the same contracts again and again. */
const parsed = new Map<string, { text: string; contract: Contract }>();

/**
 * Reads the text of `specs/<lesson>.contract.yaml`.
 *
 * @throws EnvironmentError whose message has a line for each mistake: file, line, what is wrong
 */
export function parseContract(text: string, lesson: string): Contract {
  const reader = new Reader(text);
  const contract = { lesson, ...reader.contract() };
  if (reader.mistakes.length > 0) {
    const lines = reader.mistakes.sort((a, b) => a.line - b.line).map(({ line, what }) => `specs/${lesson}${ending}:${line}: ${what}`);
    throw new EnvironmentError('contract', verbatim(lines.join('\n')), texts.manifests.contractHint);
  }
  return contract;
}

/** Reads on after a mistake, so that all are told at once. */
class Reader {
  readonly mistakes: { line: number; what: string }[] = [];
  readonly #lines = new LineCounter();
  readonly #document;
  /** What the text calls by that name, and what does as well: one object may do for two, as `or` of the second. */
  readonly #names = { object: new Set<ObjectName>(), or: new Set<ObjectName>() };

  constructor(text: string) {
    this.#document = parseDocument(text, { lineCounter: this.#lines });
    for (const { message, pos } of this.#document.errors) this.#mistake(pos[0], message.split(/ at line \d+/)[0] ?? message);
  }

  contract(): Omit<Contract, 'lesson'> {
    const root = this.#document.contents;
    if (this.mistakes.length > 0) return { objects: [], fixed: [] };
    if (!isMap(root)) {
      this.#wrong(root, 'the file must have `objects`, a list');
      return { objects: [], fixed: [] };
    }
    this.#onlyKeys(root, ['objects', 'fixed'], 'the file');
    const objects = this.#entries(root as YAMLMap, 'objects').flatMap((entry) => this.#object(entry) ?? []);
    if (!root.has('objects')) this.#wrong(root, 'the file must have `objects`, a list');
    return { objects, fixed: this.#entries(root as YAMLMap, 'fixed').flatMap((entry) => this.#fixed(entry) ?? []) };
  }

  #object(entry: YAMLMap): ContractObject | undefined {
    this.#onlyKeys(entry, ['object', 'or', 'for', 'level'], 'an object');
    const object = this.#name(entry, nodeOf(entry, 'object'), 'object');
    const others = nodeOf(entry, 'or');
    if (others !== undefined && !isSeq(others)) this.#wrong(others, '`or` must be a list of Kind/name');
    const or = isSeq(others) ? others.items.flatMap((item) => this.#name(others, item as Node, 'or') ?? []) : [];
    if (object !== undefined && or.includes(object)) this.#wrong(others ?? entry, `${object} is its own alternative`);
    const purpose = this.#text(entry, 'for');
    const level = this.#level(entry);
    return object === undefined || purpose === undefined ? undefined : { object, or, for: purpose, level };
  }

  #fixed(entry: YAMLMap): FixedValue | undefined {
    this.#onlyKeys(entry, ['what', 'value'], 'a fixed value');
    const what = this.#text(entry, 'what');
    const value = scalarText(nodeOf(entry, 'value'));
    if (value === undefined) this.#wrong(nodeOf(entry, 'value') ?? entry, '`value` must be one text');
    return what === undefined || value === undefined ? undefined : { what, value };
  }

  #entries(root: YAMLMap, key: string): YAMLMap[] {
    const list = nodeOf(root, key);
    if (list === undefined) return [];
    if (!isSeq(list) || (key === 'objects' && list.items.length === 0)) {
      this.#wrong(list, `\`${key}\` must be a list${key === 'objects' ? ' of at least one object' : ''}`);
      return [];
    }
    return list.items.filter((item): item is YAMLMap => {
      if (!isMap(item)) this.#wrong(item as Node, `an entry of \`${key}\` must be a map`);
      return isMap(item);
    });
  }

  #name(entry: Node, node: Node | undefined, key: 'object' | 'or'): ObjectName | undefined {
    const written = scalarText(node);
    const [, kind = ''] = /^([A-Z][A-Za-z]*)\/[a-z0-9][a-z0-9.-]*$/.exec(written ?? '') ?? [];
    if (kind === '') {
      this.#wrong(node ?? entry, `\`${key}\` must be Kind/name, such as Deployment/web${written === undefined ? '' : `, not "${written}"`}`);
      return undefined;
    }
    const meant = kindNamed(kind) === undefined ? nearestName(kind, kinds.map((each) => each.kind)) : undefined;
    if (meant !== undefined) this.#wrong(node ?? entry, `there is no kind ${kind}; did you mean ${meant}?`);
    const name = written as ObjectName;
    if (this.#names[key].has(name)) this.#wrong(node ?? entry, `${name} is there twice`);
    this.#names[key].add(name);
    return name;
  }

  #text(entry: YAMLMap, key: string): Text | undefined {
    const node = nodeOf(entry, key);
    const [en, ja] = (['en', 'ja'] as const).map((language) => (isMap(node) ? scalarText(nodeOf(node, language)) : undefined));
    if (isMap(node)) this.#onlyKeys(node, ['en', 'ja'], `\`${key}\``);
    if (en !== undefined && ja !== undefined) return { en, ja };
    this.#wrong(node ?? entry, `\`${key}\` must be in both languages: { en: …, ja: … }`);
    return undefined;
  }

  #level(entry: YAMLMap): Level {
    const node = nodeOf(entry, 'level');
    if (node === undefined) return 'promise';
    const level = levels.find((each) => each === scalarText(node));
    if (level === undefined) this.#wrong(node, `\`level\` must be ${levels.join(' or ')}`);
    return level ?? 'promise';
  }

  #onlyKeys(map: YAMLMap, known: readonly string[], where: string): void {
    for (const { key } of map.items) {
      const written = scalarText(key) ?? '';
      if (known.includes(written)) continue;
      const meant = nearestName(written, known);
      this.#wrong(key as Node, `${where} has a key "${written}"${meant === undefined ? `; known are: ${known.join(', ')}` : `; did you mean ${meant}?`}`);
    }
  }

  #wrong(node: Node | null | undefined, what: string): void {
    this.#mistake(node?.range?.[0] ?? 0, what);
  }

  #mistake(offset: number, what: string): void {
    this.mistakes.push({ line: Math.max(1, this.#lines.linePos(offset).line), what });
  }
}

function nodeOf(map: YAMLMap, key: string): Node | undefined {
  const node: unknown = map.get(key, true);
  return (node ?? undefined) as Node | undefined;
}

/** One text, however it is written: `1.0` is not the number 1. */
function scalarText(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  const text = typeof node.value === 'string' ? node.value : node.source;
  return text === undefined || text.trim() === '' ? undefined : text;
}
