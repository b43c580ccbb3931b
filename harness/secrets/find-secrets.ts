import { isAlias, isMap, isPair, isScalar, isSeq, visit, type Document, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { mostDocuments, yamlDocuments } from '../values/yaml-documents.ts';
import { mayBeSecretText, secretsInBrokenText } from './broken-text.ts';
import type { FoundSecret } from './found-secret.ts';
import { secretsByForm } from './secret-forms.ts';
import { isSecretField, isSecretName, isSecretSetting, lastApplied, mayBeSecretKind } from './secret-names.ts';

/** What a text of manifests holds that is secret, and which of its words are names that messages must be able to say. */
export interface FoundSecrets {
  secrets: FoundSecret[];
  names: string[];
}

/** Fields of a Secret that anybody may read. */
const openFields = ['apiVersion', 'kind', 'metadata', 'type', 'immutable', 'status', 'items'];
const openMetadata = ['name', 'namespace', 'labels', 'annotations', 'generateName', 'uid', 'resourceVersion', 'creationTimestamp', 'generation', 'managedFields', 'ownerReferences', 'finalizers', 'selfLink'];
/** Fields whose value is a name. */
const nameFields = /^(?:name|kind|apiVersion|namespace|image|host|path|[a-z]+Name|app|mountPath|key|type)$/;
/** The value of a variable, however that is spelt. */
const valueField = /^(?!valueFrom|volume|version|verbs)v[a-z]*$/i;
/** Arguments whose secret is the next one. */
const secretOption = /^--?[\w-]*(?:password|passwd|token|secret|api-?key)$/i;

/**
 * Finds what is secret in a text of manifests, by where it stands: data of Secrets (and of what may be one), values of
 * variables and settings that are called so, credentials in URLs, headers and commands. Text that is no YAML is
 * judged line by line.
 */
export function findSecrets(text: string): FoundSecrets {
  const search = new Search(text);
  search.run();
  return { secrets: search.secrets, names: search.names };
}

class Search {
  readonly secrets: FoundSecret[] = [];
  readonly names: string[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  run(): void {
    const whole = readable(this.#text);
    if (whole !== undefined) {
      for (const document of whole) this.#document(document, [document.range[0], document.range[2]], 0);
      return;
    }
    const parts = documentsIn(this.#text);
    for (const [from, to] of parts.length > mostDocuments ? [[0, this.#text.length] as const] : parts) {
      const part = this.#text.slice(from, to);
      const [document, ...more] = part === this.#text ? [] : readable(part) ?? [];
      if (document === undefined || more.length > 0) this.secrets.push(...secretsInBrokenText(part, from));
      else this.#document(document, [from, to], from);
    }
  }

  /** @param offset where the text begins that the document was read from */
  #document(document: Document.Parsed, [from, to]: readonly [number, number], offset: number): void {
    if (isScalar(document.contents) && mayBeSecretText(this.#text.slice(from, to))) this.secrets.push(...secretsInBrokenText(this.#text.slice(from, to), from));
    else new Walk(this, document, offset === 0 ? this.#text : this.#text.slice(from, to), offset).object(document.contents);
  }
}

/** One document of a text. */
class Walk {
  readonly #search: Search;
  readonly #document: Document;
  readonly #text: string;
  readonly #offset: number;
  /** An alias may stand for what holds it. */
  readonly #taken = new Set<Node>();

  constructor(search: Search, document: Document, text: string, offset: number) {
    this.#search = search;
    this.#document = document;
    this.#text = text;
    this.#offset = offset;
  }

  /** Where an object stands: its own kind says what its fields are. */
  object(node: unknown): void {
    if (isSeq(node)) for (const item of node.items) this.object(item);
    if (!isMap(node)) {
      this.#any(node);
      return;
    }
    const kind: unknown = node.get('kind');
    const isList = typeof kind === 'string' && kind.endsWith('List');
    const isSecret = mayBeSecretKind(kind) && !isList;
    const named = nameIn(node);
    for (const pair of node.items) {
      const key = keyOf(pair);
      if (isList && key === 'items') this.object(pair.value);
      else if (key === 'data' && isSecret) this.#entries(pair.value, () => true);
      else if (key === 'data' && kind === 'ConfigMap') this.#entries(pair.value, isSecretSetting);
      else if (isSecret && typeof kind === 'string' && !openFields.includes(key)) this.#entries(pair.value, () => true);
      else if (isSecret && key === 'metadata' && isMap(pair.value)) this.#metadata(pair.value, typeof kind === 'string');
      else this.#pair(pair, named);
    }
  }

  #metadata(metadata: YAMLMap, isKnown: boolean): void {
    const named = nameIn(metadata);
    for (const pair of metadata.items) this.#pair(pair, named, !openMetadata.includes(keyOf(pair)) && isKnown);
  }

  #any(node: unknown): void {
    if (isMap(node)) {
      const named = nameIn(node);
      for (const pair of node.items) this.#pair(pair, named);
    } else if (isSeq(node)) this.#list(node);
    else if (isScalar(node)) this.#scalar(node);
  }

  /** @param named the name that its map has, as a variable's: asked for once for the map, since to find it takes long where there are many keys */
  #pair(pair: Pair, named: string | undefined, isSecret = false): void {
    const key = keyOf(pair);
    this.#search.names.push(key);
    const isVariable = named !== undefined && (isSecretName(named) || isSecretField(named)) && valueField.test(key);
    if (key === lastApplied) {
      this.#take(pair.value, false);
      this.#nested(pair.value);
    } else if (isSecret || isVariable || isSecretField(key)) this.#entries(pair.value, () => true);
    else if (isSecretKey(key) && !(isMap(pair.value) && pair.value.has('valueFrom'))) this.#entries(pair.value, () => true);
    else {
      if (isScalar(pair.value) && typeof pair.value.value === 'string' && nameFields.test(key)) this.#search.names.push(pair.value.value);
      this.#any(pair.value);
    }
  }

  /** The keys of a map stay, the values of those that hide something do not. */
  #entries(node: unknown, hides: (key: string) => boolean): void {
    if (isSeq(node)) for (const item of node.items) this.#entries(item, hides);
    else if (isMap(node)) {
      for (const pair of node.items) {
        this.#search.names.push(keyOf(pair));
        if (hides(keyOf(pair))) this.#take(pair.value);
        else this.#any(pair.value);
      }
    } else this.#take(node);
  }

  #list(list: YAMLSeq): void {
    const texts = list.items.map((item) => (isScalar(item) && typeof item.value === 'string' ? item.value : undefined));
    for (const [n, item] of list.items.entries()) {
      const [before = '', text] = [texts[n - 1], texts[n]];
      if (text !== undefined && secretOption.test(before) && !text.startsWith('-')) this.#take(item);
      else if (text !== undefined && /^(?:-u|--user)$/.test(before) && text.includes(':')) this.#part(item as Scalar, text.slice(text.indexOf(':') + 1));
      else if (text !== undefined && /^-p./.test(text) && texts.some((each) => each !== undefined && /\bmysql/.test(each))) this.#part(item as Scalar, text.slice(2));
      else this.#any(item);
    }
  }

  #scalar(node: Scalar): void {
    if (typeof node.value !== 'string') return;
    for (const secret of secretsByForm(node.value)) this.#part(node, secret);
    this.#nested(node);
  }

  /** A text that holds an object itself, as kubectl's copy of what was applied. */
  #nested(node: unknown): void {
    if (!isScalar(node) || typeof node.value !== 'string' || !/^\s*[{[]|\bkind:/.test(node.value) || node.value === this.#text) return;
    for (const { texts } of findSecrets(node.value).secrets) this.#found(0, 0, texts);
  }

  /** A part of a text is secret: only that is hidden where it is written as it is. */
  #part(node: Scalar, secret: string): void {
    const [from, to] = rangeOf(node);
    const at = this.#text.slice(from, to).indexOf(secret);
    if (at < 0) this.#found(from, to, [secret]);
    else this.#found(from + at, from + at + secret.length, [secret]);
  }

  /** All of a node is secret, with its anchor and its tag. */
  #take(node: unknown, learns = true): void {
    if (!isNode(node) || this.#taken.has(node)) return;
    this.#taken.add(node);
    const [end, to] = rangeOf(node);
    const from = end - (/(?<=\s)(?:[&!]\S*\s*)+$/.exec(this.#text.slice(0, end))?.[0] ?? '').length;
    if (from < to) this.#found(from, to, learns ? [this.#text.slice(from, to), ...this.#textsIn(node)] : []);
  }

  /** All scalars below a node and how they are written, keys too: below the value of a key nothing is meant to be one. */
  #textsIn(node: Node): string[] {
    const texts: string[] = [];
    const add = ({ anchor, tag }: { anchor?: string | undefined; tag?: string | undefined }): void => { texts.push(...[anchor, tag?.replace(/^.*[!:]/, '')].filter((text) => text !== undefined)); };
    visit(node, {
      Scalar: (_, scalar) => {
        texts.push(String(scalar.value), ...(scalar.source === undefined ? [] : [scalar.source]));
        add(scalar);
      },
      Alias: (_, alias) => {
        texts.push(alias.source);
        // What an alias stands for may be written where anybody would show it.
        this.#take(alias.resolve(this.#document));
      },
      Collection: (_, collection) => { add(collection); },
    });
    return texts;
  }

  #found(from: number, to: number, texts: string[]): void {
    this.#search.secrets.push({ from: this.#offset + from, to: this.#offset + to, texts });
  }
}

/** Offsets of the documents of a text: one that cannot be read must not keep the others from being. */
function documentsIn(text: string): [from: number, to: number][] {
  const starts = [0, ...[...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index)];
  return starts.map((from, n): [number, number] => [from, starts[n + 1] ?? text.length]).filter(([from, to]) => to > from);
}

/** Undefined where it cannot be read. */
function readable(text: string): readonly Document.Parsed[] | undefined {
  try {
    const { documents, error, tooMany } = yamlDocuments(text);
    return error === undefined && tooMany === undefined ? documents : undefined;
  } catch {
    return undefined;
  }
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

function rangeOf(node: Node): [number, number] {
  const [from, to] = node.range ?? [0, 0];
  return [from, to];
}

function keyOf(pair: unknown): string {
  return isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : '';
}

function nameIn(map: YAMLMap): string | undefined {
  const name: unknown = map.get('name');
  return typeof name === 'string' ? name : undefined;
}

/** Keys that name a secret wherever they are: as variables do, or by their last word. */
function isSecretKey(key: string): boolean {
  return (/^[A-Z][A-Z0-9_]*$/.test(key) && isSecretName(key)) || /(?:password|passwd|passphrase)$/i.test(key);
}
