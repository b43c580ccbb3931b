import type { Deployment } from '../client/objects.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { failureAbout, locate, type Blame, type FailureContext } from '../expect/blame.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { AppRules } from './app-rules.ts';
import { Manifest } from '../manifests/manifest.ts';
import { judgeFailures } from './failed-verdict.ts';
import type { TrafficReport } from '../traffic/report.ts';
import { rolloutBounds } from './rollout-bounds.ts';
import { describeEvent, eventBefore } from '../traffic/timeline.ts';
import type { RolloutRecord } from './rollout-recorder.ts';
import { defined } from '../values/defined.ts';

const t = texts.rollout.verdict;

/**
 * Throws InvalidMeasurement when the traffic is not fit to judge by, LessonFailure when a request failed: about the
 * likely cause's field of the Deployment that is blamed and with its hint, or as `blame` says where no rule fits. `app` is what
 * the lesson knows about its app.
 */
export function requireNoneFailed(context: FailureContext, report: TrafficReport, blame: Blame, record?: Pick<RolloutRecord, 'events'>, app?: AppRules): void {
  report.requireValid();
  const manifest = blame.on instanceof Manifest ? blame.on : context.manifestOf(blame.on);
  const deployment = manifest?.kind === 'Deployment' ? (manifest.object as Deployment) : undefined;
  const verdict = judgeFailures(report, deployment, record?.events, app);
  if (verdict === undefined) return;
  const { expected, observed, cause } = verdict;
  const elapsedMs = Math.round(report.driver?.wallMs ?? 0);
  if (cause === undefined) throw failureAbout(context, blame, { expected, observed, elapsedMs });
  const place = locate(context, { on: blame.on, field: cause.field });
  throw new LessonFailure({ expected, observed, ...place, elapsedMs, hint: cause.hint, evidence: [] });
}

/** Throws LessonFailure when there were fewer ready pods, or more replicas asked for, than the strategy allows at any moment. */
export function requireWithinStrategy(context: FailureContext, record: RolloutRecord, manifest: Manifest, hint?: Text): void {
  const bounds = rolloutBounds(manifest.object);
  const blame = (field: string): Blame => defined({ on: manifest, field, hint });
  if (record.minReady < bounds.fewestReady) {
    const sample = record.samples.find(({ ready }) => ready < bounds.fewestReady);
    const event = sample === undefined ? undefined : eventBefore(record.events, sample.at);
    const ready = sample?.ready ?? record.minReady;
    throw failureAbout(context, blame('spec.strategy.rollingUpdate.maxUnavailable'), {
      expected: t.fewestReady(bounds.fewestReady),
      observed: event === undefined ? t.wasReady(ready, record.minReady) : t.wasReadyWhen(ready, record.minReady, describeEvent(event)),
    });
  }
  if (record.mostWanted > bounds.mostWanted) {
    throw failureAbout(context, blame('spec.strategy.rollingUpdate.maxSurge'), {
      expected: t.mostReplicas(bounds.mostWanted), observed: t.asked(record.mostWanted),
    });
  }
}
