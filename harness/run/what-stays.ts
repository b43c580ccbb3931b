import type { Cluster } from '../cluster/cluster.ts';
import { runLabel } from '../manifests/own-labels.ts';

const howItGoes = 'The next run or npm run down removes it.';

/** What people read after a run with `--keep`. */
export function keptLines(cluster: Cluster, runId: string): string[] {
  const label = `${runLabel}=${runId}`;
  return ['', `Kept: everything labelled ${label} on ${cluster.name}. To look at it:`,
    `  export KUBECONFIG=${cluster.kubeconfig}; kubectl --context ${cluster.context} get all -A -l ${label}`,
    howItGoes];
}

/** How far a run had come that ends without its clean-up. */
export interface Stopped {
  /** Absent: the run had none yet. */
  cluster?: Cluster;
  /** The clean-up had removed all that it made. */
  cleaned: boolean;
  /** The run would have removed the cluster itself. */
  removesCluster: boolean;
}

/** What people read when a run ends without its clean-up: at a second Ctrl-C, and after a defect. */
export function stoppedLine({ cluster, cleaned, removesCluster }: Stopped, runId: string): string {
  if (cluster === undefined) return 'Stopped without cleaning up. If a cluster was being made, npm run down removes it.';
  if (cleaned) return 'Stopped; everything that this run made is gone.';
  if (removesCluster) return `Stopped without cleaning up; the cluster ${cluster.name} is still there. ${howItGoes}`;
  return `Stopped without cleaning up; still on the cluster: everything labelled ${runLabel}=${runId} on ${cluster.name}. ${howItGoes}`;
}
