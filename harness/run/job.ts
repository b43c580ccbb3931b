import type { Use } from '../client/use.ts';
import type { LessonFolders } from './lessons.ts';
import type { RunContext } from '../lesson-process/run-context.ts';
import type { ReportPlace } from '../report/explain.ts';
import type { Terminal } from '../report/terminal.ts';
import type { ExitCode, PhaseName, Results } from '../verdict/results.ts';
import type { LessonBounds } from './lesson-handle.ts';

/** What a run does on a cluster. How the cluster is had, watched and given back, `ClusterRun` knows. */
export interface Job {
  /** Name of the phase. */
  readonly name: PhaseName;
  /** What {@link report} and the work write into the report folder. */
  readonly reportNames: readonly string[];
  /** Reads what is to be done; throws EnvironmentError when that is not possible. Touches nothing. */
  plan: () => void;
  work: (work: Work) => Promise<void>;
  /** What the work and its clean-up will ask of the API server of a cluster that is not ours. Touches nothing. */
  uses: (work: Pick<Work, 'signal' | 'context'>) => Promise<readonly Use[]>;
  /** Ids of runs within this one that may have left something; they are swept with it. */
  unfinished: () => readonly string[];
  /** Writes and tells what is known now. Synchronous: also called by a second Ctrl-C and by a crash. */
  report: (facts: RunFacts) => ExitCode;
}

/** What every job is made from. */
export interface JobParts {
  terminal: Terminal;
  folders: LessonFolders & { /** For files that only this run needs. */ work: string };
}

/** What a job is given for its work on the cluster. */
export interface Work {
  /** Aborted at Ctrl-C, or when the cluster is lost. */
  signal: AbortSignal;
  bounds: Partial<LessonBounds>;
  /** What all lessons' contexts have in common. */
  context: Omit<RunContext, 'lesson' | 'manifests'>;
  /** The job adds its lessons, what went wrong around them, and what they left. */
  results: Pick<Results, 'lessons' | 'errors' | 'leftovers'>;
  /** Notes that something of this run is on the cluster, so that what stays is found and removed by somebody. */
  openRun: (runId: string) => void;
  /** Nothing of that run is left. */
  closeRun: (runId: string) => void;
}

/** What is known of a run, whatever its job. */
export interface RunFacts {
  results: Omit<Results, 'durationMs' | 'exitCode'>;
  durationMs: number;
  interrupted: boolean;
  /** Where the report is to be written, if anywhere. */
  place: ReportPlace;
}
