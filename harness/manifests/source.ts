import { isAlias, isMap, isScalar, isSeq, visit } from 'yaml';
import type { Document, LineCounter, Node, YAMLMap, YAMLSeq } from 'yaml';

import { texts } from '../text/texts.ts';
import type { Step } from '../values/field-path.ts';
import { mostDocuments, mostSigns, yamlDocuments } from '../values/yaml-documents.ts';
import { worded, YamlProblem, type Wording } from './yaml-problem.ts';
import type { Position } from './position.ts';
import { keyAt, nodeAt, spotOf, type Spot } from './spot.ts';

const t = texts.reading.unreadable;

/** One object in a parsed file: a value, and the places of its fields in the text. */
export class Source {
  /** The text of the file. */
  readonly text: string;
  /** The object in the parsed text. */
  readonly root: Node;
  /** Its place in a `List`, where it stands in one. */
  readonly member: Spot | undefined;
  readonly #file: string;
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(parsed: ParsedFile, document: Document, root: Node, member?: Spot) {
    this.text = parsed.text;
    this.root = root;
    this.member = member;
    this.#file = parsed.file;
    this.#document = document;
    this.#lines = parsed.lines;
  }

  /** The object as plain JSON values; with a node of it: that part. */
  value(part: Node = this.root): unknown {
    return part.toJS(this.#document);
  }

  /** The whole document that the object is, or is in. */
  get whole(): Node {
    return this.#document.contents as Node;
  }

  /** The last line of the object. */
  get lastLine(): number {
    return this.#lines.linePos(this.root.range?.[1] ?? 0).line;
  }

  /** The way down a path, as far as it is written. */
  walk(steps: readonly Step[]): Spot[] {
    const way: Spot[] = [];
    let here: Node | undefined = this.root;
    for (const step of steps) {
      const spot = spotOf(this.#document, here, step);
      if (spot === undefined) break;
      way.push(spot);
      here = nodeAt(spot);
    }
    return way;
  }

  /** Where a path is written; the nearest existing field above it when it is not. */
  at(steps: readonly Step[]): Position {
    const spot = this.walk(steps).at(-1);
    const node = spot === undefined ? this.root : (keyAt(spot) ?? nodeAt(spot));
    return { file: this.#file, line: this.#lines.linePos(node?.range?.[0] ?? 0).line };
  }

  /** Where a line (from 0) of a text of several lines is written; undefined where the lines are not written one by one. */
  lineOf(steps: readonly Step[], line: number): Position | undefined {
    const way = this.walk(steps);
    const spot = way.length === steps.length ? way.at(-1) : undefined;
    const node = spot === undefined ? undefined : nodeAt(spot);
    if (!isScalar(node) || node.type !== 'BLOCK_LITERAL') return undefined;
    return { file: this.#file, line: this.#lines.linePos(node.range?.[0] ?? 0).line + 1 + line };
  }

  /** The objects themselves: those of a `List`, each with its own place, or this one. */
  objects(): Source[] {
    if (!isMap(this.root) || !String(this.root.get('kind')).endsWith('List')) return [this];
    const written = this.root.get('items', true);
    const items = isAlias(written) ? written.resolve(this.#document) : written;
    if (items === undefined || (isScalar(items) && items.value === null)) return [];
    if (!isSeq(items)) return [this];
    const parent = items as YAMLSeq<Node>;
    const { text } = this;
    return parent.items.map((item, index) => new Source({ text, file: this.#file, lines: this.#lines }, this.#document, item, { parent, index }));
  }
}

interface ParsedFile {
  text: string;
  file: string;
  lines: LineCounter;
}

/**
 * Reads the objects of a YAML or JSON text as kubectl does. Empty documents are left out; the objects of a `List` stand for it.
 *
 * @throws YamlProblem with the place of the first error
 */
export function parseSources(text: string, file: string): Source[] {
  const { documents, error, tooMany, lines } = yamlDocuments(text);
  const refuse = (wording: Wording, offset: number): never => {
    const { line, col } = lines.linePos(offset);
    throw new YamlProblem(wording, { file, line, column: col });
  };
  const refuseMore = (what: 'documents' | 'signs', offset: number): never =>
    refuse({ problem: what === 'signs' ? t.tooManySigns(mostSigns) : t.tooManyObjects(mostDocuments), hint: t.tooManyObjectsHint }, offset);
  for (const document of documents) {
    if (document.errors.length > 0) break;
    // Looked through once: to ask the reader about each alias, or about each key whether it is there twice, takes minutes where there are many.
    const anchors = new Set<string>();
    visit(document, {
      Value: (_, value) => {
        if (value.anchor !== undefined) anchors.add(value.anchor);
      },
      Map: (_, map) => {
        if (map.anchor !== undefined) anchors.add(map.anchor);
        const again = firstAgain(map);
        if (again !== undefined) refuse(worded({ code: 'DUPLICATE_KEY', message: '' }, text, again), again);
      },
      // A text that begins with `*`, such as a host `*.k8s`, is an alias to the reader unless it stands in quotation marks.
      Alias: (_, alias) => {
        if (!anchors.has(alias.source)) refuse({ problem: texts.manifests.unknownAlias(alias.source) }, alias.range?.[0] ?? 0);
      },
    });
  }
  if (error !== undefined) refuse(worded(error, text, error.pos[0]), error.pos[0]);
  if (tooMany !== undefined) refuseMore(tooMany.what, tooMany.at);
  const objects = documents.flatMap((document) => {
    const root = document.contents as Node | null;
    if (root === null || (isScalar(root) && root.value === null)) return [];
    return new Source({ text, file, lines }, document, root).objects();
  });
  const oneMore = objects[mostDocuments];
  if (oneMore !== undefined) refuseMore('documents', oneMore.root.range?.[0] ?? 0);
  return objects;
}

/** Where the first key stands that a map has already; undefined where each is there once. */
function firstAgain(map: YAMLMap): number | undefined {
  const seen = new Set<unknown>();
  for (const { key } of map.items) {
    if (!isScalar(key)) continue;
    if (seen.has(key.value)) return key.range?.[0] ?? 0;
    seen.add(key.value);
  }
  return undefined;
}
