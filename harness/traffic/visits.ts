import type { Sample } from './sample.ts';

/** One stay of a simulated client at one pod. */
export interface Visit {
  pod: string;
  version: string;
  /** Milliseconds since the traffic began at which its first and its last request here were sent. */
  firstMs: number;
  lastMs: number;
  requests: number;
}

/** A simulated client of a sticky stream and where its cookie led it, in order. */
export interface ClientVisits {
  client: number;
  visits: Visit[];
}

/**
 * Follows each client of a sticky stream from pod to pod. Only good answers to requests that carried the cookie count: a
 * request without one may land anywhere.
 */
export function visitsOf(samples: Iterable<Sample>): ClientVisits[] {
  const clients = new Map<number, Sample[]>();
  for (const sample of samples) {
    if (!sample.ok || !sample.cookie || sample.pod === undefined) continue;
    const own = clients.get(sample.client) ?? [];
    own.push(sample);
    clients.set(sample.client, own);
  }
  return [...clients].sort(([a], [b]) => a - b).map(([client, own]) => ({ client, visits: staysOf(own) }));
}

function staysOf(samples: Sample[]): Visit[] {
  const visits: Visit[] = [];
  for (const { pod = '', version = '', sentMs } of samples.sort((a, b) => a.sentMs - b.sentMs)) {
    const stay = visits.at(-1);
    if (stay?.pod === pod) {
      stay.lastMs = sentMs;
      stay.requests++;
    } else visits.push({ pod, version, firstMs: sentMs, lastMs: sentMs, requests: 1 });
  }
  return visits;
}
