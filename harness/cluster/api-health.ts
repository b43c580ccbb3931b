import { ApiError } from '../client/api-error.ts';
import { loadKubeConfig } from '../client/credentials.ts';
import { RestClient } from '../client/rest.ts';
import { startAwakeClock } from '../process/awake-clock.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { Cluster } from './cluster.ts';
import { roundSeconds } from '../text/duration.ts';
import { texts } from '../text/texts.ts';
import { messageOf } from '../text/worded-error.ts';

const t = texts.cluster;

/** Milliseconds between two questions, and for the answer to one. */
const PERIOD_MS = 2_000;
const ANSWER_MS = 4_000;
/** An API server that restarts is back sooner; one that says nothing for so long is lost to the lessons. */
export const LOST_AFTER_MS = 10_000;

export interface HealthOptions {
  /** Asks the API server; resolves when anything answers, rejects otherwise. */
  ask?: () => Promise<unknown>;
  now?: () => number;
  periodMs?: number;
  lostAfterMs?: number;
}

/**
 * Asks the API server for a sign of life every 2 s and calls `onLost` once, with an EnvironmentError (exit code 2), when
 * it has not answered for more than 10 s in which its answer would have been heard. Returns a function that stops the asking.
 */
export function watchHealth(cluster: Pick<Cluster, 'name' | 'kubeconfig' | 'context'>, onLost: (error: EnvironmentError) => void, options: HealthOptions = {}): () => void {
  const clock = startAwakeClock();
  const { ask = () => askApi(cluster), now = clock.now, periodMs = PERIOD_MS, lostAfterMs = LOST_AFTER_MS } = options;
  let answeredAt = now();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    clearTimeout(timer);
    clock.stop();
  };
  const round = async (): Promise<void> => {
    try {
      await ask();
      answeredAt = now();
    } catch (error) {
      const silentMs = now() - answeredAt;
      if (!stopped && silentMs > lostAfterMs) {
        stop();
        onLost(lostCluster(cluster.name, silentMs, error));
      }
    }
    if (!stopped) timer = setTimeout(() => void round(), periodMs);
  };
  timer = setTimeout(() => void round(), periodMs);
  return stop;
}

/** What to tell about a cluster that does not answer any more. */
export function lostCluster(name: string, silentMs: number, cause?: unknown): EnvironmentError {
  const after = roundSeconds(silentMs);
  const message = cause instanceof Error ? t.lostBecause(after, messageOf(cause)) : t.lost(after);
  return new EnvironmentError(t.named(name), message, t.lostHint, { cause, code: 'cluster-lost' });
}

/** Any answer is a sign of life, a refusal too; only an overloaded or broken server (5xx) is none. */
export async function askApi(cluster: Pick<Cluster, 'kubeconfig' | 'context'>, options: { deadlineMs?: number; signal?: AbortSignal } = {}): Promise<void> {
  const client = new RestClient(loadKubeConfig(cluster.kubeconfig, cluster.context));
  try {
    await client.text('GET', '/readyz', { deadlineMs: ANSWER_MS, ...options });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code >= 500) throw error;
  }
}
