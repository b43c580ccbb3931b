import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestOptions } from '../cli/test-options.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { EnvironmentError } from '../errors/environment-error.ts';
import { claimReportFolder } from '../report/report-folder.ts';
import type { ExitCode, Leftover, Results } from '../report/results.ts';
import type { Terminal } from '../report/terminal.ts';
import { tellGitHub, writeReports } from '../report/write-reports.ts';
import { saveCrash, toRunError } from './crash.ts';
import { exitCodeOf } from './exit-code.ts';
import type { Interrupt } from './interrupt.ts';
import { killAllLessons } from './lesson-child.ts';
import { findLessons, lessonsIn, selectLessons, type LessonFolders } from './lessons.ts';
import { newRunId } from './run-id.ts';
import { runLessons, type LessonBounds, type LessonToRun } from './run-lessons.ts';
import type { RunRecords } from './run-records.ts';
import type { Prepared, Stages, StageTools } from './stages.ts';

export interface RunParts<P extends Prepared> {
  stages: Stages<P>;
  terminal: Terminal;
  interrupt: Interrupt;
  records: RunRecords;
  folders: LessonFolders & { /** For files that only this run needs. */ work: string };
  bounds?: Partial<LessonBounds>;
}

/** Milliseconds from Ctrl-C to the end of the clean-up: 30 s with the report, which takes no time. */
const interruptedCleanUpMs = 28_000;
/** Milliseconds for the clean-up of a run that came to its end. */
const cleanUpMs = 120_000;
/** Milliseconds that lessons get to clean up on a cluster that goes away right after. */
const doomedGraceMs = 1_000;

/** One run: prepare, cluster, lessons, clean, report. */
export class TestRun<P extends Prepared> {
  readonly runId = newRunId();
  readonly #options: TestOptions;
  readonly #parts: RunParts<P>;
  readonly #startedAt = Date.now();
  readonly #results: Omit<Results, 'durationMs' | 'exitCode'>;
  #cluster: Cluster | undefined;
  #reportIsOurs = false;
  #removed = false;

  constructor(options: TestOptions, parts: RunParts<P>) {
    this.#options = options;
    this.#parts = parts;
    this.#results = {
      schema: 1, startedAt: new Date(this.#startedAt).toISOString(),
      cluster: { provider: options.context === undefined ? 'kind' : 'context', name: options.context ?? '', kubernetes: '', nodes: 0, images: [] },
      phases: [], lessons: [], errors: [], leftovers: [],
    };
  }

  /** Runs to the end, whatever happens; the exit code is also in the results. */
  async run(): Promise<ExitCode> {
    await this.#guard('run', async () => {
      claimReportFolder(this.#options.report);
      this.#reportIsOurs = true;
      if (this.#options.context === undefined) this.#results.cluster.name = this.#parts.stages.clusterName();
      const lessons = this.#lessons();
      this.#parts.terminal.expect(lessons.map(({ name }) => name));
      this.#cluster = await this.#open();
      await this.#runLessons(this.#cluster, lessons);
    });
    await this.#clean();
    return this.report();
  }

  /** Writes and tells what is known now. Synchronous: also called by a second Ctrl-C and by a crash. */
  report(): ExitCode {
    const exitCode = exitCodeOf(this.#results, this.#parts.interrupt.signal.aborted);
    const results: Results = { ...this.#results, durationMs: Date.now() - this.#startedAt, exitCode };
    const { report, language, manifests } = this.#options;
    if (this.#reportIsOurs) writeReports(results, report, language);
    this.#parts.terminal.conclude(results, { language, ...(this.#reportIsOurs ? { reportDir: report } : {}) });
    tellGitHub(results, { manifests: manifests ?? this.#parts.folders.ours }, (line) => { this.#parts.terminal.say(line); });
    return exitCode;
  }

  /** Something that nobody foresaw, as an error of this run. */
  crashed(error: unknown): void {
    this.#results.errors.push(toRunError('run', error, () => saveCrash(this.#options.report, error)));
  }

  /** Leaves at once: says what is left and how it goes away. */
  abandon(): void {
    killAllLessons();
    for (const line of this.#whatIsLeft()) this.#parts.terminal.say(line);
    this.report();
  }

  #lessons(): LessonToRun[] {
    const { folders } = this.#parts;
    const all = findLessons(folders);
    const { manifests, lessons } = this.#options;
    return manifests === undefined ? selectLessons(all, lessons) : lessonsIn(manifests, all, lessons);
  }

  async #open(): Promise<Cluster> {
    const { stages } = this.#parts;
    const { context } = this.#options;
    const cluster = context === undefined ? await this.#openOurs() : await this.#phase('cluster', (tools) => stages.connect(context, tools));
    Object.assign(this.#results.cluster, { name: cluster.name, kubernetes: cluster.kubernetes, nodes: cluster.nodes });
    return cluster;
  }

  async #openOurs(): Promise<Cluster> {
    const { stages } = this.#parts;
    const prepared = await this.#phase('prepare', (tools) => stages.prepare(tools));
    this.#results.cluster.images = prepared.images.map(({ name, id, version, provenance }) => ({ name, id, version, provenance }));
    return await this.#phase('cluster', (tools) => stages.openCluster(prepared, this.#options.fresh, tools));
  }

  async #runLessons(cluster: Cluster, lessons: readonly LessonToRun[]): Promise<void> {
    const { stages, records, folders, interrupt, terminal } = this.#parts;
    const { report: reportDir, language, keep, jobs, grep, ingress, manifests } = this.#options;
    const { provider, name, kubeconfig, context, kubernetes, publishedNodePort } = cluster;
    const ingressUrl = ingress ?? cluster.ingressUrl;
    const contextFolder = join(folders.work, 'runs', this.runId);
    records.open({ runId: this.runId, provider, cluster: name, kubeconfig, context });
    await this.#phase('lessons', async (tools) => {
      await stages.sweepOlder(cluster, tools);
      const lost = new AbortController();
      const stopWatching = stages.watchHealth(cluster, (error) => {
        this.#results.errors.push(toRunError('cluster', error));
        lost.abort(error);
      });
      const outcome = await runLessons({
        lessons, jobs, contextFolder, signal: AbortSignal.any([interrupt.signal, lost.signal]),
        bounds: { ...(this.#removesCluster() ? { graceMs: doomedGraceMs } : {}), ...this.#parts.bounds },
        ...(grep === undefined ? {} : { grep }),
        watch: (lesson, event) => { terminal.lesson(lesson, event); },
        context: {
          runId: this.runId, cluster: { provider, name, kubeconfig, context, kubernetes }, reportDir, language, keep,
          manifests: { dir: manifests ?? folders.ours, ours: folders.ours },
          ...(ingressUrl === undefined ? {} : { ingressUrl }), ...(publishedNodePort === undefined ? {} : { publishedNodePort }),
        },
      }).finally(() => {
        stopWatching();
        rmSync(contextFolder, { recursive: true, force: true });
      });
      this.#results.lessons.push(...outcome.results);
      this.#results.errors.push(...outcome.errors.filter((error) => !this.#results.errors.some((known) => known.message === error.message)));
      this.#results.leftovers.push(...outcome.leftovers);
    });
    if (grep !== undefined && this.#results.lessons.every(({ tests }) => tests.length === 0)) {
      throw new EnvironmentError('--grep', `no test matches ${grep}`, 'Titles are shown when the lessons run; the pattern is a regular expression.');
    }
  }

  /** Gives back what this run made, with a deadline of its own. */
  async #clean(): Promise<void> {
    const cluster = this.#cluster;
    if (cluster === undefined) return;
    const { stages, records, terminal, interrupt } = this.#parts;
    if (this.#options.keep) {
      for (const line of this.#howToLook(cluster)) terminal.say(line);
      return;
    }
    const signal = interrupt.bound(cleanUpMs, interruptedCleanUpMs);
    await this.#guard('clean-up', async () => {
      await this.#phase('clean', async (tools) => {
        if (!this.#removesCluster()) this.#stillThere(await stages.sweep(cluster, this.runId, tools));
        else await stages.removeCluster(cluster, tools);
        this.#removed = true;
      }, signal);
      records.close(this.runId);
    });
  }

  /** The sweep is the last to look: what a lesson could not remove in its time may be gone by now, and all that was in it. */
  #stillThere(leftovers: readonly Leftover[]): void {
    const there = (kind: string, name: string | undefined): boolean => leftovers.some((left) => left.kind === kind && left.name === name);
    const inside = this.#results.leftovers.filter(({ namespace }) => namespace !== undefined && there('Namespace', namespace));
    this.#results.leftovers = [...leftovers, ...inside];
  }

  #removesCluster(): boolean {
    return this.#cluster?.created === true && !this.#options.keep;
  }

  #howToLook(cluster: Cluster): string[] {
    return ['', `Kept for a look: export KUBECONFIG=${cluster.kubeconfig}; kubectl --context ${cluster.context} get all -A -l cndjp2-e2e/run=${this.runId}`,
      'The next run or npm run down removes it.'];
  }

  #whatIsLeft(): string[] {
    const cluster = this.#cluster;
    if (cluster === undefined) return ['Left at once. If a cluster was being made, npm run down removes it.'];
    if (this.#removed) return ['Left at once; everything this run made is gone.'];
    const what = this.#removesCluster() ? `cluster ${cluster.name}` : `whatever carries the label cndjp2-e2e/run=${this.runId} on ${cluster.name}`;
    return [`Left at once; still there: ${what}. The next run or npm run down removes it.`];
  }

  async #phase<T>(name: string, work: (tools: StageTools) => Promise<T>, signal: AbortSignal = this.#parts.interrupt.signal): Promise<T> {
    const { terminal } = this.#parts;
    signal.throwIfAborted();
    const startedAt = Date.now();
    terminal.phase(name);
    try {
      return await work({ signal, say: (line) => { terminal.detail(line); } });
    } finally {
      const durationMs = Date.now() - startedAt;
      this.#results.phases.push({ name, durationMs });
      terminal.phaseEnded(name, durationMs);
    }
  }

  /** What goes wrong becomes an error of the run; after a Ctrl-C the reason is known. */
  async #guard(where: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (where === 'run' && this.#parts.interrupt.signal.aborted) return;
      this.#results.errors.push(toRunError(where, error, () => saveCrash(this.#options.report, error)));
    }
  }
}
