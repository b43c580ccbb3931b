import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { slug } from '../text/slug.ts';
import type { RunContext } from '../lesson-process/run-context.ts';
import type { Work } from './job.ts';
import type { EndedLesson, LessonToRun } from './lesson-handle.ts';
import type { Level } from '../verdict/level.ts';
import { newRunId } from './run-id.ts';
import { isUnfit } from './unfit-run.ts';
import { scheduleLessons } from './schedule-lessons.ts';
import { writeFolders, type FolderFiles } from '../manifests/folder-files.ts';
import { defined } from '../values/defined.ts';

/** A lesson that is to be run with manifests of its own. */
export interface VariantRun {
  lesson: string;
  /** What the run is called in the report folder. */
  id: string;
  files: FolderFiles;
  /** The run stops at the first failure that fits and decides at the level. */
  until?: { failure: RegExp; level: Level };
  /** Title of the only test that is run, behind what it stands on. */
  only?: string;
  /** Not called for what was cut short: that says nothing about the variant. `dir`: where its manifests lie until all have ended. */
  onEnd: (ended: EndedLesson, dir: string) => void;
}

/** What runs of a lesson have in common. */
export interface VariantParts {
  /** Folder of our lessons, which lends what a variant does not bring. */
  ours: string;
  /** Folder of the contracts: what is said of names is said of a variant as of any folder. Absent: no names are known to be fixed. */
  contracts?: string;
  /** For the changed folders. */
  work: string;
  specOf: (lesson: string) => string;
  /** How many lessons' room it takes. */
  placesOf: (lesson: string) => number;
  jobs: number;
  /** Folder for what the runs leave in the report folder. */
  reports: 'mutants' | 'explain';
  /** What every run is told besides. */
  more: Partial<RunContext>;
  /** Is told of variants that are run again, one by one, because those beside them left the machine no time to judge them. */
  onAgain?: (ids: readonly string[]) => void;
}

/** Runs variants of lessons, each with a run id of its own, and remembers which may still have something on the cluster. */
export class VariantRuns {
  readonly #parts: VariantParts;
  readonly #unfinished = new Set<string>();
  #calls = 0;
  #made = 0;

  constructor(parts: VariantParts) {
    this.#parts = parts;
  }

  /** Ids of runs that may have left something. */
  unfinished(): readonly string[] {
    return [...this.#unfinished];
  }

  /** Runs them side by side; what could not be judged because of those beside it has no verdict yet, and is run again by itself. */
  async run(variants: readonly VariantRun[], work: Work): Promise<void> {
    const { jobs, onAgain } = this.#parts;
    // Calls may overlap: each removes its own folder alone.
    const copies = join(this.#parts.work, this.#parts.reports, `${work.context.runId}-${this.#calls += 1}`);
    const unfit: VariantRun[] = [];
    try {
      await this.#schedule(variants.map((variant) => ({
        ...variant,
        onEnd: (ended, dir) => {
          if (jobs > 1 && variants.length > 1 && isUnfit(ended)) unfit.push(variant);
          else variant.onEnd(ended, dir);
        },
      })), jobs, copies, work);
      if (unfit.length === 0 || work.signal.aborted) return;
      onAgain?.(unfit.map(({ id }) => id));
      await this.#schedule(unfit.map((variant) => ({ ...variant, id: `${variant.id} again` })), 1, copies, work);
    } finally {
      rmSync(copies, { recursive: true, force: true });
    }
  }

  async #schedule(variants: readonly VariantRun[], jobs: number, copies: string, work: Work): Promise<void> {
    const { ours, contracts, more } = this.#parts;
    const lessons = variants.map((variant) => this.#toRun(variant, copies, work));
    await scheduleLessons({ lessons, jobs, signal: work.signal, bounds: work.bounds, watch: () => undefined, context: { ...work.context, ...more, manifests: { dir: ours, ours, ...defined({ contracts }) } } });
  }

  #toRun({ lesson, id, files, until, only, onEnd }: VariantRun, copies: string, { signal, context, results, openRun, closeRun }: Work): LessonToRun {
    const { ours, contracts, specOf, placesOf, reports } = this.#parts;
    const dir = join(copies, String(this.#made += 1));
    writeFolders(files, dir);
    const runId = newRunId();
    return {
      name: lesson, specFile: specOf(lesson), places: placesOf(lesson),
      context: {
        runId, manifests: { dir, ours, ...defined({ contracts }) }, reportDir: join(context.reportDir, reports, lesson, folderOf(id)),
        ...defined({ only, bail: until && { source: until.failure.source, flags: until.failure.flags, level: until.level } }),
      },
      onBegin: () => {
        this.#unfinished.add(runId);
        openRun(runId);
      },
      onEnd: (ended) => {
        results.leftovers.push(...ended.leftovers);
        if (ended.clean && ended.leftovers.length === 0) {
          this.#unfinished.delete(runId);
          closeRun(runId);
        }
        if (!signal.aborted) onEnd(ended, dir);
      },
    };
  }
}

/** A name for a run's evidence: ids may be longer than a file name should be, and only differ at their ends. */
function folderOf(id: string): string {
  return `${slug(id.slice(0, 100))}-${createHash('sha256').update(id).digest('hex').slice(0, 6)}`;
}
