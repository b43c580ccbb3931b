import type { Use } from '../client/use.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { EnvironmentError } from '../verdict/environment-error.ts';
import type { ImageFacts, Leftover } from '../verdict/results.ts';
import type { Language, Text } from '../text/language.ts';

export interface StageTools {
  /** Aborted when the stage must stop; it then gives back what it has half made. */
  signal: AbortSignal;
  /** Prints one line for people. */
  say: (line: Text) => void;
  /** Of the reader. */
  language: Language;
}

/** Docker, kind and the images, ready for a cluster. */
export interface Prepared {
  images: ImageFacts[];
  /** Reuses the cluster of this checkout that is up, else makes one; `fresh` makes it anew. */
  openCluster: (fresh: boolean, tools: StageTools) => Promise<Cluster>;
}

/** What surrounds the lessons, apart from their running: an interface so that the runner is tested without a cluster. */
export interface Stages {
  /** Name of this checkout's cluster, whether or not it is there. */
  clusterName: () => string;
  prepare: (tools: StageTools) => Promise<Prepared>;
  /** Throws EnvironmentError when the user's kubeconfig has no such context; asks no server. */
  requireContext: (context: string) => void;
  /** An existing cluster that is not ours. */
  connect: (context: string, tools: StageTools) => Promise<Cluster>;
  /** Throws MissingRights when who runs the lessons may not do what they need on such a cluster. */
  requireRights: (cluster: Cluster, uses: readonly Use[], tools: StageTools) => Promise<void>;
  removeCluster: (cluster: Cluster, tools: StageTools) => Promise<void>;
  /** Calls once when the cluster has stopped answering; returns the function that ends the watching. */
  watchHealth: (cluster: Cluster, onLost: (error: EnvironmentError) => void) => () => void;
  /** Removes what runs left that are over: killed, or kept for a look. */
  sweepOlder: (cluster: Cluster, tools: StageTools) => Promise<void>;
  /** Removes what this run made and still is there; returns what stays. */
  sweep: (cluster: Cluster, runId: string, tools: StageTools) => Promise<Leftover[]>;
}
