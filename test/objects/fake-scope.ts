import type { RunContext } from '../../harness/lesson-process/run-context.ts';
import type { Effect } from '../../harness/lesson-process/effect.ts';
import { Scope } from '../../harness/objects/scope.ts';
import { Session } from '../../harness/objects/session.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { Failure } from '../../harness/verdict/results.ts';
import type { FakeApi } from '../client/fake-api.ts';

/** The namespace `n` of a lesson on a fake API server; with an effect, as if a test of that effect were running. */
export function scopeOn(api: FakeApi, options: { effect?: Effect; provider?: 'kind' | 'context'; dir?: string } = {}): Scope {
  const context: RunContext = {
    runId: 'rfake', lesson: '99-fake', cluster: { provider: options.provider ?? 'kind', name: 'fake', kubeconfig: '', context: '', kubernetes: 'v1.37.2' },
    manifests: { dir: options.dir ?? '', ours: options.dir ?? '' }, allowed: [], images: [], reportDir: '', language: 'en', keep: false,
  };
  const session = new Session(context, api.client);
  session.running.effect = options.effect;
  return new Scope(session, 'n');
}

/** The failure of what must fail as a lesson does. */
export async function failureFrom(promise: Promise<unknown>): Promise<Failure> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof LessonFailure) return error.failure;
    throw error;
  }
  throw new Error('it did not fail');
}
