import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Document, isMap, parse, visit } from 'yaml';
import type { ExplainedCounts } from '../explained-variant.ts';
import type { NeutralFailure } from '../mutant-results.ts';
import type { Tally } from '../summary.ts';

/** Of which state what is kept is: a day, and a commit. */
export interface State {
  /** ISO 8601, UTC; the last of the runs. */
  day: string;
  /** The commits that were judged, the first run's first; empty where that is not known. */
  revisions: string[];
}

/** All mutants of a lesson, as they came out. */
export interface MutantScore extends State {
  /** Mean of a mutant's run, clean-up included. */
  seconds: number;
  /** By category. Equivalent mutants are not among them: they are not run. */
  categories: Record<string, Tally>;
  survived: { id: string; standsFor: string }[];
}

/** All changes of a lesson that must not matter. */
export interface NeutralScore extends State {
  /** By category. */
  categories: Record<string, { passed: number; total: number }>;
  /** How many were made by operators, and by which. */
  made: number;
  operators: string[];
  failed: NeutralFailure[];
}

/** All cases of the corpus in a lesson. */
export interface CorpusScore extends State {
  right: number;
  total: number;
  /** How many of them are mistakes, and how many of those were told by the field at fault. */
  mistakes: number;
  named: number;
  /** What came out wrong, a line each. */
  wrong: string[];
}

/** The causes that `--explain` looked for in a lesson's cases of the corpus. */
export interface CausesScore extends State {
  found: number;
  /** How long each took, in milliseconds, the shortest first. */
  tookMs: number[];
  /** Those that were not proved, a line each. */
  missed: string[];
}

/** The newest whole run of each kind. */
export interface LessonScores {
  mutants?: MutantScore;
  /** Without the tests of what is written. */
  behaviour?: MutantScore;
  neutral?: NeutralScore;
  corpus?: CorpusScore;
  causes?: CausesScore;
}

/** What is known of all lessons, kept in `mutants/scores.yaml`: a run of all of them takes hours, and what is known of one stays when another is run. */
export interface Scores {
  schema: 1;
  lessons: Record<string, LessonScores>;
  /** Of the newest run that looked for causes. */
  explained?: State & ExplainedCounts;
}

/** What is kept; nothing where the file is not there. */
export function readScores(file: string): Scores {
  return existsSync(file) ? parse(readFileSync(file, 'utf8')) as Scores : { schema: 1, lessons: {} };
}

/** What was kept, with what is known now in its place. */
export function withNewScores(kept: Scores, now: Scores): Scores {
  const lessons = Object.entries(now.lessons).map(([lesson, scores]) => [lesson, { ...kept.lessons[lesson], ...scores }] as const);
  return { ...kept, ...now, lessons: { ...kept.lessons, ...Object.fromEntries(lessons) } };
}

/** Lessons in their order and a category a line, so that a change shows as one. */
export function writeScores(file: string, { lessons, ...rest }: Scores): void {
  const sorted = Object.fromEntries(Object.entries(lessons).sort(([a], [b]) => a.localeCompare(b)));
  const document = new Document({ ...rest, lessons: sorted });
  document.commentBefore = ' Written by `npm run mutants -- --results`: the newest whole run of each lesson.';
  visit(document, { Map: (_, map) => { if (map.items.every(({ value }) => !isMap(value)) && map.has('killed') || map.has('passed')) map.flow = true; } });
  writeFileSync(file, document.toString({ lineWidth: 0 }));
}
