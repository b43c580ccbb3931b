import { posix } from 'node:path';
import { isPerRun } from '../../client/kinds.ts';
import type { Isolation } from './isolation.ts';

/** Folder of a node under which the data of all runs lies: `<base>/<namespace>/<the volume's own path, as one name>`. */
export const nodeDataFolder = '/var/lib/cndjp2-e2e';

/**
 * The folder on a node of a volume whose path a learner has written. The path is one name there, such as `data%2Fmysql`: a volume
 * below another one could be a link that a pod has left in the other, and would lead to any folder of the node.
 *
 * A path with `..` stays as it is: the API server refuses it.
 */
export function nodeFolder(learners: string, { namespace }: Pick<Isolation, 'namespace'>): string {
  // `.` is to the container the root, as `/` is, and must not be the folder that all the others lie in.
  const name = learners.split('/').includes('..') ? learners.replace(/^\/+/, '') : encodeURIComponent(posix.normalize(`/${learners}`).replace(/^\/+(?=.)|(?<=.)\/+$/g, ''));
  return `${nodeDataFolder}/${namespace}/${name}`;
}

/** A path of a volume from its name on a node. */
function learnersPath(name: string): string {
  try {
    return `/${decodeURIComponent(name)}`.replace(/^\/+/, '/');
  } catch {
    return `/${name}`;
  }
}

/** Stands for "no storage class" where that must not bind another run's volume. */
export const noClass = 'none';

/** A learner's name, unique in the cluster. */
export function unique(learners: string, isolation: Isolation): string {
  return `${learners}-${isolation.namespace}`;
}

/** Whether an object of the whole cluster was made for this namespace of the run, by its name. */
export function isOwnName(name: string | undefined, isolation: Pick<Isolation, 'namespace'>): boolean {
  return name?.endsWith(`-${isolation.namespace}`) === true;
}

/**
 * The name on the cluster of what a learner calls `kind/name`. Of the whole cluster's objects, volumes and those that the
 * lesson brings have one of their own; `ClusterRole/view`, which every cluster has, stays itself.
 */
export function nameOnCluster(kind: string, learners: string, isolation: Isolation): string {
  if (!isPerRun(kind) || isolation.asIs === true) return learners;
  if (kind === 'PriorityClass' && !learners.startsWith('system-') && bringsClasses(isolation)) return unique(learners, isolation);
  return kind === 'PersistentVolume' || isolation.brings?.has(`${kind}/${learners}`) === true ? unique(learners, isolation) : learners;
}

/** Whether the lesson's classes of priority are its own: then no name means one of the cluster's, by which pods of others would be pushed aside. */
function bringsClasses({ brings }: Isolation): boolean {
  return [...brings ?? []].some((id) => id.startsWith('PriorityClass/'));
}

/** Makes a field that names an object of the whole cluster follow that object, in place. */
export function follow(map: Record<string, unknown>, field: string, kind: string, isolation: Isolation): void {
  const name = map[field];
  if (typeof name === 'string') map[field] = nameOnCluster(kind, name, isolation);
}

/** The namespace that a learner means: one of ours where it is one of the learner's own or of the lesson's, else itself, as `kube-system`. */
export function namespaceMeant(learners: string, isolation: Isolation): string {
  const other = isolation.others?.get(learners);
  if (other !== undefined) return other;
  return learners === 'default' || isolation.standsFor?.has(learners) === true ? isolation.namespace : learners;
}

/** Whether a namespace belongs to the cluster: no file of a learner makes it stand for ours. */
export function isSystemNamespace(name: string): boolean {
  return name.startsWith('kube-');
}

/** A host of this run's own: `shop.example` becomes `shop.<namespace>.example`, `*.example` becomes `*.<namespace>.example`. */
export function hostName(learners: string, isolation: Pick<Isolation, 'namespace' | 'asIs'>): string {
  if (isolation.asIs === true) return learners;
  const labels = learners.split('.');
  return [...labels.slice(0, -1), isolation.namespace, ...labels.slice(-1)].join('.');
}

/** Puts the learner's own names back into a text from the cluster. */
export function asLearnerWrote(text: string, isolation: Isolation): string {
  if (isolation.asIs === true) return text;
  return text
    .replaceAll(new RegExp(`${nodeDataFolder}/${RegExp.escape(isolation.namespace)}/([\\w.!~*'()%-]*)`, 'g'), (_, name: string) => learnersPath(name))
    .replaceAll(`"${noClass}-${isolation.namespace}"`, '""')
    .replaceAll(`${noClass}-${isolation.namespace}`, '""')
    .replaceAll(`-${isolation.namespace}`, '')
    .replaceAll(`.${isolation.namespace}.svc`, '.default.svc')
    .replaceAll(`.${isolation.namespace}.`, '.')
    .replaceAll(`"${isolation.namespace}/`, '"')
    .replaceAll(`${isolation.namespace}/`, '');
}
