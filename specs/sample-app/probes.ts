import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { container, envField, envValue } from '../checks/env.ts';

/** Milliseconds beyond its probe that it takes until everyone has heard of a pod that is not ready any more. */
const SPREAD_MS = 1_500;

/** "Send me requests" is another question than "restart me": only the first one asks for the database as well. */
export function requireProbes(given: Given, app: Manifest): void {
  given.expectField(app, `${container}.readinessProbe`, 'readiness').to.exist;
  given.expectField(app, `${container}.readinessProbe.httpGet.path`, 'readiness').to.deep.equal('/readyz');
  given.expectField(app, `${container}.livenessProbe.httpGet.path`, 'liveness').to.deep.equal('/healthz');
}

/**
 * A pod that leaves must answer until its readiness probe has failed and everyone knows, since visitors with its cookie
 * come until then, and must not be killed before its slowest request is over.
 *
 * @param slowestMs what a request may take, in milliseconds
 */
export function requireTimeToLeave(given: Given, app: Manifest, slowestMs: number): void {
  const probe = `${container}.readinessProbe`;
  const written = app.get<{ periodSeconds?: number; failureThreshold?: number }>(probe);
  // What is absent or 0 is filled in by the API server.
  const periodSeconds = nonZero(written?.periodSeconds) ?? 10;
  const failureThreshold = nonZero(written?.failureThreshold) ?? 3;
  const noticedMs = periodSeconds * failureThreshold * 1_000 + SPREAD_MS;
  const drainMs = Number(envValue(given, app, 'DRAIN_MS') ?? 0);
  const preStopMs = (app.get<number>(`${container}.lifecycle.preStop.sleep.seconds`) ?? 0) * 1_000;
  const leastGrace = Math.ceil((preStopMs + drainMs + slowestMs) / 1_000);
  given.expectField(app, 'spec.template.spec.terminationGracePeriodSeconds', 'leaving').to.fit(`${leastGrace} or more: preStop.sleep.seconds ${preStopMs / 1_000}, DRAIN_MS ${drainMs} and a request of ${slowestMs} ms`, (seconds) => Number(seconds ?? 30) >= leastGrace);
  if (drainMs >= noticedMs) return;
  given.fail({
    on: app,
    field: drainMs === 0 ? envField('DRAIN_MS') : probe,
    hint: 'leaving',
    expected: `DRAIN_MS of at least ${noticedMs}: periodSeconds ${periodSeconds} × failureThreshold ${failureThreshold} of the readinessProbe, and a moment more`,
    observed: drainMs === 0 ? 'none' : String(drainMs),
  });
}

function nonZero(value: number | undefined): number | undefined {
  return value === 0 ? undefined : value;
}
