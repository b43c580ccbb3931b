import { seconds } from '../../text/duration.ts';
import type { Language } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import type { CorpusResult } from './corpus-case.ts';

const t = texts.mutants;

/** What a person reads of one case when its lesson has ended. */
export function caseLine(result: CorpusResult, place: string, language: Language): string {
  const { status, id, durationMs, by, message, namesField, reason } = result;
  const sign = { right: '✔', wrong: '✘', error: '?' }[status];
  const note = namesField === false && message !== '' ? ` (${t.notNamed[language]})` : '';
  const head = `  ${place.padStart(9)} ${sign} ${t.caseStatuses[status][language]}${note} ${id} ${seconds(durationMs)}`;
  return [head, ...(by === '' ? [] : [`"${by}": ${message}`]), ...(reason === undefined ? [] : [reason])].join('\n              ');
}

/** A case that did not come out as it must, in one line. */
export function wrongCase({ id, reason = '', by, message }: CorpusResult): string {
  return `${id}: ${reason}${by === '' ? '' : ` ("${by}": ${message})`}`;
}
