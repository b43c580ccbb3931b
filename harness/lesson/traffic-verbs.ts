import { evidenceFolder } from '../evidence/evidence-folder.ts';
import type { Blame } from '../expect/blame.ts';
import { annotationsOf } from '../lesson-process/annotations.ts';
import { keep } from '../lesson-process/keep.ts';
import type { Manifest } from '../manifests/manifest.ts';
import type { AppRules } from '../rollout/app-rules.ts';
import type { RolloutPart } from '../rollout/failed-verdict.ts';
import type { RolloutRecord } from '../rollout/rollout-recorder.ts';
import { forgoneBy, requireNoneFailed, requireWithinStrategy } from '../rollout/rollout-verdicts.ts';
import type { Text } from '../text/language.ts';
import { machineLoad } from '../traffic/machine-load.ts';
import type { TrafficReport } from '../traffic/report.ts';
import { startTraffic, type Traffic } from '../traffic/start-traffic.ts';
import type { LessonFailure } from '../verdict/lesson-failure.ts';
import { IngressVerbs } from './ingress-verbs.ts';
import { throughIngress, type LessonTraffic } from './lesson-traffic.ts';

/** The verbs of a spec about traffic while something changes. */
export class TrafficVerbs extends IngressVerbs {
  /** Starts traffic through the ingress; hosts are the learner's. Ends with the test at the latest. */
  async traffic(options: LessonTraffic): Promise<Traffic> {
    this.scope.session.running.requireVisits('send requests');
    // Another cluster's machine is out of sight.
    const load = this.scope.session.context.cluster.provider === 'kind' ? { load: machineLoad } : {};
    const { trafficUrl: baseUrl = this.ingressUrl } = this.scope.session.context;
    return await startTraffic({ ...throughIngress(options, (host) => this.host(host)), ...load, baseUrl, signal: this.scope.session.running.signal }, this.scope);
  }

  /**
   * Throws LessonFailure when a request failed: about the field of the blamed Deployment that is the likely cause, by what
   * was recorded meanwhile, or as `blame` says where no cause is known. Throws InvalidMeasurement when the traffic was not
   * fit to judge by. `app` adds what the lesson knows about its app.
   */
  requireNoneFailed(report: TrafficReport, blame: Blame, record?: RolloutRecord, app?: AppRules): void {
    requireNoneFailed(this.scope, report, blame, record, app);
  }

  /**
   * Judges requests that were sent while these Deployments replaced pods: throws LessonFailure when one failed although the
   * manifests ask for updates that lose nothing, and returns how those failed that the manifests themselves give up
   * (Recreate, no readiness probe, an app that does not wait until requests go elsewhere…); undefined when none failed.
   *
   * @param longestRequestMs what the slowest request takes by itself, in milliseconds
   */
  forgoneBy(report: TrafficReport, blame: Blame, parts: readonly RolloutPart[], longestRequestMs: number): LessonFailure | undefined {
    return forgoneBy(this.scope, report, blame, parts, longestRequestMs);
  }

  /** Throws LessonFailure when ready pods or replicas were outside the strategy's bounds at any recorded moment. */
  requireWithinStrategy(record: RolloutRecord, deployment: Manifest, hint?: Text): void {
    requireWithinStrategy(this.scope, record, deployment, hint);
  }

  /**
   * Draws how the traffic fared while something changed, and what was recorded meanwhile, into the report; the terminal
   * shows one line of it. Call it before the verdicts, so that a failure has its picture.
   */
  async showRollout(title: Text, report: TrafficReport, record?: RolloutRecord): Promise<void> {
    const { context, running } = this.scope.session;
    const test = annotationsOf(running.requireTest());
    // Loaded only where it is needed: most lessons draw nothing.
    const { saveRollout } = await import('../plot/save-rollout.ts');
    const folder = evidenceFolder(context.lesson, running.number, running.requireTest().title);
    keep(context.reportDir, () => {
      test.plots = [...(test.plots ?? []), saveRollout({ title, report, record, language: context.language, reportDir: context.reportDir, folder })];
    });
  }
}
