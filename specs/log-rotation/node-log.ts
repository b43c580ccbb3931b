import type { Blame, Given, Pod } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';

/** A log file of a container, and its lines as they stand in it. */
export interface LogFile {
  name: string;
  /** Of those that count up one by one only the first and the last have their whole text. */
  lines: readonly string[];
  /** Size, uncompressed. */
  bytes: number;
}

/** How often the files are looked at again because they were rotated while they were being opened, or do not fit yet, which takes a moment. */
const atMost = 5;

/** The files on the node of a pod that hold what one life of a container prints: `0.log` while it grows, others when it was rotated. */
export class NodeLog {
  /** Where the files of all lives of the container are. */
  readonly folder: string;
  /** Name of the file that grows. */
  readonly newest: string;
  readonly #given: Given;
  readonly #node: string;

  /** @param life number of restarts before it */
  constructor(given: Given, pod: Pod, container: string, life = 0) {
    this.#given = given;
    this.#node = pod.node;
    this.folder = `/var/log/pods/${pod.object.metadata?.namespace ?? ''}_${pod.name}_${pod.uid}/${container}`;
    this.newest = `${life}.log`;
  }

  /** Names of its files, the oldest first, the one that grows last. */
  async names(): Promise<string[]> {
    return filesOf(this.newest, await this.#given.node(this.#node).file(this.folder).names());
  }

  /** The same, as soon as they fit. Milliseconds. */
  async when(state: Text, within: number, blame: Blame, fits: (names: string[]) => boolean): Promise<string[]> {
    const names = await this.#given.node(this.#node).file(this.folder).namesWhen({ state, within, blame, fits: (all) => fits(filesOf(this.newest, all)) });
    return filesOf(this.newest, names);
  }

  /** Resolves when the node has no log file of the container any more, of any of its lives. Milliseconds. */
  async removed(state: Text, within: number, blame: Blame): Promise<void> {
    await this.#given.node(this.#node).file(this.folder).namesWhen({ state, within, blame, fits: (names) => names.length === 0 });
  }

  /** The lines of the file that grows; one that is still being written is left out. Undefined when there is none. */
  async lines(): Promise<string[] | undefined> {
    const { stdout, exitCode } = await this.#given.node(this.#node).run(['cat', `${this.folder}/${this.newest}`]);
    return exitCode === 0 ? stdout.split('\n').slice(0, -1) : undefined;
  }

  /**
   * All files at one moment, the oldest first, compressed ones unpacked; undefined where there was none, as they were rotated again and again.
   *
   * @param word that stands in front of the numbers of lines that count up
   * @param fits which moments will do: between one that is removed and the next one no file may be compressed
   */
  async all(word: string, fits: (files: LogFile[]) => boolean = () => true): Promise<LogFile[] | undefined> {
    for (let time = 0; time < atMost; time += 1) {
      const { stdout } = await this.#given.node(this.#node).run(['sh', '-c', printAll, 'sh', this.folder, this.newest, word, condense], { deadlineMs: 30_000 });
      const files = filesIn(stdout, word);
      if (files !== undefined && fits(files)) return files;
    }
    return undefined;
  }
}

/**
 * Opens the files, which then may be renamed and removed, and prints one after the other, each behind its name: no line of a log file begins with `#`,
 * `~` or `=`. Their names stand at both ends.
 */
const printAll = `cd "$1" && names() { ls | grep -v '[.]tmp$' | grep "^$2[.]"; ls "$2"; } && all=$(names "$@") || exit 1
fd=3; for each in $all; do eval "exec $fd< \"\$each\"" || exit 1; fd=$((fd + 1)); done
echo "##" $all; after=$(names "$@")
fd=3; for each in $all; do
  echo "#$each"
  { case $each in *.gz) zcat ;; *) cat ;; esac; echo; } <&$fd | LC_ALL=C awk -v "word=$3" "$4"
  fd=$((fd + 1))
done
echo "##" $after`;

/**
 * A program whose log fills megabytes a second may be judged too: of lines that count up one by one only the first and the last are
 * printed, with `~` between them, and behind them the size. What stands last is left out: it is empty, or still being written.
 */
const condense = `function take(line, n) {
  bytes += length(line) + 1
  split(line, part, " ")
  n = part[2] ~ /^std(out|err)$/ && part[3] ~ /^F/ && part[4] == word && part[5] ~ /^[0-9]+([^0-9A-Za-z_].*)?$/ ? part[5] + 0 : -2
  if (n >= 0 && n == before + 1) { skipped++; held = line } else { release(); print line }
  before = n
}
function release() { if (skipped > 1) print "~"; if (skipped > 0) print held; skipped = 0 }
BEGIN { before = -2 }
NR > 1 { take(last) }
{ last = $0 }
END { release(); print "=" bytes + 0 }`;

/** What {@link printAll} has printed; undefined when the files were rotated while they were being opened. */
export function filesIn(printed: string, word: string): LogFile[] | undefined {
  const [, first = '', body = '', last = ''] = /^## (.*)\n([^]*)\n?## (.*)\n$/.exec(printed) ?? [];
  if (first === '' || first !== last) return undefined;
  return body.split(/^#/m).slice(1).map((each) => {
    const [name = '', ...lines] = each.split('\n');
    const size = lines.findIndex((line) => line.startsWith('='));
    return { name, lines: whole(lines.slice(0, size), word), bytes: Number(lines[size]?.slice(1)) };
  });
}

/** The lines with those that were left out, as far as they are known: time and stream of the one before them, and their number. */
function whole(lines: readonly string[], word: string): string[] {
  const number = (line = ''): number => Number(new RegExp(` ${word} (\\d+)`).exec(line)?.[1]);
  return lines.flatMap((line, at) => {
    if (line !== '~') return [line];
    const [before = '', after] = [lines[at - 1], lines[at + 1]];
    const [start] = before.split(` ${word} `);
    return Array.from({ length: number(after) - number(before) - 1 }, (_, n) => `${start ?? ''} ${word} ${number(before) + 1 + n}`);
  });
}

/** The names that belong to one life, the oldest first: the kubelet puts the time behind the name. What it is just writing does not count. */
export function filesOf(newest: string, names: readonly string[]): string[] {
  const rotated = names.filter((name) => name.startsWith(`${newest}.`) && !name.endsWith('.tmp')).sort();
  return [...rotated, ...names.filter((name) => name === newest)];
}

export function isCompressed(name: string): boolean {
  return name.endsWith('.gz');
}

/** The moment at which a file was rotated, which stays in its name when it is compressed; empty for the one that grows. */
export function rotation(name: string): string {
  return /\.log\.([^.]+)/.exec(name)?.[1] ?? '';
}
