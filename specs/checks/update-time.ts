import type { Deployment } from '../../harness/client/objects.ts';
import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { rolloutBounds } from '../../harness/rollout/rollout-bounds.ts';
import { t as texts } from './rollout-texts.ts';

const t = texts.time;

/** What an update may surely take by its own settings for a lesson to watch several of them; milliseconds. */
const longestMs = 45_000;

/** How long the pods of a Deployment surely take. */
export interface UpdateTime {
  /** Milliseconds that an update takes at the least. */
  ms: number;
  /** Milliseconds from when a new pod runs until it counts. */
  podMs: number;
  /** How many times pods are replaced, as many at a time as the strategy allows. */
  steps: number;
  /** The field that takes most of it. */
  field: string;
}

/**
 * The least time of an update by what the manifest says: a new pod counts when its probes have begun to ask and have succeeded
 * often enough, and it has been ready for `minReadySeconds`; then the next ones are replaced.
 */
export function leastUpdateTime(manifest: Manifest): UpdateTime {
  const { spec }: Deployment = manifest.object;
  const waits = (spec?.template.spec?.containers ?? []).flatMap(({ readinessProbe, startupProbe }, n) => {
    const path = `spec.template.spec.containers[${n}]`;
    const more = Math.max(0, (readinessProbe?.successThreshold ?? 1) - 1) * (readinessProbe?.periodSeconds ?? 10);
    return [
      { seconds: (readinessProbe?.initialDelaySeconds ?? 0) + more, field: `${path}.readinessProbe.${more > (readinessProbe?.initialDelaySeconds ?? 0) ? 'successThreshold' : 'initialDelaySeconds'}` },
      { seconds: startupProbe?.initialDelaySeconds ?? 0, field: `${path}.startupProbe.initialDelaySeconds` },
    ];
  });
  const longest = waits.reduce((most, each) => (each.seconds > most.seconds ? each : most), { seconds: 0, field: 'spec.minReadySeconds' });
  const minReady = { seconds: spec?.minReadySeconds ?? 0, field: 'spec.minReadySeconds' };
  const steps = Math.ceil((spec?.replicas ?? 1) / rolloutBounds(manifest.object).atOnce);
  const podMs = (longest.seconds + minReady.seconds) * 1_000;
  return { ms: podMs * steps, podMs, steps, field: longest.seconds > minReady.seconds ? longest.field : minReady.field };
}

/** Throws LessonFailure, which names the field that takes most of it, when an update takes longer than a lesson can watch. */
export function requireInTime(given: Given, manifest: Manifest): void {
  const { ms, podMs, steps, field } = leastUpdateTime(manifest);
  if (ms <= longestMs) return;
  given.fail({ on: manifest, field, hint: t.hint(Math.floor(longestMs / 1_000 / steps)), expected: t.expected(longestMs / 1_000), observed: t.observed(ms / 1_000, steps, podMs / 1_000) });
}
