import type { Sample } from '../../harness/traffic/sample.ts';
import type { TrafficReport } from '../../harness/traffic/report.ts';

/** What visitors lost when a pod was killed. */
export interface Losses {
  requests: number;
  /** Milliseconds from the kill until the last lost request left; 0 when none was lost. */
  lastMs: number;
  /** Lost requests of visitors whose cookie never named the pod, each in words. */
  unbound: string[];
}

/** Every request that failed, in the order in which they ended. */
export function lostIn(report: TrafficReport): Sample[] {
  return [...report.samples()].filter(({ ok }) => !ok);
}

/** What was lost with a pod that was killed when the phase began. */
export function lossesWith(report: TrafficReport, pod: string, phase: string): Losses {
  const killedMs = report.phases.find(({ name }) => name === phase)?.fromMs ?? 0;
  const bound = new Set(report.clients('sticky').filter(({ visits }) => visits.some((visit) => visit.pod === pod)).map(({ client }) => client));
  const lost = lostIn(report);
  return {
    requests: lost.length,
    lastMs: Math.round(Math.max(0, ...lost.map(({ sentMs }) => sentMs - killedMs))),
    unbound: lost
      .filter(({ stream, client }) => stream !== 'sticky' || !bound.has(client))
      .map(({ stream, error, detail, sentMs }) => `${stream}, ${Math.round(sentMs - killedMs)} ms after the kill: ${error ?? ''} (${detail ?? ''})`),
  };
}

/** Milliseconds from the first lost request to the last, by when they left; 0 when none or one was lost. */
export function outageMs(report: TrafficReport): number {
  const sent = lostIn(report).map(({ sentMs }) => sentMs);
  return sent.length === 0 ? 0 : Math.round(Math.max(...sent) - Math.min(...sent));
}
