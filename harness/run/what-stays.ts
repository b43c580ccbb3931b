import type { Cluster } from '../cluster/cluster.ts';
import type { Keep } from '../lesson-process/run-context.ts';
import { runLabel } from '../manifests/own-labels.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

const t = texts.whatStays;

/** What people read after a run with `--keep`. */
export function keptLines(cluster: Cluster, runId: string, keep: Exclude<Keep, false>): Text[] {
  const label = `${runLabel}=${runId}`;
  return [verbatim(''), keep === 'all' ? t.kept(label, cluster.name) : t.keptOfFailed(label, cluster.name),
    verbatim(`  export KUBECONFIG=${cluster.kubeconfig}; kubectl --context ${cluster.context} get all -A -l ${label}`),
    t.removed];
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
export function stoppedLine({ cluster, cleaned, removesCluster }: Stopped, runId: string): Text {
  const label = `${runLabel}=${runId}`;
  if (cluster === undefined) return t.noCluster;
  if (cleaned) return t.cleaned;
  if (removesCluster) return t.clusterStays(cluster.name);
  return t.objectsStay(label, cluster.name);
}
