import type { Container, Deployment } from '../client/objects.ts';
import type { AtSigterm } from './app-rules.ts';
import { isHookInOneWord } from './hook-in-one-word.ts';

/** What decides how long a pod takes to terminate, and until when requests are sent to it; milliseconds. */
export interface LeavingTimes {
  /** What its preStop hook takes, as far as that can be read. */
  preStopMs: number;
  /** From the begin of the termination until it accepts no more requests. */
  delayMs: number;
  /** Whether there is any delay, also one whose length cannot be read. */
  waits: boolean;
  /** From the begin of the termination until it is killed. */
  graceMs: number;
  /** From SIGTERM, if the app says from then on that it is not ready, until requests go elsewhere. */
  noticedMs: number;
}

/** Milliseconds beyond its probe that it takes until no requests are sent to a pod that is not ready any more. */
const noticeMs = 1_500;
/** What Kubernetes fills in where a manifest says nothing: seconds, failures, seconds. */
const defaults = { period: 10, failures: 3, grace: 30 };

/** Reads from a Deployment how the pods of it leave, by the settings of one of its containers. */
export function leavingTimes({ spec }: Deployment, container: Container, { drainMs, exitsBy }: AtSigterm): LeavingTimes {
  const { readinessProbe: probe, lifecycle: { preStop } = {} } = container;
  const preStopMs = preStop === undefined || isHookInOneWord(container) ? 0 : secondsOf(preStop) * 1_000;
  // The delay may lie before SIGTERM, or in the app itself after it, unless it exits at once.
  const delayMs = preStopMs + (exitsBy === undefined ? drainMs : 0);
  // What is absent or 0 is filled in by the API server. The probe that a hint asks for where there is none has the period 1.
  const period = (probe?.periodSeconds ?? 0) === 0 ? (probe === undefined ? 1 : defaults.period) : (probe?.periodSeconds ?? 0);
  const failures = (probe?.failureThreshold ?? 0) === 0 ? defaults.failures : (probe?.failureThreshold ?? 0);
  return {
    preStopMs,
    delayMs,
    waits: delayMs > 0 || preStop?.exec !== undefined || preStop?.httpGet !== undefined,
    graceMs: (spec?.template.spec?.terminationGracePeriodSeconds ?? defaults.grace) * 1_000,
    noticedMs: period * failures * 1_000 + noticeMs,
  };
}

/** What a hook surely takes: its sleep, or the `sleep` that its command is or holds; 0 where that cannot be read. */
function secondsOf({ sleep, exec }: NonNullable<NonNullable<Container['lifecycle']>['preStop']>): number {
  if (sleep !== undefined) return sleep.seconds;
  return Number(/(?:^|[\s;&/])sleep\s+(\d+(?:\.\d+)?)s?(?:$|[\s;&])/.exec((exec?.command ?? []).join(' '))?.[1] ?? 0);
}
