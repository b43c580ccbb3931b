import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';
import { annotationsOf, suiteAnnotationsOf, titleOf } from '../lesson-process/annotations.ts';
import { failureOf } from '../lesson-process/failure-of.ts';
import { setRunContext, type RunContext } from '../lesson-process/run-context.ts';
import { verbatim, type Text } from '../text/language.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { InvalidMeasurement } from '../verdict/invalid-measurement.ts';
import type { Failure } from '../verdict/results.ts';

/** How a step stands: right, not yet, cannot be judged here, not judged yet. */
export type Mark = '✓' | '✗' | '?' | '–';

/** What is known of one step of a lesson in one namespace. */
export interface StepVerdict {
  mark: Mark;
  failure?: Failure;
  /** Why it could not be judged. */
  reason?: Text;
}

type Body = (this: Mocha.Suite) => void;

/**
 * A lesson's spec, loaded once and run for many namespaces side by side in this process. Only its steps that look at the cluster are run;
 * each time its suite is described anew, so that nothing of one namespace is in another.
 */
export class BoardLesson {
  readonly name: string;
  readonly #body: Body;
  /** Titles of the steps that are judged, in the order of the lesson. */
  readonly steps: readonly Text[];

  private constructor(name: string, body: Body, context: Omit<RunContext, 'lesson'>) {
    this.name = name;
    this.#body = body;
    this.steps = this.#describe({ ...context, lesson: name }).map(titleOf);
  }

  /** Loads a spec. @param context of any namespace: which steps there are does not depend on it */
  static async load(name: string, specFile: string, context: Omit<RunContext, 'lesson'>): Promise<BoardLesson> {
    const bodies: Body[] = [];
    setRunContext({ ...context, lesson: name });
    const restore = withGlobals({ describe: (_title: string, body: Body) => { bodies.push(body); } });
    try {
      await import(pathToFileURL(specFile).href);
    } finally {
      restore();
    }
    const [body] = bodies;
    if (body === undefined) throw new Error(`${specFile} describes no lesson`);
    return new BoardLesson(name, body, context);
  }

  /** Describes the suite for one namespace, and returns its steps that only look and that the lesson promises. */
  #describe(context: RunContext): Mocha.Test[] {
    const suite = new Mocha.Suite(this.name);
    setRunContext(context);
    const restore = withGlobals({
      it: (title: string, body: Mocha.AsyncFunc) => {
        const test = new Mocha.Test(title, body);
        suite.addTest(test);
        return test;
      },
      // Nothing is made, so nothing is cleaned up.
      after: () => undefined,
    });
    try {
      this.#body.call(suite);
    } finally {
      restore();
    }
    if (suiteAnnotationsOf(suite).skipReason !== undefined) return [];
    return suite.tests.filter((each) => annotationsOf(each).effect === 'reads' && annotationsOf(each).level !== 'production');
  }

  /**
   * Judges what is in a namespace, step after step; tells each verdict when it has come, and stops where the signal says so.
   *
   * @param context whose client answers for this namespace alone: each judgement has one of its own
   */
  async judge(context: Omit<RunContext, 'lesson'>, signal: AbortSignal, tell: (step: number, verdict: StepVerdict) => void): Promise<void> {
    for (const [index, test] of this.#describe({ ...context, lesson: this.name }).entries()) {
      if (isAborted(signal)) return;
      const verdict = await this.#verdictOf(test);
      // What has changed meanwhile is judged by somebody else.
      if (!isAborted(signal)) tell(index, verdict);
    }
  }

  async #verdictOf(test: Mocha.Test): Promise<StepVerdict> {
    const started = Date.now();
    try {
      await (test.fn as () => Promise<void>)();
      return { mark: '✓' };
    } catch (error) {
      if (test.isPending()) return { mark: annotationsOf(test).unjudged === undefined ? '–' : '?', reason: annotationsOf(test).skipReason ?? verbatim('') };
      if (error instanceof InvalidMeasurement) return { mark: '?', reason: error.reason };
      if (error instanceof EnvironmentError) return { mark: '?', reason: error.texts.message };
      return { mark: '✗', failure: failureOf(error, { lesson: this.name, durationMs: Date.now() - started }) };
    }
  }
}

/** It may have been aborted since it was looked at last. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Puts functions in the place of mocha's own, by which specs describe themselves; returns what takes that back. */
function withGlobals(functions: Record<string, unknown>): () => void {
  const before = Object.keys(functions).map((name) => [name, Reflect.get(globalThis, name) as unknown] as const);
  for (const [name, value] of Object.entries(functions)) Reflect.set(globalThis, name, value);
  return () => { for (const [name, value] of before) Reflect.set(globalThis, name, value); };
}
