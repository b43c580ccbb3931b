import { isMap } from '../values/field-path.ts';
import { oneLine } from '../text/show.ts';
import { Beginnings } from './beginnings.ts';
import { findSecrets } from './find-secrets.ts';
import { hideForms } from './secret-forms.ts';
import { hidden } from './secret-names.ts';

/** Characters of a value that are looked for; a word of small letters or a number of digits could be anything up to more. In quotes fewer will do. */
const shortest = { any: 4, plain: 6, quoted: 3 };
/** Characters from which on a value is found within other words too. */
const unmistakable = 8;
/** Characters of the beginning of such a value that tell it where it was cut off, and those that tell it wherever they stand. */
const leastOfBeginning = 6;
const enoughOfBeginning = 64;
/** Values in one pattern: one of many thousands would be too large to be compiled. */
const inOnePattern = 200;
/** Fields of results that name files and other things: they are no texts. */
const namesOnly = new Set(['evidence', 'file', 'wide', 'narrow', 'startedAt', 'code']);

/**
 * The values that are secret, as a process has read them, and the one place where texts lose them: whatever is said, by
 * the harness, a parser, the API server or a program, goes through it on its way to a terminal or a file.
 *
 * A value that is a name at the same time (of an object, a key), or that the lesson's own manifests have too, is no
 * secret: messages must be able to say it.
 */
export class KnownSecrets {
  readonly #values = new Set<string>();
  readonly #open = new Set<string>();
  readonly #learned = new Set<string>();
  #compiled: Compiled | undefined;

  /** Takes in what a text of manifests, or a kubeconfig, holds that is secret. To look through a large one takes seconds: each is looked through once. */
  learn(text: string): void {
    if (this.#learned.has(text)) return;
    this.#learned.add(text);
    const { secrets, names } = findSecrets(text);
    for (const name of names) this.#open.add(name);
    for (const { texts } of secrets) for (const each of texts) for (const form of formsOf(each)) this.#values.add(form);
    this.#compiled = undefined;
  }

  /** Texts that it has learned from. */
  get learned(): number {
    return this.#learned.size;
  }

  /** Takes the words of a text that everybody may read as no secrets. */
  open(text: string): void {
    for (const word of text.split(/[\s"'`,:;=(){}[\]]+/)) this.#open.add(word);
    this.#compiled = undefined;
  }

  /** The text without these values, and without what says by its form that it is secret. */
  hide(text: string): string {
    const compiled = (this.#compiled ??= this.#compile());
    const long = compiled.long.in(text);
    // The longest first: one that holds another is hidden as a whole.
    const withoutLong = long.reduce((rest, value) => rest.replaceAll(value, () => hidden), text);
    const whole = (compiled.patterns ?? patternsOf(compiled.short.in(withoutLong))).reduce((rest, pattern) => rest.replaceAll(pattern, (found: string) => `${found.startsWith('-p') ? '-p' : ''}${hidden}`), withoutLong);
    return hideForms(long.reduce((rest, value) => withoutBeginning(rest, value, (part) => this.#isOpen(part)), whole));
  }

  #compile(): Compiled {
    const values = [...this.#values].filter((value) => value.length >= shortest.quoted && !isWord(value) && !this.#isOpen(value)).toSorted((a, b) => b.length - a.length);
    const short = values.filter((value) => value.length < unmistakable);
    return {
      long: new Beginnings(values.filter((value) => value.length >= unmistakable), leastOfBeginning),
      short: new Beginnings(short, shortest.quoted),
      patterns: short.length <= inOnePattern ? patternsOf(short) : undefined,
    };
  }

  /** Whether all of its words may be said. */
  #isOpen(value: string): boolean {
    return this.#open.has(value) || value.split(/[\s:]+/).every((word) => word === '' || this.#open.has(word));
  }
}

/** How values are looked for: long ones as they are, the longest first; short ones by what stands around them. */
interface Compiled {
  long: Beginnings;
  short: Beginnings;
  /** For all of the short ones, where they are few. */
  patterns: readonly RegExp[] | undefined;
}

function patternsOf(short: readonly string[]): RegExp[] {
  return Array.from({ length: Math.ceil(short.length / inOnePattern) }, (_, n) => new RegExp(short.slice(n * inOnePattern, (n + 1) * inOnePattern).map(finder).join('|'), 'g'));
}

/** Hides a value that was cut off: what is left of it before the sign for that, or at the end; and so much of it that it can be nothing else. */
function withoutBeginning(text: string, value: string, isOpen: (part: string) => boolean): string {
  const start = value.slice(0, leastOfBeginning);
  let shown = '';
  let from = 0;
  let end = 0;
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, Math.max(at + 1, from, end - start.length))) {
    end = at + start.length;
    while (end < text.length && end - at < value.length && text[end] === value[end - at]) end += 1;
    const isCutOff = end - at >= enoughOfBeginning || /^(?:…|\.\.\.|$)/.test(text.slice(end, end + 3));
    if (!isCutOff || isOpen(text.slice(at, end))) continue;
    shown += text.slice(from, at) + hidden;
    from = end;
  }
  return shown + text.slice(from);
}

/** Words that any text may have. */
function isWord(value: string): boolean {
  return /^(?:true|false|null|none|yes|undefined|Opaque)$/i.test(value);
}

/** How a short value is found again: the shorter it is, the more must stand around it. */
function finder(value: string): string {
  const text = RegExp.escape(value);
  if (value.length >= (/^(?:[a-z]+|[\d.]+)$/.test(value) ? shortest.plain : shortest.any)) return `(?:(?<![\\w-])|(?<![\\w-])-p)${text}(?![\\w-])`;
  return `(?<=["'\`])${text}(?=["'\`])`;
}

/** How a value may stand in a message: as it is written, in quotes, on one line, each line by itself, in base64, in JSON, in a URL. */
function formsOf(written: string): string[] {
  const text = written.trim();
  const [bare = text] = [/^(["'`])([^]*)\1$/.exec(text)?.[2] ?? /^["'`]?([^]*)$/.exec(text)?.[1]];
  const named = /^[*&!@%|>]*(\S*)$/.exec(bare)?.[1] ?? bare;
  const lines = bare.includes('\n') ? bare.split('\n').map((line) => line.trim()).filter((line) => !/^-{3,}[A-Z ]+-{3,}$/.test(line)) : [];
  const decoded = /^[A-Za-z0-9+/_-]{6,}={0,2}$/.test(named) ? Buffer.from(named, 'base64').toString() : '';
  const isText = decoded !== '' && !/[^\t\n\r\x20-\x7E\u3000-\u9FFF\uFF00-\uFFEF]/.test(decoded);
  return [text, bare, named, ...lines, ...(isText ? [decoded.trim(), ...decoded.trim().split('\n').filter((line) => line.length >= unmistakable)] : [])].flatMap((value) => [value, ...encodings(value)]);
}

function encodings(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  return [
    oneLine(value), json, json.replaceAll(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`), encodeURIComponent(value.toWellFormed()),
    value.replaceAll('\n', '\\n'), oneLine(value).replaceAll('`', "'"), ...[value, `${value}\n`].map((each) => Buffer.from(each).toString('base64')),
  ];
}

const known = new KnownSecrets();

/** How many texts this process has learned from: what is hidden changes with it. */
export function learnedSecrets(): number {
  return known.learned;
}

/** Takes in what a text that is read holds that is secret. */
export function learnSecrets(text: string): void {
  known.learn(text);
}

/** Takes the words of the lesson's own manifests as no secrets: they are in the repository. */
export function takeAsPublic(text: string): void {
  known.open(text);
}

/** A text for people without what this process knows to be secret. */
export function hideSecrets(text: string): string {
  return known.hide(text);
}

/** The same of all texts in what is written as data; what names a file stays. */
export function hideSecretsIn<T>(value: T): T {
  if (typeof value === 'string') return known.hide(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => hideSecretsIn(each)) as T;
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, namesOnly.has(key) ? each : hideSecretsIn(each)])) as T;
}
