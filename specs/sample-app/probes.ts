import type { Container } from '../../harness/client/objects.ts';
import type { Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import { leavingTimes } from '../../harness/rollout/leaving-times.ts';
import type { Text } from '../../harness/text/language.ts';
import { answerOf } from '../checks/probe-answer.ts';
import { appContainer, portOf } from './app-container.ts';
import { appRules } from './causes.ts';
import { t } from './texts.ts';

/** The probes that production asks for, and what to write. */
const kindsOfProbes = [['readinessProbe', t.hints.readiness], ['livenessProbe', t.hints.liveness]] as const;

/** Throws LessonFailure where the app has no readinessProbe or no livenessProbe. */
export function requireBothProbes(given: Given, app: Manifest): void {
  for (const [kind, hint] of kindsOfProbes) {
    const field = `${appContainer(app)}.${kind}`;
    if (app.get(field) === undefined) given.fail({ on: app, field, hint, expected: t.probes.there(kind), observed: t.probes.missing });
  }
}

/**
 * Production asks for both probes, of whatever kind: a pod that counts only when it can respond, and one that is restarted when
 * it hangs. What they ask must be answered by an app that is well. Throws LessonFailure about the probe at fault.
 *
 * @param pod a ready pod of the app, which is asked
 */
export async function requireProbes(given: Given, app: Manifest, pod: Pod): Promise<void> {
  const of = appContainer(app);
  requireBothProbes(given, app);
  for (const [kind, hint] of kindsOfProbes) {
    const answer = await answerOf(pod, app, of, kind, portOf(given, app));
    if (answer?.succeeds === false) given.fail({ on: app, field: `${of}.${kind}.${answer.field}`, hint, expected: t.probes.succeeds(kind), observed: answer.said });
  }
}

/** What to write so that a terminating pod loses no request, in the numbers that its own probe and requests ask for. */
export function leavingHint(given: Given, app: Manifest, slowestMs: number): Text {
  const container = app.get<Container>(appContainer(app)) ?? { name: '' };
  const atSigterm = appRules(given, app).atSigterm?.(container) ?? { drainMs: 0 };
  const { noticedMs, preStopMs } = leavingTimes(app.object, container, atSigterm);
  return t.hints.leaving(noticedMs, Math.ceil((preStopMs + Math.max(atSigterm.drainMs, noticedMs) + slowestMs) / 1_000));
}
