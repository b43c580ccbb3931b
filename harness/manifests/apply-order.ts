import { kindNamed, stages } from '../client/kinds.ts';
import type { Manifest } from './manifest.ts';

/** The manifests in the order in which they are applied; the order in the files decides among those of the same stage. */
export function inApplyOrder(manifests: readonly Manifest[]): Manifest[] {
  return manifests.toSorted((a, b) => rank(a.kind) - rank(b.kind));
}

function rank(kind: string): number {
  return stages.indexOf(kindNamed(kind)?.stage ?? 'workloads');
}
