import type { Blame, Given, Pod } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';

/** A log file of a container, and its lines as they stand in it. */
export interface LogFile {
  name: string;
  lines: readonly string[];
}

/** How often the files are read again because they were rotated meanwhile: reading takes a fraction of the time between two rotations. */
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

  /** All files at one moment, the oldest first, compressed ones unpacked; undefined where there was none, as they were rotated again and again. */
  async all(): Promise<LogFile[] | undefined> {
    for (let time = 0; time < atMost; time += 1) {
      const { stdout } = await this.#given.node(this.#node).run(['sh', '-c', printAll, 'sh', this.folder, this.newest], { deadlineMs: 30_000 });
      const files = filesIn(stdout);
      if (files !== undefined) return files;
    }
    return undefined;
  }
}

/** Prints the files one after the other, each behind its name: no line of a log file begins with `#`. Their names stand at both ends. */
const printAll = `cd "$1" && names() { ls | grep -v '[.]tmp$' | grep "^$2[.]"; ls "$2"; } && all=$(names "$@") && echo "##" $all && for each in $all; do
  echo "#$each"
  case $each in *.gz) zcat "$each" ;; *) cat "$each"; echo ;; esac
done
echo "##" $(names "$@")`;

/** What {@link printAll} has printed; undefined when the files were rotated meanwhile. */
export function filesIn(printed: string): LogFile[] | undefined {
  const [, first = '', body = '', last = ''] = /^## (.*)\n([^]*)\n?## (.*)\n$/.exec(printed) ?? [];
  if (first === '' || first !== last) return undefined;
  return body.split(/^#/m).slice(1).map((each) => {
    const [name = '', ...lines] = each.split('\n');
    const whole = name.endsWith('.gz') ? lines.slice(0, -1) : lines.slice(0, -2);
    return { name, lines: whole };
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
