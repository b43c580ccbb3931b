import { join } from 'node:path';
import type { Cluster } from '../cluster/cluster.ts';
import { MissingRights, roleFile } from '../cluster/require-rights.ts';
import type { Allowance } from '../fence/allowance.ts';
import { imagesOfLessons } from '../images/image-list.ts';
import { claimReportFolder, claimUnusedReportFolder, releaseReportFolder, useReportRoom } from '../report/report-folder.ts';
import type { ReportPlace } from '../report/explain.ts';
import type { ExitCode, Leftover, PhaseName, Results } from '../verdict/results.ts';
import type { Terminal } from '../report/terminal.ts';
import { defined } from '../values/defined.ts';
import { saveCrash, toRunError } from './crash.ts';
import type { Interrupt } from '../process/interrupt.ts';
import { writePrivateFile } from '../process/write-file.ts';
import { unwritten } from '../verdict/unwritten.ts';
import { killAllLessons } from './lesson-child.ts';
import type { Job, Work } from './job.ts';
import { newRunId } from './run-id.ts';
import type { LessonBounds } from './lesson-handle.ts';
import type { OpenRuns } from './open-runs.ts';
import type { Keep } from '../lesson-process/run-context.ts';
import type { Stages, StageTools } from './stages.ts';
import { keptLines, stoppedLine } from './what-stays.ts';

export interface RunParts {
  stages: Stages;
  terminal: Terminal;
  interrupt: Interrupt;
  openRuns: OpenRuns;
  bounds?: Partial<LessonBounds>;
}

/** What every run that needs a cluster is asked. */
export interface ClusterRunOptions {
  context?: string;
  fresh: boolean;
  keep: Keep;
  ingress?: string;
  report: string;
  language: 'en' | 'ja';
  /** What folders may do beyond their own namespaces. */
  allowed: readonly Allowance[];
}

/** Milliseconds from Ctrl-C to the end of the clean-up: 30 s with the report, which takes no time. */
const interruptedCleanUpMs = 28_000;
/** Milliseconds for the clean-up of a run that came to its end. */
const cleanUpMs = 120_000;
/** Milliseconds that lessons get to clean up on a cluster that goes away right after. */
const doomedGraceMs = 1_000;

/** One run around its job: plan, prepare, cluster, work, clean, report. */
export class ClusterRun {
  readonly #runId = newRunId();
  readonly #options: ClusterRunOptions;
  readonly #parts: RunParts;
  readonly #job: Job;
  readonly #startedAt = Date.now();
  readonly #results: Omit<Results, 'durationMs' | 'exitCode'>;
  #place: ReportPlace = {};
  #cluster: Cluster | undefined;
  #cleaned = false;

  constructor(options: ClusterRunOptions, parts: RunParts, job: Job) {
    this.#options = options;
    this.#parts = parts;
    this.#job = job;
    this.#results = {
      schema: 1, startedAt: new Date(this.#startedAt).toISOString(),
      cluster: { provider: options.context === undefined ? 'kind' : 'context', name: options.context ?? '', kubernetes: '', nodes: 0, images: [] },
      phases: [], lessons: [], errors: [], leftovers: [],
    };
  }

  /** Runs to the end, whatever happens; the exit code is also in the results. */
  async run(): Promise<ExitCode> {
    await this.#guard('run', async () => {
      this.#planAndClaim();
      this.#cluster = await this.#open();
      await this.#work(this.#cluster);
    });
    await this.#clean();
    return this.#report();
  }

  /** Something that nobody foresaw, as an error of this run. */
  crashed(error: unknown): void {
    this.#results.errors.push(toRunError('run', error, () => saveCrash(this.#options.report, error)));
  }

  /** Leaves at once: says what is left and how it goes away. */
  abandon(): void {
    killAllLessons();
    const how = { ...defined({ cluster: this.#cluster }), cleaned: this.#cleaned, removesCluster: this.#removesCluster() };
    this.#parts.terminal.tell(stoppedLine(how, this.#runId));
    this.#report();
  }

  #report(): ExitCode {
    if (this.#place.reportDir !== undefined) useReportRoom(this.#place.reportDir, this.#job.reportNames);
    const exitCode = this.#job.report({ results: this.#results, durationMs: Date.now() - this.#startedAt, interrupted: this.#interrupted, place: this.#place });
    if (this.#place.reportDir !== undefined) releaseReportFolder(this.#place.reportDir, this.#job.reportNames);
    return exitCode;
  }

  get #interrupted(): boolean {
    return this.#parts.interrupt.signal.aborted;
  }

  /** A usage error costs nobody the report of an earlier run: nothing has been run that could replace it. */
  #planAndClaim(): void {
    const { report, context } = this.#options;
    const { stages } = this.#parts;
    try {
      if (context === undefined) this.#results.cluster.name = stages.clusterName();
      else stages.requireContext(context);
      this.#job.plan();
    } catch (error) {
      this.#place = claimUnusedReportFolder(report, this.#job.reportNames);
      throw error;
    }
    claimReportFolder(report, this.#job.reportNames);
    this.#place = { reportDir: report };
  }

  async #open(): Promise<Cluster> {
    const { stages } = this.#parts;
    const { context } = this.#options;
    if (context !== undefined) return await this.#phase('cluster', async (tools) => {
      const theirs = await stages.connect(context, tools);
      this.#noteCluster(theirs);
      await this.#requireRights(theirs, tools);
      return theirs;
    });
    const ours = await this.#openOurs();
    this.#noteCluster(ours);
    return ours;
  }

  #noteCluster({ name, kubernetes, nodes }: Cluster): void {
    Object.assign(this.#results.cluster, { name, kubernetes, nodes });
  }

  /** Before anything is made: a run that may not make what it needs may not remove it either. */
  async #requireRights(cluster: Cluster, tools: StageTools): Promise<void> {
    const uses = await this.#job.uses({ signal: tools.signal, context: await this.#contextOf(cluster) });
    try {
      await this.#parts.stages.requireRights(cluster, uses, tools);
    } catch (error) {
      if (error instanceof MissingRights) this.#keepRole(error.role);
      throw error;
    }
  }

  #keepRole(role: string): void {
    const { report } = this.#options;
    try {
      writePrivateFile(join(report, roleFile), role);
    } catch (error) {
      this.#results.errors.push(unwritten(report, error));
    }
  }

  /** What all lessons are told. */
  async #contextOf({ provider, name, kubeconfig, context, kubernetes, ...cluster }: Cluster): Promise<Work['context']> {
    const { report: reportDir, language, keep, ingress, allowed } = this.#options;
    return {
      allowed, images: await imagesOfLessons(), runId: this.#runId, cluster: { provider, name, kubeconfig, context, kubernetes }, reportDir, language, keep,
      ...defined({ ingressUrl: ingress ?? cluster.ingressUrl, trafficUrl: ingress ?? cluster.trafficUrl }),
    };
  }

  async #openOurs(): Promise<Cluster> {
    const { stages } = this.#parts;
    const prepared = await this.#phase('prepare', (tools) => stages.prepare(tools));
    this.#results.cluster.images = prepared.images.map(({ name, id, version, provenance }) => ({ name, id, version, provenance }));
    return await this.#phase('cluster', (tools) => prepared.openCluster(this.#options.fresh, tools));
  }

  async #work(cluster: Cluster): Promise<void> {
    const { stages, interrupt, openRuns } = this.#parts;
    const { provider, name, kubeconfig, context } = cluster;
    const openRun = (runId: string): void => { openRuns.open({ runId, provider, cluster: name, kubeconfig, context }); };
    openRun(this.#runId);
    await this.#phase(this.#job.name, async (tools) => {
      await stages.sweepOlder(cluster, tools);
      const lost = new AbortController();
      const stopWatching = stages.watchHealth(cluster, (error) => {
        this.#results.errors.push(toRunError('cluster', error));
        lost.abort(error);
      });
      try {
        await this.#job.work({
          results: this.#results, openRun, closeRun: (runId) => { openRuns.close(runId); },
          signal: AbortSignal.any([interrupt.signal, lost.signal]),
          bounds: { ...(this.#removesCluster() ? { graceMs: doomedGraceMs } : {}), ...this.#parts.bounds },
          context: await this.#contextOf(cluster),
        });
      } finally {
        stopWatching();
      }
    });
  }

  /** Gives back what this run made, with a deadline of its own. */
  async #clean(): Promise<void> {
    const cluster = this.#cluster;
    if (cluster === undefined) return;
    const { stages, openRuns, terminal, interrupt } = this.#parts;
    if (this.#options.keep !== false) {
      for (const line of keptLines(cluster, this.#runId, this.#options.keep)) terminal.tell(line);
      return;
    }
    const signal = interrupt.bound(cleanUpMs, interruptedCleanUpMs);
    const runIds = [...this.#job.unfinished(), this.#runId];
    const stays = new Set<string>();
    await this.#guard('clean-up', async () => {
      await this.#phase('clean', async (tools) => {
        if (!this.#removesCluster()) {
          this.#stillThere((await Promise.all(runIds.map(async (runId) => {
            const left = await stages.sweep(cluster, runId, tools);
            // Its record stays, by which the next run finds it.
            if (left.length > 0) stays.add(runId);
            return left;
          }))).flat());
        } else await stages.removeCluster(cluster, tools);
        this.#cleaned = true;
      }, signal);
      for (const runId of runIds) if (!stays.has(runId)) openRuns.close(runId);
    });
  }

  /** The sweep is the last to look: what a lesson could not remove in its time may be gone by now, and all that was in it. */
  #stillThere(leftovers: readonly Leftover[]): void {
    const there = (kind: string, name: string | undefined): boolean => leftovers.some((left) => left.kind === kind && left.name === name);
    const inside = this.#results.leftovers.filter(({ namespace }) => namespace !== undefined && there('Namespace', namespace));
    this.#results.leftovers = [...leftovers, ...inside];
  }

  #removesCluster(): boolean {
    return this.#cluster?.created === true && this.#options.keep === false;
  }

  async #phase<T>(name: PhaseName, work: (tools: StageTools) => Promise<T>, signal: AbortSignal = this.#parts.interrupt.signal): Promise<T> {
    const { terminal } = this.#parts;
    const { language } = this.#options;
    signal.throwIfAborted();
    const startedAt = Date.now();
    terminal.phase(name);
    try {
      return await work({ signal, language, say: (line) => { terminal.detail(line[language]); } });
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
      if (where === 'run' && this.#interrupted) return;
      this.#results.errors.push(toRunError(where, error, () => saveCrash(this.#options.report, error)));
    }
  }
}
