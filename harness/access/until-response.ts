import { setTimeout as after } from 'node:timers/promises';

import type { AxiosInstance, AxiosResponse } from 'axios';

import { LessonFailure } from '../verdict/lesson-failure.ts';
import { asText, mapText, type Text } from '../text/language.ts';
import { failureAbout } from '../expect/blame.ts';
import type { Blame, FailureContext } from '../expect/blame.ts';
import { defined } from '../values/defined.ts';
import { roundSeconds } from '../text/duration.ts';

/** Pause between two questions, milliseconds. */
const pauseMs = 100;

export interface Question {
  path: string;
  host?: string;
  headers?: Record<string, string>;
  /** A client of `given.web()` to ask with, such as one that keeps cookies. */
  with?: AxiosInstance;
}

export interface AnswerWait {
  /** What is waited for, in words. */
  state: Text | string;
  fits: (answer: AxiosResponse<unknown>) => boolean;
  /** Milliseconds; 20 000 when absent. */
  within?: number;
  blame?: Blame;
}

/**
 * Asks again and again until an answer fits. For what the ingress controller takes over a moment after the API server
 * has it: nothing can be watched there, the answer is the only sign. A connection error is one more state that is seen.
 *
 * @throws LessonFailure with the last answer
 */
export async function untilAnswer(
  surroundings: { client: AxiosInstance; context: FailureContext; signal: AbortSignal; blame: Blame },
  question: Question,
  wait: AnswerWait,
): Promise<AxiosResponse<unknown>> {
  const { within = 20_000 } = wait;
  const startedAt = performance.now();
  const headers = { ...question.headers, ...defined({ host: question.host }) };
  for (;;) {
    let seen: string;
    try {
      const answer = await (question.with ?? surroundings.client).get<unknown>(question.path, { headers });
      if (wait.fits(answer)) return answer;
      seen = describeAnswer(answer);
    } catch (error) {
      if (!(error instanceof LessonFailure)) throw error;
      seen = error.failure.observed;
    }
    const elapsedMs = performance.now() - startedAt;
    if (elapsedMs >= within) {
      throw failureAbout(surroundings.context, wait.blame ?? surroundings.blame, {
        expected: mapText(asText(wait.state), (state) => `${state}, within ${roundSeconds(within)}`),
        observed: `the last answer to GET ${question.path.replace(/\?.*$/, '')} was ${seen}`,
        elapsedMs,
        late: true,
      });
    }
    await after(pauseMs, undefined, { signal: surroundings.signal });
  }
}

/** Status, version and pod of an answer; its body may hold anything and is not shown. */
function describeAnswer(answer: AxiosResponse<unknown>): string {
  const { 'x-app-version': version, 'x-pod-name': pod } = answer.headers as Record<string, unknown>;
  return [`status ${answer.status}`, ...(typeof version === 'string' ? [`version ${version}`] : []), ...(typeof pod === 'string' ? [`pod ${pod}`] : [])].join(', ');
}
