import { isAbsolute } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

import type { Blame } from '../expect/blame.ts';
import { verbatim, type Text } from '../text/language.ts';
import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { ExecError } from './exec.ts';
import type { ExecResult } from './exec.ts';
import { ProgramEnded } from './program-ended.ts';

const t = texts.verbs.file;

/** What a file needs of the container, or of the node, that it lies in. */
export interface FileSurroundings {
  /** Runs a command there. Throws a LessonFailure, whose cause is the ExecError, when it cannot be run. */
  run(command: string[], purpose: Text): Promise<ExecResult>;
  /** Makes the failure that says what was seen instead; of the container, unless it is told what else is to blame. */
  failure(expected: Text, observed: Text, more?: { blame?: Blame; elapsedMs: number; late: true }): LessonFailure;
  /** Aborted when the test is over. */
  signal?: AbortSignal;
}

/** A content that is waited for: the text of a file, or the names in a directory. */
export interface FileWait<Content = string> {
  /** In words. */
  state: Text;
  fits: (content: Content) => boolean;
  /** Milliseconds; 20 000 when absent. */
  within?: number;
  /** Done before each further look: a change of the pod, for one, makes kubelet look at its volumes at once. */
  again?: () => Promise<unknown>;
  blame?: Blame;
}

/** Pause between two looks, and time for what is waited for when nothing else is said, milliseconds. */
const pauseMs = 250;
const usualMs = 20_000;

/** As container runtimes say that a program is not in the image. */
const noProgram = /executable file not found|stat \S+: no such file or directory|not found in \$PATH/;
/** As GNU's and BusyBox's programs say it. */
const noFile = /No such file or directory|Not a directory/;

/**
 * A file or directory in a running container or on a node, seen through its own `cat`, `ls` and `stat` (GNU or BusyBox), which are
 * started without a shell. Links are followed, as those are through which volumes show their files.
 *
 * Each method throws LessonFailure when the file is not there or may not be read, and when the image has no such program.
 */
export class ContainerFile {
  readonly path: string;
  readonly #surroundings: FileSurroundings;

  /** @throws Error when the path is not absolute: it would depend on the image's working directory, or look like an option */
  constructor(path: string, surroundings: FileSurroundings) {
    if (!isAbsolute(path)) throw new Error(`the path of a container's file must be absolute: ${path}`);
    this.path = path;
    this.#surroundings = surroundings;
  }

  /** Its content, read as UTF-8. */
  async text(): Promise<string> {
    return await this.#ask(['cat', this.path]);
  }

  /**
   * Its content, as soon as that fits. For what is written a moment later, by a program that has just started, or by kubelet
   * into a volume: nothing can be watched there, so the file is read again and again. That it cannot be read is one more
   * state that is seen.
   *
   * @throws LessonFailure with the last content; ProgramEnded when at the last look the container's program had ended by itself
   */
  async when(wait: FileWait): Promise<string> {
    return await this.#until(async () => await this.text(), show, wait);
  }

  /** The names in this directory, as soon as they fit; see {@link when}. A directory that is not there has none. */
  async namesWhen(wait: FileWait<string[]>): Promise<string[]> {
    return await this.#until(async () => ((await this.exists()) ? await this.names() : []), (names) => names.join(', '), wait);
  }

  async #until<Content>(look: () => Promise<Content>, told: (content: Content) => string, { state, fits, within = usualMs, again, blame }: FileWait<Content>): Promise<Content> {
    const startedAt = performance.now();
    for (;;) {
      let seen: Text;
      let ended: ProgramEnded | undefined;
      try {
        const content = await look();
        if (fits(content)) return content;
        seen = verbatim(told(content));
      } catch (error) {
        if (!(error instanceof LessonFailure)) throw error;
        if (error instanceof ProgramEnded) ended = error;
        seen = { en: error.failure.observed, ja: error.failure.ja.observed };
      }
      const elapsedMs = performance.now() - startedAt;
      if (elapsedMs >= within && ended !== undefined) throw ended;
      if (elapsedMs >= within) throw this.#surroundings.failure(t.within(this.path, state, within), seen, { ...(blame === undefined ? {} : { blame }), elapsedMs, late: true });
      await after(pauseMs, undefined, { signal: this.#surroundings.signal });
      await again?.();
    }
  }

  /** Names of what lies in this directory, in alphabetical order; those that begin with a dot are left out. */
  async names(): Promise<string[]> {
    return (await this.#ask(['ls', '-1', this.path])).split('\n').filter((name) => name !== '').sort();
  }

  /** Its permissions as four octal digits: `0644`. */
  async mode(): Promise<string> {
    return (await this.#stat('%a')).padStart(4, '0');
  }

  /** The numbers of its owner and group: `1000:2000`. */
  async owner(): Promise<string> {
    return await this.#stat('%u:%g');
  }

  /** Whether it is there; false also for a link that leads nowhere. */
  async exists(): Promise<boolean> {
    const command = ['stat', '-L', '-c', '%n', this.path];
    const result = await this.#run(command);
    if (result.exitCode === 0) return true;
    if (noFile.test(result.stderr)) return false;
    throw this.#refused(command, result);
  }

  /**
   * Type of the file system that it lies on, as `stat -f` names it: `tmpfs`, `overlayfs`, `xfs`. ext2, ext3 and ext4 share
   * one number, which GNU and BusyBox both call `ext2/ext3`.
   */
  async filesystem(): Promise<string> {
    return (await this.#ask(['stat', '-f', '-c', '%T', this.path])).trim();
  }

  /** Size of the file system that it lies on, in bytes. */
  async capacity(): Promise<number> {
    const [blockSize, blocks] = (await this.#ask(['stat', '-f', '-c', '%S %b', this.path])).trim().split(' ').map(Number);
    return (blockSize ?? NaN) * (blocks ?? NaN);
  }

  async #stat(format: string): Promise<string> {
    return (await this.#ask(['stat', '-L', '-c', format, this.path])).trim();
  }

  async #ask(command: string[]): Promise<string> {
    const result = await this.#run(command);
    if (result.exitCode === 0) return result.stdout;
    throw this.#refused(command, result);
  }

  async #run(command: string[]): Promise<ExecResult> {
    const [program = ''] = command;
    try {
      return await this.#surroundings.run(command, t.purpose(this.path));
    } catch (error) {
      if (!(error instanceof LessonFailure && error.cause instanceof ExecError && noProgram.test(error.cause.message))) throw error;
      throw this.#surroundings.failure(t.readable(this.path), t.noProgram(program));
    }
  }

  #refused([program = '']: string[], { stderr, exitCode }: ExecResult): LessonFailure {
    const seen = noFile.test(stderr) ? t.notThere : verbatim(show(stderr.trim()));
    return this.#surroundings.failure(t.readable(this.path), stderr.trim() === '' ? t.endedWith(program, exitCode) : seen);
  }
}
