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
 * Follows each client of a sticky stream from pod to pod: to the one that gave it its cookie, and from there to the one
 * whose response brought another cookie.
 *
 * A client has several requests under way at a time. Those that left with the cookie of a pod that is gone may each land
 * elsewhere; the client goes on with what the first of their responses brought, and the others say nothing about it.
 */
export function visitsOf(samples: Iterable<Sample>): ClientVisits[] {
  const clients = new Map<number, Sample[]>();
  for (const sample of samples) {
    if (!sample.ok || sample.pod === undefined) continue;
    const own = clients.get(sample.client) ?? [];
    own.push(sample);
    clients.set(sample.client, own);
  }
  return [...clients].sort(([a], [b]) => a - b).map(([client, own]) => ({ client, visits: staysOf(own) }));
}

/** Goes through what a client sent and got in order of time, with the cookie that it then had. */
function staysOf(samples: readonly Sample[]): Visit[] {
  const visits: Visit[] = [];
  const leftWith = new Map<Sample, Visit | undefined>();
  const moments = samples.flatMap((sample) => [{ at: sample.doneMs, sample, done: true }, { at: sample.sentMs, sample, done: false }]);
  // A response is read before the next request leaves.
  moments.sort((a, b) => a.at - b.at || Number(b.done) - Number(a.done));
  for (const { sample, done } of moments) {
    const { pod = '', version = '', sentMs, cookie } = sample;
    if (!done) {
      leftWith.set(sample, cookie ? visits.at(-1) : undefined);
      continue;
    }
    const named = leftWith.get(sample);
    if (named !== undefined && named.pod === pod) {
      named.lastMs = Math.max(named.lastMs, sentMs);
      named.requests++;
    } else if (named === visits.at(-1)) visits.push({ pod, version, firstMs: sentMs, lastMs: sentMs, requests: 1 });
  }
  return visits;
}
