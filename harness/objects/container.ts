import { setTimeout as after } from 'node:timers/promises';

import { ApiError } from '../client/api-error.ts';
import type { Pod } from '../client/objects.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { unlessLate } from '../verdict/unless-late.ts';
import { failureAbout, type Blame } from '../expect/blame.ts';
import { show } from '../text/show.ts';
import { exec, ExecError } from '../access/exec.ts';
import { ContainerFile } from '../access/files.ts';
import type { ExecOptions, ExecResult } from '../access/exec.ts';
import { ProgramEnded } from '../access/program-ended.ts';
import { lastErrorLine } from '../access/last-error-line.ts';
import { followLog, readLog } from '../access/logs.ts';
import type { LogLine } from '../access/log-line.ts';
import { asText, joinTexts, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { defined } from '../values/defined.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { LineTooLong } from '../wait/api-source.ts';
import { describeContainer } from '../wait/describe-pod.ts';
import { containerField, ownerOf } from '../wait/pod-owner.ts';
import { isAboutProgram, programField } from '../wait/program-field.ts';
import { readPod, statusOf, untilContainerStarted, untilPod } from './pod-wait.ts';
import { requireTimeFor } from './require-time-for.ts';
import type { Scope } from './scope.ts';
import { defaultWaitMs } from './watcher.ts';
import type { WaitOptions } from './watcher.ts';

const t = texts.objects.container;

/** Lines that do not come within this many milliseconds make one ask what is wrong with the pod. */
const slowMs = 5_000;

/** Within so many milliseconds the end of a container stands in the status of its pod. */
const endToldMs = 10_000;

/** Characters of a container's lines that are followed: a program may write without end. */
const mostCharacters = 64_000_000;

export interface LinesOptions extends WaitOptions {
  /** Follow until there are so many lines. */
  atLeast?: number;
  /** Follow until this says yes. */
  until?: (line: LogLine, all: readonly LogLine[]) => boolean;
  /** What `until` waits for, in words. */
  state?: Text;
  /** The life of the container before this one. */
  previous?: boolean;
  /** Only the last so many lines of what is there now. */
  tail?: number;
}

/** One container of a pod. */
export class Container {
  readonly name: string;
  readonly #scope: Scope;
  readonly #pod: Pod;

  constructor(scope: Scope, pod: Pod, name: string) {
    this.#scope = scope;
    this.#pod = pod;
    this.name = name;
  }

  get #address(): { namespace: string; pod: string; container: string } {
    return { namespace: this.#scope.namespace, pod: this.#pod.metadata?.name ?? '', container: this.name };
  }

  /** What is at fault when nothing more is known: the container as it is written. */
  get #blame(): { on: ObjectName; field: string } {
    return { on: ownerOf(this.#pod).object, field: containerField(this.#pod, this.name) };
  }

  /**
   * What the container has written: all that is there now, or as soon as `atLeast` or `until` are content.
   *
   * @throws LessonFailure when the lines do not come
   */
  async lines(options: LinesOptions = {}): Promise<LogLine[]> {
    const { atLeast, until, previous = false, tail } = options;
    const { client, running } = this.#scope.session;
    if (atLeast === undefined && until === undefined) {
      return await readLog(client, this.#address, { previous, ...defined({ tailLines: tail }), signal: running.signal });
    }
    const within = options.within ?? defaultWaitMs;
    const late = AbortSignal.timeout(within);
    const startedAt = performance.now();
    const state = asText(options.state ?? t.lines(atLeast ?? 1));
    this.#scope.session.step(t.waiting(this.name, this.#address.pod, state));
    const enough = (all: readonly LogLine[]): boolean => {
      const last = all.at(-1);
      return last !== undefined && all.length >= (atLeast ?? 0) && (until === undefined || until(last, all));
    };
    const found = new AbortController();
    const trouble = this.#trouble(state, within, found.signal);
    const following = this.#follow(enough, AbortSignal.any([late, running.signal, found.signal]));
    // Whichever way it ends, the other one ends too, without a failure of its own.
    const { lines, ended } = await Promise.race([following, trouble]).finally(() => { found.abort(); });
    if (enough(lines)) return lines;
    running.signal.throwIfAborted();
    const last = lines.at(-1);
    const seen = t[ended ? 'endedAfter' : 'only'](t.lines(lines.length));
    throw failureAbout(this.#scope, options.blame ?? this.#blame, {
      expected: t.within(state, this.name, within),
      observed: last === undefined ? seen : t.last(seen, show(last.text)),
      elapsedMs: performance.now() - startedAt,
      late: !ended,
    });
  }

  /** Throws when something is wrong with the pod; looks only when the lines are slow to come. Never resolves. */
  async #trouble(state: Text, within: number, signal: AbortSignal): Promise<never> {
    try {
      await after(slowMs, undefined, { signal });
      // The lines' own deadline comes first.
      await untilPod(this.#scope, this.#address.pod, t.from(state, this.name), { within: 2 * within, signal }, () => false);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return await new Promise<never>(() => undefined);
  }

  /** Follows until there is enough, the container has ended, has written far too much, or the signal is given. */
  async #follow(enough: (all: readonly LogLine[]) => boolean, signal: AbortSignal): Promise<{ lines: LogLine[]; ended: boolean }> {
    let lines: LogLine[] = [];
    try {
      for (;;) {
        lines = [];
        let length = 0;
        for await (const { text, time, stamp } of followLog(this.#scope.session.client, this.#address, signal)) {
          lines.push({ text, time, stamp });
          length += text.length;
          if (length > mostCharacters) return { lines, ended: false };
          if (enough(lines)) return { lines, ended: false };
        }
        // A stream also ends when the node's connection breaks or the log is rotated: then it is followed again.
        if (!(await this.#runs())) return { lines, ended: true };
      }
    } catch (error) {
      if (signal.aborted || error instanceof LineTooLong) return { lines, ended: false };
      // A container that waits to be started has no log yet.
      if (!(error instanceof ApiError) || error.code !== 400) throw error;
      await untilContainerStarted(this.#scope, this.#address.pod, this.name);
      return await this.#follow(enough, signal);
    }
  }

  async #status(): Promise<ReturnType<typeof statusOf>> {
    const pod = await readPod(this.#scope, this.#address.pod);
    return pod === undefined ? undefined : statusOf(pod, this.name);
  }

  async #runs(): Promise<boolean> {
    return (await this.#status())?.state?.running !== undefined;
  }

  /** Whether its program has ended without an error and does not run now, in a pod that nobody deletes. */
  async #hasEnded(): Promise<boolean> {
    const pod = await readPod(this.#scope, this.#address.pod);
    if (pod === undefined || pod.metadata?.deletionTimestamp !== undefined) return false;
    const { state, lastState } = statusOf(pod, this.name) ?? {};
    return state?.running === undefined && (state?.terminated ?? lastState?.terminated)?.exitCode === 0;
  }

  /**
   * Waits until the status tells what the node knows already: that the container has come to its end. A kubelet that evicts a pod
   * says so some seconds after it has ended the containers. Throws LessonFailure about what has ended the whole pod.
   */
  async #untilEndIsTold(state: Text): Promise<void> {
    await unlessLate(untilPod(this.#scope, this.#address.pod, state, { within: endToldMs }, (pod) => pod.status?.phase !== 'Failed' && statusOf(pod, this.name)?.state?.running === undefined));
  }

  /**
   * Runs a command. One that ends badly is no error; one that cannot be run is a LessonFailure, which says what it was
   * for (`purpose`: "read /var/log/1.log"), and a ProgramEnded where the container's own program has come to its end, or could
   * not even begin.
   */
  async exec(command: string[], options: Omit<ExecOptions, 'signal'> & { purpose?: Text } = {}): Promise<ExecResult> {
    try {
      return await exec(this.#scope.session.client, this.#address, command, { ...options, signal: this.#scope.session.running.signal });
    } catch (error) {
      if (!(error instanceof ExecError)) throw error;
      const own = this.#pod.spec?.containers.find(({ name }) => name === this.name) ?? { name: this.name };
      if (error.late) requireTimeFor(error.reason, own);
      const expected = t.running(this.name, options.purpose ?? t.toRun(show(command.join(' ').trim())));
      if (error.ofNode) await this.#untilEndIsTold(expected);
      const { trouble, words = '' } = await this.#ending();
      const seen = { expected, observed: trouble ?? error.reason };
      const wrong = isAboutProgram(words);
      if (!wrong && !(await this.#hasEnded())) throw new LessonFailure(failureAbout(this.#scope, this.#blame, seen).failure, { cause: error });
      const { on, field } = this.#blame;
      const program = `${field}.${programField(own)}`;
      throw new ProgramEnded(failureAbout(this.#scope, { on, field: program, hint: wrong ? texts.wait.hints.crash : texts.wait.hints.finished }, seen).failure, { cause: error });
    }
  }

  /**
   * A file or directory of the container by its absolute path, read with the programs of its image.
   *
   * @throws Error when the path is not absolute
   */
  file(path: string): ContainerFile {
    return new ContainerFile(path, {
      run: async (command, purpose) => await this.exec(command, { purpose }),
      failure: (expected, observed, { blame = this.#blame, ...more }: { blame?: Blame; elapsedMs?: number; late?: true } = {}) => failureAbout(this.#scope, blame, { expected, observed, ...more }),
      signal: this.#scope.session.running.signal,
    });
  }

  /** What is wrong with the container now, with the last error line of its log; undefined when it runs and was never restarted. */
  async trouble(): Promise<Text | undefined> {
    return (await this.#ending()).trouble;
  }

  /** The same, and that line by itself. */
  async #ending(): Promise<{ trouble?: Text; words?: string }> {
    const status = await this.#status();
    if (status === undefined) return { trouble: t.missing(this.name) };
    if (status.state?.running !== undefined && status.restartCount === 0) return {};
    const previous = status.state?.terminated === undefined && status.restartCount > 0;
    const last = await lastErrorLine(this.#scope.session.client, this.#address, { previous, signal: this.#scope.session.running.signal });
    const ending = status.state?.terminated ?? status.lastState?.terminated;
    const { container } = texts.wait;
    const code = ending === undefined || status.state?.terminated !== undefined ? '' : container.exitCode(ending.exitCode);
    return { trouble: joinTexts([joinTexts([describeContainer(status), code]), last === undefined ? '' : container.lastErrorLine(show(last))], '; '), ...defined({ words: last }) };
  }

  async restartCount(): Promise<number> {
    return (await this.#status())?.restartCount ?? 0;
  }
}
