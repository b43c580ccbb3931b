import type { Pod } from '../client/objects.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { failureAbout, locate, type Blame, type FailureContext } from '../expect/blame.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { AppRules } from './app-rules.ts';
import { Manifest } from '../manifests/manifest.ts';
import { InvalidMeasurement } from '../verdict/invalid-measurement.ts';
import { isCpuLimited } from '../traffic/cpu-limit.ts';
import { overload } from '../traffic/machine-load.ts';
import { mostly } from './likely-cause.ts';
import { judgeFailures, type FailedVerdict, type RolloutPart } from './failed-verdict.ts';
import { isForgone } from './forgone.ts';
import type { TrafficReport } from '../traffic/report.ts';
import { rolloutBounds } from './rollout-bounds.ts';
import { describeEvent, eventBefore } from '../traffic/timeline.ts';
import type { RolloutRecord } from './rollout-recorder.ts';
import { defined } from '../values/defined.ts';

const t = texts.rollout.verdict;

/** Where the pod of a Deployment is described. */
const podSpec = 'spec.template.spec';

/**
 * Throws InvalidMeasurement when the traffic is not fit to judge by, or the machine was too busy for it, LessonFailure when a request failed: about the
 * likely cause's field of the Deployment that is blamed and with its hint, or as `blame` says where no rule fits. `app` is what
 * the lesson knows about its app.
 */
export function requireNoneFailed(context: FailureContext, report: TrafficReport, blame: Blame, record?: Pick<RolloutRecord, 'events'>, app?: AppRules): void {
  const manifest = blame.on instanceof Manifest ? blame.on : context.manifestOf(blame.on);
  const parts = manifest?.kind === 'Deployment' ? [{ manifest, ...defined({ events: record?.events, app }) }] : [];
  const failure = failureOf(context, report, blame, parts);
  if (failure !== undefined) throw failure;
}

/**
 * Judges requests that were sent while Deployments replaced pods. Throws InvalidMeasurement when the traffic is not fit to
 * judge by, LessonFailure when a request failed although no manifest gives up that none does (see `isForgone`). Returns how
 * requests failed that are forgone; undefined when none failed.
 *
 * @param longestRequestMs what the slowest request takes by itself, in milliseconds
 */
export function forgoneBy(context: FailureContext, report: TrafficReport, blame: Blame, parts: readonly RolloutPart[], longestRequestMs: number): LessonFailure | undefined {
  const failure = failureOf(context, report, blame, parts);
  if (failure !== undefined && !isForgone(report, parts, longestRequestMs)) throw failure;
  return failure;
}

function failureOf(context: FailureContext, report: TrafficReport, blame: Blame, parts: readonly RolloutPart[]): LessonFailure | undefined {
  report.requireValid();
  const verdict = judgeFailures(report, parts);
  if (verdict === undefined) return undefined;
  const { expected, observed, cause } = verdict;
  const trouble = machineTrouble(report, verdict);
  if (trouble !== undefined) throw new InvalidMeasurement(texts.traffic.invalidBecause[trouble.because](trouble.explains, (report.load ?? 0).toFixed(0)));
  const elapsedMs = Math.round(report.driver?.wallMs ?? 0);
  if (cause === undefined) return failureAbout(context, blame, { expected, observed, elapsedMs });
  const place = locate(context, { on: cause.on, field: cause.field });
  return new LessonFailure({ expected, observed, ...place, elapsedMs, hint: cause.hint, evidence: [] });
}

/**
 * What a machine that had too much else to do explains, if anything: responses that came too late, where connections held,
 * nothing that happened to a pod explains it, and no limit of its own keeps the app from a processor; a probe that a kubelet
 * without a processor noticed later than the probe says; or both together, where no setting says that requests get lost.
 */
function machineTrouble({ load = 0 }: TrafficReport, { cause, alone, bySettings, failed, ofBusyMachine }: FailedVerdict): { because: 'overloaded' | 'noticedLate' | 'busy'; explains: number } | undefined {
  if (load < overload || cause === undefined) return undefined;
  const { key, explains, on } = cause;
  const spec = on.get<NonNullable<Pod['spec']>>(podSpec);
  if (key === 'noticedLate') return { because: 'noticedLate', explains };
  // What only fits by its moments, as a pod that takes longer to end than usual, does not speak against a manifest then.
  if (bySettings || ofBusyMachine < mostly * failed || isCpuLimited([spec, ...(spec?.containers ?? [])])) return undefined;
  return key === 'tooSlow' && alone ? { because: 'overloaded', explains } : { because: 'busy', explains: ofBusyMachine };
}

/**
 * Throws LessonFailure when pods were taken away although fewer were left than the strategy allows, or more replicas were asked
 * for. A pod that stops being ready by itself, as when its probe gets no response in time on a busy machine, is no matter of
 * the strategy: what it costs shows by requests that fail.
 */
export function requireWithinStrategy(context: FailureContext, record: RolloutRecord, manifest: Manifest, hint?: Text): void {
  const bounds = rolloutBounds(manifest.object);
  const blame = (field: string): Blame => defined({ on: manifest, field, hint });
  if (record.minKept < bounds.fewestReady) {
    const sample = record.samples.find(({ kept }) => kept < bounds.fewestReady);
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
