import type { PerRunKind } from '../../client/kinds.ts';
import type { ObjectName } from '../manifest.ts';

/**
 * What must be known to give a namespace of a run, and all that is applied to it, a life of its own.
 *
 * Cluster-wide names, folders of nodes, hosts and ports are shared by all; the files are plain YAML. So each object
 * gets its namespace's suffix on its way to the server, and loses it again on its way back into a message. Names inside
 * a namespace stay as the learner wrote them.
 */
export interface Isolation {
  /** The namespace of the run; also the suffix. */
  namespace: string;
  /** Names of the cluster's StorageClass objects: these stay themselves. */
  storageClasses: readonly string[];
  /** Whether a claim without a class is given one by the cluster; then absence must show, else it means "no class". */
  hasDefaultClass: boolean;
  /** Objects that the lesson brings: who refers to one of the whole cluster means ours, not the cluster's of that name. */
  brings?: ReadonlySet<ObjectName>;
  /** Namespaces of the learner's files that this one stands for, beside `default`. */
  standsFor?: ReadonlySet<string>;
  /** Where the ServiceAccounts of the learner's files say that they are: of those that do not say so, the names are enough. */
  accounts?: ReadonlyMap<string, string>;
  /** Namespaces that the lesson has beside this one: what a learner calls each, and its name on the cluster. */
  others?: ReadonlyMap<string, string>;
  /** A registry that the lesson runs: what learners call it, and what it is called in this run; the password that they write, and this run's own. */
  registry?: { written: string; host: string; password: { written: string; own: string } };
  /** Hosts for which a rule of an Ingress without a host answers here, such as `*.example`. */
  hosts?: readonly string[];
  /** Nothing is made unique: what is judged was applied by hand, under its own names. */
  asIs?: boolean;
  /** Objects of kinds that no lesson knows may be made: controllers of the cluster act on them. */
  otherKinds?: boolean;
  /** Pods have no token for the API server, whatever their accounts say; `all`: nor for anybody else. */
  withoutTokens?: true | 'all';
  /** Pods have no priority of the cluster's own, by which they would push aside what keeps it running. */
  withoutSystemPriority?: boolean;
  /** Kinds of the whole cluster that the lesson is about, and so allows beside volumes and classes. */
  clusterWide?: readonly PerRunKind[];
  /** Folders of the node that pods may have: this namespace has its own in their place. */
  nodeFolders?: readonly string[];
}
