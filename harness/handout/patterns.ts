/** What the patterns of a handout stand for. */
const patterns: Readonly<Record<string, string>> = {
  /** `5s`, `2m10s`, `3d4h`, as kubectl writes how old something is. */
  age: String.raw`(?:\d+[smhdy]){1,2}|<unknown>|<invalid>`,
  /** What Kubernetes puts behind a name to make it unique. */
  hash: '[a-z0-9]{4,10}',
  uid: '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  ip: String.raw`\d{1,3}(?:\.\d{1,3}){3}`,
  port: String.raw`\d{1,5}`,
  n: String.raw`\d+`,
  /** As RFC 3339, the command `date` and `kubectl describe` write it. */
  time: String.raw`\d{4}-\d\d-\d\dT[\d:.]+Z|[A-Z][a-z]{2},? [A-Z\d][\w ]+ \d\d:\d\d:\d\d(?: [A-Z+][\w]*)?(?: \d{4})?`,
  node: '[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?',
  namespace: '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?',
  /** Whatever is there, but something. */
  any: '.+',
};

/** A line of a page that stands for any number of lines, or for none. */
const ellipsis = '...';

const cache = new Map<string, RegExp>();

/** Whether a line of output is what the page shows; how many spaces stand between two columns does not matter. */
export function lineMatches(shown: string, actual: string): boolean {
  return patternOf(shown).test(normal(actual));
}

/** What a line of output has where the page shows a word in capitals (`<TOKEN>`), by that word; nothing where the line is another. */
export function keptIn(shown: string, actual: string): Readonly<Record<string, string>> {
  return patternOf(shown).exec(normal(actual))?.groups ?? {};
}

function patternOf(shown: string): RegExp {
  let pattern = cache.get(shown);
  if (pattern === undefined) {
    const source = normal(shown).split(/<(\w+)>/).map((part, index) => (index % 2 === 0 ? escaped(part) : sourceOf(part))).join('');
    pattern = new RegExp(`^${source}$`);
    cache.set(shown, pattern);
  }
  return pattern;
}

/** Whether `<name>` stands for one word that later commands repeat. */
function isKept(name: string): boolean {
  return /^[A-Z]{3,}$/.test(name);
}

function sourceOf(name: string): string {
  if (isKept(name)) return String.raw`(?<${name}>\S+)`;
  const source = Object.hasOwn(patterns, name) ? patterns[name] : undefined;
  // Angle brackets stand in kubectl's own output too: `<none>`, `<unset>`.
  return source === undefined ? `<${name}>` : `(?:${source})`;
}

/** Columns are as wide as the longest value in them, which may vary; what a line begins with may be an indentation. */
function normal(line: string): string {
  const text = line.trimEnd();
  const indent = /^\s*/.exec(text)?.[0] ?? '';
  return indent + text.slice(indent.length).replaceAll(/\s{2,}/g, '  ').replaceAll('\t', '  ');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** One line of a comparison: in both, only shown on the page, or only printed. */
export interface Compared {
  mark: ' ' | '-' | '+';
  line: string;
}

/** What a line counts that the page shows; one that it leaves out counts 1, so that no ellipsis takes a line that stands on the page. */
const inFull = 10_000;

/** Compares what a page shows with what was printed; all lines are marked ` ` where it holds. */
export function compare(shown: readonly string[], actual: readonly string[]): Compared[] {
  // The longest common part, from the end: `best[i][j]` is that of the lines from i and j on.
  const best = Array.from({ length: shown.length + 1 }, () => new Array<number>(actual.length + 1).fill(0));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const same = (i: number, j: number): boolean => lineMatches(shown[i] ?? '', actual[j] ?? '');
  const isEllipsis = (i: number): boolean => shown[i]?.trim() === ellipsis;
  for (let i = shown.length - 1; i >= 0; i--) {
    const row = best[i] ?? [];
    for (let j = actual.length; j >= 0; j--) {
      if (isEllipsis(i)) row[j] = Math.max(at(i + 1, j), j < actual.length ? at(i, j + 1) + 1 : 0);
      else row[j] = Math.max(at(i + 1, j), j < actual.length ? at(i, j + 1) : 0, j < actual.length && same(i, j) ? at(i + 1, j + 1) + inFull : 0);
    }
  }
  const lines: Compared[] = [];
  let [i, j] = [0, 0];
  while (i < shown.length || j < actual.length) {
    if (i < shown.length && isEllipsis(i)) {
      if (j < actual.length && at(i, j) === at(i, j + 1) + 1) lines.push({ mark: ' ', line: actual[j++] ?? '' });
      else i++;
    } else if (i < shown.length && j < actual.length && same(i, j) && at(i, j) === at(i + 1, j + 1) + inFull) {
      lines.push({ mark: ' ', line: shown[i++] ?? '' });
      j++;
    } else if (i < shown.length && (j >= actual.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ mark: '-', line: shown[i++] ?? '' });
    } else {
      lines.push({ mark: '+', line: actual[j++] ?? '' });
    }
  }
  return lines;
}

/** Whether what was printed is what the page shows. */
export function holds(compared: readonly Compared[]): boolean {
  return compared.every(({ mark }) => mark === ' ');
}
