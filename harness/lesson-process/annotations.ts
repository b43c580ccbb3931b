import type { Use } from '../client/use.ts';
import type { Effect } from './effect.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { verbatim, type Text } from '../text/language.ts';
import type { Level } from '../verdict/level.ts';
import type { PlotResult, UnjudgedBecause } from '../verdict/results.ts';

/** What the harness notes on mocha's objects for the reporter; mocha itself does not know these. */
export interface TestAnnotations {
  /** The title in both languages; absent on tests that the harness did not describe. */
  title?: Text;
  /** What it asks for; absent: `promise`. */
  level?: Level;
  /** The part of the lesson that it belongs to; absent where the lesson has no parts. */
  part?: string;
  /** What it judges comes before its control. */
  controlLast?: true;
  /** Anchor of the section of the lesson's handout that explains it. */
  section?: string;
  /** The most that the test does. */
  effect?: Effect;
  /** Numbers worth keeping; the unit is in the name. */
  measures?: Record<string, number>;
  /** What was drawn. */
  plots?: PlotResult[];
  /** Why a test was skipped while it ran. */
  skipReason?: Text;
  /** Why a test that was skipped could not be judged, where no other test is the reason. */
  unjudged?: UnjudgedBecause;
  /** Paths relative to the report folder, saved after the failure was thrown. */
  evidence?: string[];
  /** Every other test of its level stands on this one, a promise under all, so `--grep` never leaves it out. */
  precondition?: boolean;
  /** It only reads the manifests, and so comes before they are applied. */
  written?: true;
  /** Title of the test whose observations it judges. */
  seenBy?: Text;
  /** Title of the test that leaves the state in which it begins. */
  after?: Text;
  /** An object of the learner's whose coming ends what it looks at. */
  before?: ObjectName;
  /** A learner can make its changes by hand. */
  byHand?: true;
  /** What the test must wait for. */
  turn?: Turn;
  /** Milliseconds that it waited for that: no part of what the test took. */
  waitedMs?: number;
}

export interface SuiteAnnotations {
  /** Why all of it was skipped. */
  skipReason?: Text;
  /** Lessons whose objects it needs too. */
  standsOn?: readonly string[];
  /** Its pods wait more than they compute. */
  light?: boolean;
  /** What it will ask of the API server, as far as its tests are chosen by then. */
  uses?: () => readonly Use[];
}

/**
 * What only one lesson has at a time, from the first test that asks for it to the lesson's end: the right to send as many
 * requests as a small machine can serve in time, or the whole cluster.
 */
export type Turn = 'traffic' | 'cluster';

/** The notes of a test or hook; writable. */
export function annotationsOf(runnable: Mocha.Runnable): TestAnnotations {
  return notesOf(runnable);
}

/** The title of a test in both languages, where it has one in both. */
export function titleOf(test: Mocha.Runnable): Text {
  return annotationsOf(test).title ?? verbatim(test.title);
}

/** The notes of a suite; writable. */
export function suiteAnnotationsOf(suite: Mocha.Suite): SuiteAnnotations {
  return notesOf(suite);
}

/** Kept apart from mocha's own fields, of which some have the same names. */
const notes = new WeakMap<object, object>();

function notesOf(target: object): object {
  const known = notes.get(target) ?? {};
  notes.set(target, known);
  return known;
}
