import type { YAMLParseError } from 'yaml';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Position } from './position.ts';

const t = texts.reading.yaml;

/** A file that is not YAML. */
export class YamlProblem extends Error {
  override readonly name = 'YamlProblem';
  /** What is wrong. */
  readonly problem: Text;
  /** What to do about it, where that is known. */
  readonly hint: Text | undefined;
  readonly position: Position & { column: number };

  constructor({ problem, hint }: Wording, position: Position & { column: number }) {
    super(problem.en);
    this.problem = problem;
    this.hint = hint;
    this.position = position;
  }
}

/** What is said of a mistake. */
export interface Wording {
  problem: Text;
  hint?: Text;
}

/** A mistake in YAML in a learner's words: the parser speaks of its grammar, and in English. */
export function worded({ code, message }: Pick<YAMLParseError, 'code' | 'message'>, text: string, offset: number): Wording {
  const line = lineOf(text, offset);
  switch (code) {
    case 'TAB_AS_INDENT': return { problem: t.tab, hint: t.hints.tab };
    case 'DUPLICATE_KEY': return { problem: t.twice(keyOf(line)), hint: t.hints.twice };
    case 'BAD_ALIAS': return { problem: t.alias, hint: t.hints.quote };
    case 'ALIAS_PROPS':
    case 'BAD_PROP_ORDER':
    case 'MULTIPLE_ANCHORS':
    case 'MULTIPLE_TAGS':
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_COLLECTION_TYPE': return { problem: t.anchorOrTag, hint: t.hints.anchorOrTag };
    case 'BAD_DIRECTIVE': return { problem: t.directive, hint: t.hints.directive };
    case 'BAD_SCALAR_START': return { problem: t.start(text.charAt(offset)), hint: t.hints.quote };
    case 'BAD_DQ_ESCAPE': return { problem: t.escape(text.slice(offset, offset + 2)), hint: t.hints.escape };
    case 'MISSING_CHAR': return missing(message);
    case 'UNEXPECTED_TOKEN': return unexpected(message, line, text.charAt(offset));
    case 'BLOCK_AS_IMPLICIT_KEY': return message.startsWith('A block sequence') ? { problem: t.indentation, hint: t.hints.indentation } : { problem: t.nested, hint: t.hints.nested };
    case 'BLOCK_IN_FLOW': return { problem: t.blockInBrackets, hint: t.hints.comma };
    case 'MULTILINE_IMPLICIT_KEY': return longKey(message, line);
    case 'KEY_OVER_1024_CHARS': return { problem: t.tooLongKey, hint: t.hints.closingQuote };
    case 'BAD_INDENT': return { problem: message.startsWith('Flow') ? t.openBracket : message.startsWith('Block scalar') ? t.textIndentation : t.indentation, hint: t.hints.indentation };
    case 'RESOURCE_EXHAUSTION': return { problem: t.tooDeep };
    // The parser has no such input, or is not asked in a way that brings these about.
    case 'IMPOSSIBLE':
    case 'MULTIPLE_DOCS':
    case 'NON_STRING_KEY': return { problem: t.unreadable(code) };
  }
}

/** A sign that is not there. */
function missing(message: string): Wording {
  if (message.includes('quote')) return { problem: t.noClosingQuote, hint: t.hints.closingQuote };
  if (/^Flow \w+ must end/.test(message)) return { problem: t.openBracket, hint: t.hints.bracket };
  if (/^Missing , /.test(message)) return { problem: t.noComma, hint: t.hints.comma };
  if (message.startsWith('Missing space after :')) return { problem: t.noSpaceInBrackets, hint: t.hints.unspaced };
  if (message.startsWith('Comments')) return { problem: t.comment, hint: t.hints.comment };
  if (message.startsWith('Tags and anchors') || message.startsWith('Missing newline')) return { problem: t.anchorOrTag, hint: t.hints.anchorOrTag };
  if (message.includes('directives-end')) return { problem: t.marker, hint: t.hints.marker };
  if (message.startsWith('Block scalars')) return { problem: t.blankLines, hint: t.hints.blankLines };
  return message.includes('Sequence item') ? { problem: t.noDash, hint: t.hints.indentation } : { problem: t.noColon, hint: t.hints.indentation };
}

/** Something that may not stand where it does. */
function unexpected(message: string, line: string, letter: string): Wording {
  if (/block scalar header|Not a YAML token/i.test(message) && /[|>][-+\d]*/.test(line)) return { problem: t.behindBlock, hint: t.hints.behindBlock };
  if (letter === ',' || message.includes('empty item')) return { problem: t.comma, hint: t.hints.comma };
  if (message.includes('block-seq-ind on same line')) return { problem: t.dashBehindKey, hint: t.hints.dashBehindKey };
  if (letter === '}' || letter === ']') return { problem: t.closing(letter), hint: t.hints.bracket };
  if (message.includes('at node end')) return { problem: t.behind, hint: t.hints.behind };
  return { problem: letter.trim() === '' ? t.misplacedLine : t.misplaced(letter), hint: t.hints.behind };
}

/** A key that goes on in the next line: hardly what is meant. */
function longKey(message: string, line: string): Wording {
  if (message.includes('flow sequence')) return { problem: t.noComma, hint: t.hints.comma };
  const unspaced = /^\s*(?:- )?([A-Za-z][\w./-]*):\S/.exec(line)?.[1];
  return unspaced === undefined ? { problem: t.noColon, hint: t.hints.indentation } : { problem: t.unspaced(unspaced), hint: t.hints.unspaced };
}

function lineOf(text: string, offset: number): string {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const to = text.indexOf('\n', offset);
  return text.slice(from, to < 0 ? undefined : to);
}

function keyOf(line: string): string {
  return /^[\s-]*([^\s:]+)\s*:/.exec(line)?.[1] ?? line.trim().replace(/:.*$/, '');
}
