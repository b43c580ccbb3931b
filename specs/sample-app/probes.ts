import type { Given, Manifest } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { showText } from '../../harness/expect/show.ts';
import { envField, envValue } from '../checks/env.ts';
import { appContainer } from './app-container.ts';
import { t } from './texts.ts';

/** Milliseconds beyond its probe that it takes until no requests are sent to a pod that is not ready any more. */
const spreadMs = 1_500;
/** Seconds that Kubernetes gives a pod to terminate when the manifest does not say. */
const defaultGrace = 30;

/** Readiness and liveness are different questions: only the first one asks for the database as well. */
export function requireProbes(given: Given, app: Manifest): void {
  const container = appContainer(app);
  given.expectField(app, `${container}.readinessProbe`, t.hints.readiness).to.exist;
  given.expectField(app, `${container}.readinessProbe.httpGet.path`, t.hints.readiness).to.deep.equal('/readyz');
  given.expectField(app, `${container}.livenessProbe.httpGet.path`, t.hints.liveness).to.deep.equal('/healthz');
}

/**
 * Reads whether a terminating pod responds until its readiness probe has failed and requests go elsewhere, since clients
 * with its cookie are sent to it until then, and is not killed before its slowest request is over. Where there is no probe
 * only the latter is judged: {@link requireProbes} says what is missing.
 *
 * @param slowestMs what a request may take, in milliseconds
 */
export function requireTimeToLeave(given: Given, app: Manifest, slowestMs: number): void {
  const { periodSeconds, failureThreshold, noticedMs, drainMs, preStopMs } = timesOf(given, app);
  const hint = leavingHint(given, app, slowestMs);
  const leastGrace = graceFor(preStopMs + drainMs + slowestMs);
  given.expectField(app, 'spec.template.spec.terminationGracePeriodSeconds', hint)
    .to.fit(t.probes.grace(leastGrace, preStopMs / 1_000, drainMs, slowestMs), (seconds) => Number(seconds ?? defaultGrace) >= leastGrace);
  const container = appContainer(app);
  const probe = `${container}.readinessProbe`;
  if (drainMs >= noticedMs || app.get(probe) === undefined) return;
  const written = envValue(given, app, 'DRAIN_MS', container);
  given.fail({
    on: app,
    field: drainMs === 0 ? envField('DRAIN_MS', container) : probe,
    hint,
    expected: t.probes.drain(noticedMs, periodSeconds, failureThreshold),
    observed: written === undefined ? t.probes.none : showText(written),
  });
}

/** What to write so that a terminating pod loses no request, in the numbers that its own probe and requests ask for. */
export function leavingHint(given: Given, app: Manifest, slowestMs: number): Text {
  const { noticedMs, drainMs, preStopMs } = timesOf(given, app);
  return t.hints.leaving(noticedMs, graceFor(preStopMs + Math.max(drainMs, noticedMs) + slowestMs));
}

/** What decides how long a pod takes to terminate, and until when requests are sent to it. */
function timesOf(given: Given, app: Manifest): { periodSeconds: number; failureThreshold: number; noticedMs: number; drainMs: number; preStopMs: number } {
  const container = appContainer(app);
  const written = app.get<{ periodSeconds?: number; failureThreshold?: number }>(`${container}.readinessProbe`);
  // What is absent or 0 is filled in by the API server. The probe that a hint asks for where there is none has the period 1.
  const periodSeconds = nonZero(written?.periodSeconds) ?? (written === undefined ? 1 : 10);
  const failureThreshold = nonZero(written?.failureThreshold) ?? 3;
  const drainMs = Number(envValue(given, app, 'DRAIN_MS', container) ?? 0);
  return {
    periodSeconds,
    failureThreshold,
    noticedMs: periodSeconds * failureThreshold * 1_000 + spreadMs,
    // The app refuses to start with anything else than a number, and says so itself.
    drainMs: Number.isFinite(drainMs) ? drainMs : 0,
    preStopMs: (app.get<number>(`${container}.lifecycle.preStop.sleep.seconds`) ?? 0) * 1_000,
  };
}

/** The grace period in seconds that lasts at least so long. */
function graceFor(ms: number): number {
  return Math.ceil(ms / 1_000);
}

function nonZero(value: number | undefined): number | undefined {
  return value === 0 ? undefined : value;
}
