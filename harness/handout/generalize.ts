import { lineMatches } from './patterns.ts';

/** What of an output depends on where it was printed. */
export interface Surroundings {
  namespace: string;
  nodes: readonly string[];
}

/** Letters and digits of which Kubernetes makes the ends of names: no vowels, so that no word comes of it. */
const safe = '[bcdfghjklmnpqrstvwxz2456789]';

/**
 * What a command has printed, as a page shows it: what will be different the next time becomes a pattern. Lines that the page had before and that
 * still hold stay as they were written.
 */
export function generalize(printed: readonly string[], before: readonly string[], where: Surroundings): string[] {
  const lines = printed.map((line) => general(line, where));
  let from = 0;
  return aligned(lines).map((line, index) => {
    const at = before.findIndex((old, place) => place >= from && old.trim() !== '...' && lineMatches(old, printed[index] ?? ''));
    if (at < 0) return line;
    from = at + 1;
    return before[at] ?? line;
  });
}

function general(line: string, { namespace, nodes }: Surroundings): string {
  let text = line.trimEnd()
    .replaceAll(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<TOKEN>')
    .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uid>')
    .replaceAll(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/\b[A-Z][a-z]{2},? (?:[A-Z][a-z]{2} [ \d]\d|\d\d [A-Z][a-z]{2} \d{4}) \d\d:\d\d:\d\d(?: (?:UTC|[+-]\d{4}))?(?: \d{4})?/g, '<time>')
    .replaceAll(/\b(?!127\.|0\.0\.|255\.)\d{1,3}(?:\.\d{1,3}){3}\b/g, '<ip>')
    .replaceAll(new RegExp(`-${safe}{8,10}-${safe}{5}\\b`, 'g'), '-<hash>-<hash>')
    .replaceAll(new RegExp(`-(?=${safe}*\\d)${safe}{8,10}\\b`, 'g'), '-<hash>')
    .replaceAll(new RegExp(`-(?!https\\b)${safe}{5}\\b`, 'g'), '-<hash>')
    .replaceAll(/\((?:\d+[smhd]){1,2} ago\)/g, '(<age> ago)')
    // Nothing is whole minutes old on a page that has just been run: `50m` is a twentieth of a CPU.
    .replaceAll(/(?<=\s{2,})(?!\d+m(?:\s|$))(?:\d+[smhd]){1,2}(?=\s|$)/g, '<age>');
  for (const node of nodes) text = text.replaceAll(new RegExp(`(?<![\\w-])${node}(?![\\w-])`, 'g'), '<node>');
  return text.replaceAll(new RegExp(`(?<![A-Za-z0-9-])${namespace}(?![\\w-])`, 'g'), '<namespace>');
}

/** Puts the columns of tables under their headings again. */
function aligned(lines: readonly string[]): string[] {
  const result = [...lines];
  for (let from = 0; from < lines.length;) {
    if (!isHeading(lines[from] ?? '')) {
      from++;
      continue;
    }
    const until = lines.findIndex((line, index) => index > from && (line === '' || cells(line).length !== cells(lines[from] ?? '').length));
    const table = lines.slice(from, until < 0 ? undefined : until).map(cells);
    const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
    for (const [index, row] of table.entries()) result[from + index] = row.map((cell, column) => cell.padEnd((widths[column] ?? 0) + 3)).join('').trimEnd();
    from += table.length;
  }
  return result;
}

function isHeading(line: string): boolean {
  return cells(line).length > 1 && /^[A-Z][A-Z0-9() :./-]+$/.test(line);
}

function cells(line: string): string[] {
  return line.split(/\s{2,}/);
}
