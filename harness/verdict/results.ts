import type { Level, TestStatus } from './level.ts';

/** The shape of `results.json`, schema 1. Other programs read it: additions only. */
export interface Results {
  schema: 1;
  /** ISO 8601, UTC. */
  startedAt: string;
  durationMs: number;
  exitCode: ExitCode;
  /** Tests of which level decide the exit code; absent: `production`, which is all of them. */
  level?: Level;
  cluster: ClusterFacts;
  phases: { name: PhaseName; durationMs: number }[];
  lessons: LessonResult[];
  errors: RunError[];
  leftovers: Leftover[];
}

/** What a run goes through, in this order; what it runs are lessons or mutants. */
export type PhaseName = 'prepare' | 'cluster' | 'lessons' | 'mutants' | 'clean';

/** 0 all passed; 1 a lesson failed; 2 environment, call, invalid measurement or leftovers; 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

export interface ClusterFacts {
  provider: 'kind' | 'context';
  name: string;
  /** Server version such as `v1.37.2`; empty when the run never reached the cluster. */
  kubernetes: string;
  nodes: number;
  images: ImageFacts[];
}

export interface ImageFacts {
  /** As the manifests name it. */
  name: string;
  id: string;
  /** The version that is really inside. */
  version: string;
  provenance: Provenance;
}

/** Where an image came from; one that we built stays `built` when it is found again. */
export type Provenance = 'present' | 'pulled' | 'built';

export interface LessonResult {
  name: string;
  /** ISO 8601, UTC: when its tests began, or when it was clear that they never will. */
  startedAt: string;
  durationMs: number;
  tests: TestResult[];
  /** What a reader should know though nothing is wrong with it, such as which folder lent another lesson's objects. */
  notes?: Note[];
}

export interface Note {
  text: string;
  ja: { text: string };
}

export type { TestStatus };

export interface TestResult {
  title: string;
  /** Absent: `promise`. */
  level?: Level;
  /** It judges the manifests as they are written, before any is applied. */
  written?: true;
  status: TestStatus;
  /** ISO 8601, UTC: after the wait for its turn. Of a test that did not run: when that was clear. */
  startedAt: string;
  durationMs: number;
  /** Why it was skipped or is invalid. */
  reason?: string;
  /** Of `npm run verify`, where no other test is the reason why it was not judged. */
  unjudged?: UnjudgedBecause;
  failure?: Failure;
  /** Numbers worth keeping, such as `p99Ms`; the unit is in the name. */
  measures?: Record<string, number>;
  /** Anchor of the section of the lesson's handout that explains it. */
  section?: string;
  /** What was drawn, in order. */
  plots?: PlotResult[];
  /** Title and reason in Japanese. */
  ja?: { title: string; reason?: string };
}

/**
 * Why `npm run verify` has not judged a test: `learner`: what it changes is for the learner to change; `asks`: it disturbs what runs,
 * which nobody has allowed; `here`: it needs what is not to be had in one namespace that is somebody else's.
 */
export type UnjudgedBecause = 'learner' | 'asks' | 'here';

/** A drawing of what a test saw. */
export interface PlotResult {
  title: string;
  /** The same in one line of text. */
  summary: string;
  /** SVG files, relative to the report folder: for a screen, and for a phone held upright. */
  wide: string;
  narrow: string;
  /** Title and summary in Japanese. */
  ja?: { title: string; summary: string };
}

/** What a learner needs to act; what is not known is left out. */
export interface Failure {
  expected: string;
  observed: string;
  /** `Kind/name` as in the manifest. */
  object: string;
  /** Field path such as `spec.containers[count].args`: elements of lists by their names where those tell them apart. */
  field?: string;
  /** Relative to the manifests folder. */
  file?: string;
  /** Counts from 1. */
  line?: number;
  elapsedMs: number;
  /** A deadline passed: nothing had said that it would not come any more. */
  late?: true;
  /** No node has room left for a pod that an empty one could hold: what else runs on the cluster has taken it. */
  noRoom?: true;
  /** The manifest was not taken at all: no YAML, or refused by the API server. */
  refused?: true;
  /** An error of the spec or of the harness: no manifest caused it. */
  unexpected?: true;
  hint: string;
  /** In what the manifests differ from the lesson's own, the most suspicious first: at most five. Absent: the run did not compare them, or they do not differ. */
  differences?: ManifestDifference[];
  /** How many differences there are in all. */
  differencesInAll?: number;
  /** What was found out by taking differences back; absent: nobody asked. */
  explained?: Explained;
  /** Paths relative to the report folder. */
  evidence: string[];
  /** More that the same look has found, such as other objects that the API server refuses; none of them carries others. */
  others?: Failure[];
  /** The texts in Japanese. */
  ja: { expected: string; observed: string; hint: string };
}

/** What whole runs of the lesson have shown with some of the differences taken back. */
export interface Explained {
  /**
   * `proved`: each of the causes, alone in the lesson's own manifests, makes it fail at the same test. `cluster`: so do the lesson's own
   * manifests. `not reproduced`: the lesson did not fail there again. `unfinished`: there were not enough runs to find out.
   */
  verdict: 'proved' | 'cluster' | 'not reproduced' | 'unfinished';
  /** Title of the test. */
  test: string;
  /** Smallest sets of differences; with several sets each is a cause of its own. Of `unfinished`: as far as it was narrowed down. */
  causes: ManifestDifference[][];
  /** Whether the test passes with all causes taken back; absent: not tried. */
  passesWithout?: boolean;
  runs: number;
  durationMs: number;
}

/** One place in which the manifests under test differ from the lesson's own. Secrets are hidden. */
export interface ManifestDifference {
  /** `Kind/name` as in the manifests under test; as in the lesson's own where these lack it. */
  object: string;
  /** As in {@link Failure}; absent: the whole object. */
  field?: string;
  file?: string;
  line?: number;
  /** What is there. */
  observed: string;
  /** What the lesson's own manifests have there. */
  ours: string;
  /** Likely what the failure comes from, though the failure names another field. */
  likely?: true;
  /** The texts in Japanese. */
  ja: { observed: string; ours: string };
}

/** The API server does not answer (any more). */
export type ErrorCode = 'cluster-lost' | 'report-incomplete' | 'endless-pattern';

export interface RunError {
  /** Names a cause that several parts of a run may meet. */
  code?: ErrorCode;
  where: string;
  message: string;
  hint: string;
  /** The texts in Japanese; `where` is absent when it is the same. */
  ja: { where?: string; message: string; hint: string };
}

export interface Leftover {
  kind: string;
  namespace?: string;
  name: string;
  finalizers?: string[];
}
