import { kindNamed } from '../client/kinds.ts';
import type { Manifest } from './manifest.ts';

/** Whether an object scales others while they run. */
export function isAutoscaler({ kind }: Manifest): boolean {
  return kind === 'HorizontalPodAutoscaler';
}

/**
 * The workload as its HorizontalPodAutoscaler would leave it where nobody measures its pods: with no fewer replicas than
 * `minReplicas` and no more than `maxReplicas` (pkg/controller/podautoscaler/horizontal.go, reconcileAutoscaler). One that has
 * none, or whose replicas are 0, which turns autoscaling off, stays as it is.
 */
export function autoscaled(workload: Manifest, all: readonly Manifest[]): Manifest {
  if (kindNamed(workload.kind)?.scales !== true) return workload;
  const scaler = all.find((each) => isAutoscaler(each) && isAbout(each, workload));
  const replicas = numberAt(workload, 'replicas') ?? 1;
  if (scaler === undefined || replicas === 0) return workload;
  const bounded = Math.min(Math.max(replicas, numberAt(scaler, 'minReplicas') ?? 1), numberAt(scaler, 'maxReplicas') ?? Infinity);
  return bounded === replicas ? workload : workload.with('spec.replicas', bounded);
}

function isAbout(scaler: Manifest, { kind, name }: Manifest): boolean {
  return scaler.get('spec.scaleTargetRef.kind') === kind && scaler.get('spec.scaleTargetRef.name') === name;
}

/** What is no number the API server refuses by itself. */
function numberAt(manifest: Manifest, field: string): number | undefined {
  const value = manifest.get(`spec.${field}`);
  return typeof value === 'number' ? value : undefined;
}
