import { Composer, Lexer, LineCounter, Parser } from 'yaml';
import type { CST, Document, Tags, YAMLError } from 'yaml';
import { forLast } from './for-last.ts';

// With these the reader prints every piece of a text as it reads it, values of Secrets among them.
delete process.env['LOG_STREAM'];
delete process.env['LOG_TOKENS'];

/** Documents of a text that are looked at, the empty ones among them: ten times as many as objects are applied of a folder. More would keep the reader busy for a minute. */
export const mostDocuments = 5_000;

/** Signs, keys, values and spaces of a text that are looked at. The densest text of objects, JSON on one line, has 720,000 in 2 MB; of brackets or commas alone as many are nothing but a gigabyte of memory. */
export const mostSigns = 800_000;

/** What a text of YAML holds; after a mistake nothing more of it is looked at. */
export interface YamlDocuments {
  /** The documents up to the mistake, the one with the mistake among them where it could be made. */
  documents: readonly Document.Parsed[];
  /** The mistake that the reader came upon first. */
  error: YAMLError | undefined;
  /** What of it is too much to be read, and where that begins. */
  tooMany: { what: 'documents' | 'signs'; at: number } | undefined;
  lines: LineCounter;
}

/** Letters of a text from which on it takes noticeably long to read. */
const large = 20_000;

/** Who looks for secrets in a text reads it just before those who want its objects. */
const readLarge = forLast(read);

/**
 * Reads the documents of a YAML or JSON text as kubectl does: YAML 1.1, so that `yes` is a boolean and `0644` is octal, but without
 * dates and base-60 numbers, which kubectl's reader does not know either.
 *
 * A text of a megabyte may have a million mistakes, of which one is told: to make a list of them would take half a minute, and
 * gigabytes. What is returned is not to be changed: others are given the same.
 */
export function yamlDocuments(text: string): YamlDocuments {
  return text.length < large ? read(text) : readLarge(text);
}

function read(text: string): YamlDocuments {
  const lines = new LineCounter();
  const composer = new Composer({ version: '1.1', customTags: asKubectl, logLevel: 'error', uniqueKeys: false });
  const documents: Document.Parsed[] = [];
  const found = { documents, error: undefined, tooMany: undefined, lines };
  const tokens = new Tokens(text, lines);
  // Within one document the reader notes every mistake; what takes long about each is the list of calls that led to it.
  const depth = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    for (const document of composer.compose(tokens.untilMisplaced())) {
      if (documents.length === mostDocuments) return { ...found, tooMany: { what: 'documents', at: document.range[0] } };
      documents.push(document);
      const [error] = document.errors;
      if (error !== undefined) return { ...found, error };
    }
  } finally {
    Error.stackTraceLimit = depth;
  }
  if (tokens.tooManyAt !== undefined) return { ...found, tooMany: { what: 'signs', at: tokens.tooManyAt } };
  // What is misplaced before the first document is over belongs to none.
  const { errors } = composer.streamInfo();
  return { ...found, error: tokens.isMisplaced ? errors[0] : undefined };
}

/** The parts of a text, as the reader takes them. */
class Tokens {
  /** Where it was given up, when it has too many signs. */
  tooManyAt: number | undefined;
  /** Whether one may not stand where it does. */
  isMisplaced = false;
  readonly #text: string;
  readonly #lines: LineCounter;

  constructor(text: string, lines: LineCounter) {
    this.#text = text;
    this.#lines = lines;
  }

  /** Those up to the first that may not stand where it does. */
  *untilMisplaced(): Generator<CST.Token> {
    for (const token of this.#all()) {
      yield token;
      this.isMisplaced = token.type === 'error';
      if (this.isMisplaced) return;
    }
  }

  *#all(): Generator<CST.Token> {
    const parser = new Parser(this.#lines.addNewLine);
    this.#lines.addNewLine(0);
    let [signs, at] = [0, 0];
    for (const sign of new Lexer().lex(this.#text)) {
      signs += 1;
      at += sign.length;
      if (signs > mostSigns) {
        this.tooManyAt = Math.min(at, this.#text.length);
        return;
      }
      yield* parser.next(sign);
    }
    yield* parser.end();
  }
}

function asKubectl(tags: Tags): Tags {
  return tags.filter((tag) => typeof tag === 'string' || !(tag.tag.endsWith(':timestamp') || ('format' in tag && tag.format === 'TIME')));
}
