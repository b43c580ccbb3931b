import type { Text } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { forLast } from '../../values/for-last.ts';

const t = texts.reading.lookalike;

/** A letter that looks like one that YAML knows, in a place where YAML would need that one. */
export interface Lookalike {
  /** Counts from 1. */
  line: number;
  column: number;
  what: Text;
}

/** Spaces that are none to YAML: the full-width one of a Japanese keyboard, and those that web pages and editors leave. */
const oddSpace = '\\u3000\\u00A0\\u1680\\u2000-\\u200B\\u202F\\u205F\\uFEFF';
const key = '["\']?[A-Za-z][\\w./-]*["\']?';
/** Indentation and the signs of list items, with odd spaces among them. */
const lead = `[ \\t${oddSpace}-]*`;

/** What stands in the wrong place, by where it stands; the group is the letter itself. */
const slips: readonly [RegExp, (letter: string, before: string) => Text][] = [
  [new RegExp(`^([ \\t-]*)([${oddSpace}])`), (letter) => t.indentation(nameOf(letter))],
  [new RegExp(`^(${lead}${key}[ \\t]*)(：)`), (_, before) => t.colon(word(before))],
  [new RegExp(`^(${lead}${key})([${oddSpace}]+)[:：]`), (letter, before) => t.afterKey(nameOf(letter), word(before))],
  [new RegExp(`^(${lead}${key}:)([${oddSpace}])`), (letter, before) => t.afterColon(nameOf(letter), word(before))],
  [/^([ \t]*)([ー－–—―−‐•・])[ \t\u3000]*[A-Za-z"']/, (letter) => t.dash(letter)],
  [/^([ \t-]*)([＂“”‘’＇][A-Za-z])/, (letter) => t.quote(letter.charAt(0))],
  [new RegExp(`^(${lead}${key}:[ \\t]+)([＂“”‘’＇])`), (letter) => t.quote(letter)],
  [new RegExp(`^(${lead}${key}:[ \\t]+)([｛［])`), (letter) => t.bracket(letter)],
  [/^([ \t-]*)([Ａ-Ｚａ-ｚ])/, (letter) => t.letter(letter)],
  [/^([ \t]*)(＃)/, () => t.comment],
];

/** Lookalikes in these lines of a text, from 1; comments and block texts are left out, in which every letter may stand. */
export function lookalikes(text: string, from = 1, to = Infinity): Lookalike[] {
  return structuralLines(text)
    .filter(({ line }) => line >= from && line <= to)
    .flatMap(({ line, content }) => {
      for (const [pattern, say] of slips) {
        const found = pattern.exec(content);
        const [, before = '', letter = ''] = found ?? [];
        if (found !== null) return [{ line, column: before.length + 1, what: say(letter, before) }];
      }
      return [];
    });
}

/** The lookalike that is nearest to a line, at most two lines away; undefined when there is none. */
export function lookalikeNear(text: string, line: number, within = 2): Lookalike | undefined {
  return lookalikes(text, line - within, line + within).toSorted((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line))[0];
}

/** What a value has of full-width letters and odd spaces; undefined where it has none. */
export function oddLetterIn(value: string): Text | undefined {
  const [letter] = /[\u3000\u00A0\u2000-\u200B\u202F\u205F\uFEFF\uFF01-\uFF5E“”‘’]/.exec(value) ?? [];
  return letter === undefined ? undefined : t.inValue(nameOf(letter));
}

/** The lines that are YAML's own: outside of block texts such as those after `|`, and no comments. A file may have a hundred objects that something is wrong with. */
const structuralLines = forLast((text: string): readonly { line: number; content: string }[] => {
  let block: number | undefined;
  return text.split(/\r?\n/).flatMap((content, index) => {
    const indent = content.search(/[^ ]/);
    if (block !== undefined && (indent < 0 || indent > block)) return [];
    block = /[:-][ \t]+[|>][+-]?\d?[+-]?[ \t]*(#.*)?$/.test(content) ? indent : undefined;
    return content.trimStart().startsWith('#') ? [] : [{ line: index + 1, content }];
  });
});

/** The key at the end of what stands before the letter. */
function word(before: string): string {
  return /[A-Za-z][\w./-]*/.exec(before)?.[0] ?? '';
}

function nameOf(letter: string): Text {
  const [first = ''] = letter;
  if (first === '\u3000') return t.names.fullWidthSpace;
  if (first === '\u00A0') return t.names.noBreakSpace;
  if (first === '\u200B' || first === '\uFEFF') return t.names.invisible;
  return /\s/.test(first) ? t.names.otherSpace(`U+${(first.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`) : t.names.letter(first);
}
