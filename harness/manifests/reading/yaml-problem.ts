import type { YAMLParseError } from 'yaml';
import { verbatim, type Text } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import type { Position } from '../position.ts';

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
    case 'BAD_SCALAR_START': return { problem: t.start(text.charAt(offset)), hint: t.hints.quote };
    case 'BAD_DQ_ESCAPE': return { problem: t.escape(text.slice(offset, offset + 2)), hint: t.hints.escape };
    case 'MISSING_CHAR':
      if (message.includes('quote')) return { problem: t.noClosingQuote, hint: t.hints.closingQuote };
      return message.includes('Sequence item') ? { problem: t.noDash, hint: t.hints.indentation } : { problem: t.noSign, hint: t.hints.indentation };
    case 'BLOCK_AS_IMPLICIT_KEY': return { problem: t.nested, hint: t.hints.nested };
    case 'MULTILINE_IMPLICIT_KEY': {
      const unspaced = /^\s*(?:- )?([A-Za-z][\w./-]*):\S/.exec(line)?.[1];
      return unspaced === undefined ? { problem: t.noColon, hint: t.hints.indentation } : { problem: t.unspaced(unspaced), hint: t.hints.unspaced };
    }
    case 'BAD_INDENT': return { problem: message.startsWith('Flow') ? t.openBracket : t.indentation, hint: t.hints.indentation };
    default: return { problem: t.other(verbatim(message)) };
  }
}

function lineOf(text: string, offset: number): string {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const to = text.indexOf('\n', offset);
  return text.slice(from, to < 0 ? undefined : to);
}

function keyOf(line: string): string {
  return /^[\s-]*([^\s:]+)\s*:/.exec(line)?.[1] ?? line.trim();
}
