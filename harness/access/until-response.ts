import { setTimeout as after } from 'node:timers/promises';

import type { AxiosInstance, AxiosResponse } from 'axios';

import type { ResponseLabels } from './response-labels.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { joinTexts, type Text } from '../text/language.ts';
import { failureAbout } from '../expect/blame.ts';
import type { Blame, FailureContext } from '../expect/blame.ts';
import { texts } from '../text/texts.ts';

const t = texts.access;

/** Pause between two questions, milliseconds. */
const pauseMs = 100;

export interface Request {
  path: string;
  /** The learner's host. */
  host: string;
  /** Headers by which messages describe a response. */
  labels?: ResponseLabels;
  headers?: Record<string, string>;
  /** A client of `given.web()` to ask with, such as one that keeps cookies. */
  with?: AxiosInstance;
}

export interface ResponseWait {
  /** What is waited for, in words. */
  state: Text;
  fits: (response: AxiosResponse<unknown>) => boolean;
  /** Milliseconds; 20 000 when absent. */
  within?: number;
  blame?: Blame;
}

/**
 * Asks again and again until a response fits. For what the ingress controller takes over a moment after the API server
 * has it: nothing can be watched there, the response is the only sign. A connection error is one more state that is seen.
 *
 * @throws LessonFailure with the last response
 */
export async function untilResponse(
  surroundings: { client: AxiosInstance; context: FailureContext; signal: AbortSignal; blame: Blame },
  request: Request,
  wait: ResponseWait,
): Promise<AxiosResponse<unknown>> {
  const { within = 20_000 } = wait;
  const startedAt = performance.now();
  const headers = { ...request.headers, host: request.host };
  for (;;) {
    let seen: Text;
    try {
      const response = await (request.with ?? surroundings.client).get<unknown>(request.path, { headers });
      if (wait.fits(response)) return response;
      seen = describeResponse(response, request.labels);
    } catch (error) {
      if (!(error instanceof LessonFailure)) throw error;
      seen = { en: error.failure.observed, ja: error.failure.ja.observed };
    }
    const elapsedMs = performance.now() - startedAt;
    if (elapsedMs >= within) {
      throw failureAbout(surroundings.context, wait.blame ?? surroundings.blame, {
        expected: t.within(wait.state, within),
        observed: t.lastResponse(request.path.replace(/\?.*$/, ''), seen),
        elapsedMs,
        late: true,
      });
    }
    await after(pauseMs, undefined, { signal: surroundings.signal });
  }
}

/** Status, version and pod of a response; its body may hold anything and is not shown. */
function describeResponse({ status, headers }: AxiosResponse<unknown>, labels: ResponseLabels = {}): Text {
  const valueOf = (header: string | undefined): unknown => (header === undefined ? undefined : (headers as Record<string, unknown>)[header]);
  const [version, pod] = [valueOf(labels.version), valueOf(labels.pod)];
  return t.response(status, joinTexts([typeof version === 'string' ? t.version(version) : '', typeof pod === 'string' ? t.pod(pod) : ''], ''));
}
