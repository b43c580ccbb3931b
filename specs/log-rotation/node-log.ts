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

  /** The lines of a file, also of a compressed one; one that is still being written is left out. Undefined when it is gone. */
  async lines(name: string): Promise<string[] | undefined> {
    const { stdout, exitCode } = await this.#given.node(this.#node).run([isCompressed(name) ? 'zcat' : 'cat', `${this.folder}/${name}`]);
    return exitCode === 0 ? stdout.split('\n').slice(0, -1) : undefined;
  }

  /** All files at one moment, the oldest first; undefined where there was none, as they were rotated again and again. */
  async all(): Promise<LogFile[] | undefined> {
    for (let time = 0; time < atMost; time += 1) {
      const names = await this.names();
      const files = await Promise.all(names.map(async (name) => ({ name, lines: await this.lines(name) })));
      if (names.join() === (await this.names()).join()) return files.flatMap(({ name, lines }) => (lines === undefined ? [] : [{ name, lines }]));
    }
    return undefined;
  }
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
