import type { Container } from '../client/objects.ts';
import type { Text } from '../text/language.ts';
import type { texts } from '../text/texts.ts';
import type { Sample } from '../traffic/sample.ts';

/** Names of the causes for which there are rules. */
export type CauseKey = keyof (typeof texts)['rollout']['causes'];

/** What a container's app does when it gets SIGTERM. */
export interface AtSigterm {
  /** Milliseconds for which it goes on accepting requests. */
  drainMs: number;
  /** Path below the container of the field that makes it exit at once, dropping its requests; absent: it finishes them. */
  exitsBy?: string;
  /** Path below the container of the field that says `drainMs`; absent: there is none, or nobody knows. */
  drainField?: string;
  /** Whether that field is written; where it is, a `drainMs` of 0 is no choice but a mistake in it. */
  drainIsWritten?: boolean;
}

/** What a lesson knows about its app that no field of Kubernetes says. */
export interface AppRules {
  /** Name of the container that serves the requests; absent: every one that declares a port. */
  container?: string;
  /** Reads from a container's fields what its app does at SIGTERM; absent: it accepts no more requests. */
  atSigterm?: (container: Container) => AtSigterm;
  /** Whether what a readinessProbe asks says "not ready" from SIGTERM on; absent: only the endpoints show it. */
  saysLeaving?: (probe: NonNullable<Container['readinessProbe']>) => boolean;
  /** Whether a request has only failed because what the app itself waits for took too long, as one that got no response in time. */
  gaveUp?: (sample: Sample) => boolean;
  /** The path below the container of the field by which the app itself responds with this error, and what to do; absent: nobody knows. */
  responds?: (sample: Sample) => { field: string; hint: Text } | undefined;
  /** Hints that name the app's own settings, in place of the general ones. */
  hints?: Partial<Readonly<Record<CauseKey, Text>>>;
  /**
   * How to let a terminating pod respond until requests go elsewhere, in numbers: milliseconds until that is noticed, and the
   * grace period in seconds that is enough then.
   */
  leavingHint?: (noticedMs: number, graceSeconds: number) => Text;
}
