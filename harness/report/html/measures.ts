import type { Language } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { escape } from './escape.ts';

/** The units that names of measures end with. */
const units: readonly [RegExp, string][] = [[/Ms\b/, ' ms'], [/Percent\b/, ' %'], [/Bytes\b/, ' B'], [/Seconds\b/, ' s']];

/** The numbers of a test, which only some readers want: by their names in the code, with their units. */
export function measuresList(measures: Readonly<Record<string, number>>, language: Language): string {
  const rows = Object.entries(measures).map(([name, value]) => `<tr><th scope="row"><code>${escape(name)}</code></th><td>${escape(withUnit(name, value))}</td></tr>`);
  if (rows.length === 0) return '';
  return `<details class="measures"><summary>${texts.report.measures(rows.length)[language]}</summary><table>${rows.join('')}</table></details>`;
}

/** `312 ms` of `writeToStreamMs`: the unit is in the name. */
export function withUnit(name: string, value: number): string {
  return `${value}${units.find(([end]) => end.test(name))?.[1] ?? ''}`;
}
