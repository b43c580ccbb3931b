import { join } from 'node:path';
import { loadLesson } from '../manifests/load.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { checkout } from '../process/checkout.ts';
import { mapsIn } from '../values/field-path.ts';

/** What the bench sends its requests to, as it is written. */
export interface TargetObjects {
  manifests: readonly Manifest[];
  deployment: Manifest;
  /** The host of its Ingress. */
  host: string;
  /** What its pods are asked for to see whether they are ready: nothing else need run for that. */
  path: string;
}

/** Reads it from `manifests/bench`. Throws Error when something of it is missing. */
export function targetObjects(dir = join(checkout, 'manifests')): TargetObjects {
  const manifests = loadLesson(dir, 'bench');
  const deployment = manifests.find(({ kind }) => kind === 'Deployment');
  const host = mapsIn(manifests.find(({ kind }) => kind === 'Ingress')?.get('spec.rules'))[0]?.['host'];
  const path = deployment?.get('spec.template.spec.containers[0].readinessProbe.httpGet.path');
  if (deployment === undefined || typeof host !== 'string' || typeof path !== 'string') throw new Error(`${join(dir, 'bench')} needs a Deployment with a readiness probe by HTTP, and an Ingress with a host`);
  return { manifests, deployment, host, path };
}
