import { asText, type Text } from '../text/language.ts';
import { percentilesOf, type Percentiles } from './percentiles.ts';
import { errorLabel, type Sample } from './sample.ts';

/** Which samples to count; what is left out does not matter. */
export interface SampleFilter {
  stream?: string;
  version?: string;
  pod?: string;
  /** Its name, or its title in both languages. */
  phase?: Text;
}

/** Numbers of a set of samples. */
export interface Counts {
  requests: number;
  ok: number;
  failed: number;
  /** Failed ones by status (`503`) or error class (`reset`). */
  errors: Record<string, number>;
  /** Milliseconds from when the request was due: what a client that does not wait for others sees. */
  latency: Percentiles;
  /** Milliseconds from when the request was sent. */
  service: Percentiles;
  /** Good responses by version and by pod. */
  versions: Record<string, number>;
  pods: Record<string, number>;
}

/** Counts the samples that fit. */
export function countSamples(samples: Iterable<Sample>, filter: SampleFilter = {}): Counts {
  const errors = new Tally();
  const versions = new Tally();
  const pods = new Tally();
  const latency: number[] = [];
  const service: number[] = [];
  for (const sample of samples) {
    if (!fits(sample, filter)) continue;
    latency.push(sample.doneMs - sample.dueMs);
    service.push(sample.doneMs - sample.sentMs);
    if (sample.error !== undefined) errors.add(errorLabel(sample.error, sample.status));
    else {
      versions.add(sample.version);
      pods.add(sample.pod);
    }
  }
  const failed = errors.total;
  return {
    requests: latency.length,
    ok: latency.length - failed,
    failed,
    errors: errors.toRecord(),
    latency: percentilesOf(latency),
    service: percentilesOf(service),
    versions: versions.toRecord(),
    pods: pods.toRecord(),
  };
}

function fits(sample: Sample, filter: SampleFilter): boolean {
  return (filter.stream === undefined || sample.stream === filter.stream)
    && (filter.version === undefined || sample.version === filter.version)
    && (filter.pod === undefined || sample.pod === filter.pod)
    && (filter.phase === undefined || sample.phase === asText(filter.phase).en);
}

/** How often each name was seen; a missing name is not counted. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(name: string | undefined): void {
    if (name !== undefined) this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Most frequent first. */
  toRecord(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([, a], [, b]) => b - a));
  }
}
