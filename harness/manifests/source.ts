import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { Document, Node, Pair, Tags } from 'yaml';

import type { Step } from './field-path.ts';

export interface Position {
  /** Relative to the manifests folder. */
  file: string;
  /** Counts from 1. */
  line: number;
}

/** A place in a parsed file from which field paths are looked up. */
export class Source {
  readonly #file: string;
  readonly #document: Document;
  readonly #root: Node;
  readonly #lines: LineCounter;

  constructor(file: string, document: Document, root: Node, lines: LineCounter) {
    this.#file = file;
    this.#document = document;
    this.#root = root;
    this.#lines = lines;
  }

  /** The object as plain JSON values. */
  value(): unknown {
    return this.#root.toJS(this.#document);
  }

  /** Where a path is written; the nearest existing field above it when it is not. */
  at(steps: readonly Step[]): Position {
    let offset = this.#root.range?.[0] ?? 0;
    let here: Node | null | undefined = this.#root;
    for (const step of steps) {
      const found = lookUp(isAlias(here) ? here.resolve(this.#document) : here, step);
      if (found === undefined) break;
      offset = found.offset;
      here = found.node;
    }
    return { file: this.#file, line: this.#lines.linePos(offset).line };
  }

  /** The members of a `List` object, each with its own place; undefined when the object is none. */
  members(): Source[] | undefined {
    if (!isMap(this.#root) || !String(this.#root.get('kind')).endsWith('List')) return undefined;
    const items = this.#root.get('items', true);
    if (!isSeq(items)) return [];
    return (items.items as Node[]).map((item) => new Source(this.#file, this.#document, item, this.#lines));
  }
}

function lookUp(here: Node | undefined | null, step: Step): { offset: number; node: Node | null } | undefined {
  if (isMap(here)) {
    const key = 'key' in step ? step.key : 'match' in step ? step.match['name'] : undefined;
    const pair = here.items.find((item) => isScalar(item.key) && String(item.key.value) === key) as Pair<Node, Node | null> | undefined;
    return pair === undefined ? undefined : { offset: pair.key.range?.[0] ?? 0, node: pair.value };
  }
  if (!isSeq(here)) return undefined;
  const items = here.items as Node[];
  const item = 'index' in step ? items[step.index] : 'match' in step ? items.find((each) => fits(each, step.match)) : undefined;
  return item === undefined ? undefined : { offset: item.range?.[0] ?? 0, node: item };
}

function fits(item: Node, values: Record<string, string>): boolean {
  return isMap(item) && Object.entries(values).every(([key, value]) => String(item.get(key)) === value);
}

/** A file that is not YAML. */
export class YamlProblem extends Error {
  override readonly name = 'YamlProblem';
  readonly position: Position & { column: number };

  constructor(message: string, position: Position & { column: number }) {
    super(message);
    this.position = position;
  }
}

/**
 * Reads a YAML or JSON text as kubectl does: YAML 1.1, so that `yes` is a boolean and `0644` is octal, but without
 * dates and base-60 numbers, which kubectl's reader does not know either. Empty documents are left out.
 *
 * @throws YamlProblem with the place of the first error
 */
export function parseSources(text: string, file: string): Source[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { version: '1.1', customTags: asKubectl, lineCounter: lines, prettyErrors: false });
  if (!Array.isArray(documents)) return [];
  const refuse = (message: string, offset: number): never => {
    const { line, col } = lines.linePos(offset);
    throw new YamlProblem(message, { file, line, column: col });
  };
  for (const document of documents) {
    const [error] = document.errors;
    if (error !== undefined) refuse(error.message, error.pos[0]);
    // A text that begins with `*`, such as a host `*.k8s`, is an alias to the reader unless it stands in quotation marks.
    visit(document, {
      Alias: (_, alias) => {
        if (alias.resolve(document) === undefined) refuse(`*${alias.source} stands for nothing: no &${alias.source} comes before it; a text that begins with * needs quotation marks`, alias.range?.[0] ?? 0);
      },
    });
  }
  return documents.flatMap((document) => {
    const root = document.contents as Node | null;
    if (root === null || (isScalar(root) && root.value === null)) return [];
    return [new Source(file, document, root, lines)];
  });
}

function asKubectl(tags: Tags): Tags {
  return tags.filter((tag) => typeof tag === 'string' || !(tag.tag.endsWith(':timestamp') || ('format' in tag && tag.format === 'TIME')));
}
