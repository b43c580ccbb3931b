import type { Deployment } from '../client/objects.ts';

/** What a Deployment's strategy promises while pods are replaced. */
export interface RolloutBounds {
  /** Pods that are ready at every moment. */
  fewestReady: number;
  /** Replicas that are asked for at any moment, pods on their way out not counted. */
  mostWanted: number;
  /** How many pods it may replace at a time. */
  atOnce: number;
}

/**
 * The bounds of a Deployment, by the rules of its controller: 25 % each when nothing is said, maxUnavailable rounded down,
 * maxSurge rounded up, and one pod may be missing where both would be 0.
 */
export function rolloutBounds({ spec }: Deployment): RolloutBounds {
  const replicas = spec?.replicas ?? 1;
  if (spec?.strategy?.type === 'Recreate') return { fewestReady: 0, mostWanted: replicas, atOnce: Math.max(1, replicas) };
  const { maxUnavailable, maxSurge }: { maxUnavailable?: unknown; maxSurge?: unknown } = spec?.strategy?.rollingUpdate ?? {};
  const surge = Math.ceil(podsOf(maxSurge, replicas));
  const missing = Math.floor(podsOf(maxUnavailable, replicas));
  const gone = surge === 0 && missing === 0 ? 1 : missing;
  return { fewestReady: Math.max(0, replicas - gone), mostWanted: replicas + surge, atOnce: surge + gone };
}

/** A number of pods, or a share of the replicas. */
function podsOf(value: unknown, replicas: number): number {
  if (typeof value === 'number') return value;
  const percent = Number.parseFloat(typeof value === 'string' ? value : '25%');
  // In this order a share such as 7 % of 100 is exactly 7.
  return (replicas * percent) / 100;
}
