import { rm } from 'node:fs/promises';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { withFileLock } from '../process/file-lock.ts';
import type { Cluster } from './cluster.ts';
import { readState } from './cluster-state.ts';
import { leaveCluster, otherUsers } from './cluster-users.ts';
import { endKind } from './create-cluster.ts';
import { decide } from './decide.ts';
import type { Surroundings } from './ensure-cluster.ts';
import { listNodes, removeNodes } from './kind-nodes.ts';
import { clusterFiles } from './names.ts';
import { readNodeRecord } from './node-images.ts';
import { texts } from '../text/texts.ts';

const t = texts.cluster;

const LOCK_WITHIN_MS = 60_000;

/** This process uses the cluster no longer; other runs may remove it from now on. */
export async function releaseCluster(cluster: Pick<Cluster, 'provider' | 'name'>): Promise<void> {
  if (cluster.provider === 'kind') await leaveCluster(clusterFiles(cluster.name).users);
}

/**
 * Removes a cluster that this run made, unless another run uses it by now: then it stays, and that is said.
 * Takes 25 s at most. Throws an EnvironmentError when nodes are left.
 */
export async function removeCluster(cluster: Cluster, surroundings: Surroundings): Promise<void> {
  await releaseCluster(cluster);
  if (cluster.provider !== 'kind') return;
  const others = await otherUsers(clusterFiles(cluster.name).users);
  if (others.length > 0) {
    surroundings.say(t.stays(cluster.name, others.join(', ')));
    return;
  }
  await removeOwn(cluster.name, surroundings);
}

/**
 * Removes the cluster of this name if this project made it; resolves with whether there was one.
 * Throws an EnvironmentError when it is somebody else's, or in use by a run and not `force`d.
 */
export async function takeDown(name: string, { force }: { force: boolean }, surroundings: Surroundings): Promise<boolean> {
  const files = clusterFiles(name);
  const nodes = await listNodes(name, surroundings.signal);
  const records = await Promise.all(nodes.map((node) => readNodeRecord(node, surroundings.signal).catch(() => undefined)));
  const found = { nodes, state: await readState(files.state), recorded: records.some((record) => record !== undefined) };
  const decision = decide(found, { state: found.state ?? { phase: 'created', config: '', nodeImage: '', nodeImageId: '' }, fresh: true });
  if (decision.do === 'refuse') throw new EnvironmentError(t.named(name), decision.because, t.refuseHint(name));
  const others = await otherUsers(files.users);
  if (others.length > 0 && !force) throw new EnvironmentError(t.named(name), t.used(others.join(', ')), t.usedHint);
  await removeOwn(name, surroundings);
  return nodes.length > 0;
}

async function removeOwn(name: string, surroundings: Surroundings): Promise<void> {
  const files = clusterFiles(name);
  await withFileLock(files.lock, { what: t.working(name), deadlineMs: LOCK_WITHIN_MS, ...surroundings }, async () => {
    const state = await readState(files.state);
    if (state?.kindGroup !== undefined) await endKind(state.kindGroup, name);
    await removeNodes(name);
    await Promise.all([files.state, files.kubeconfig, files.config, files.mounted].map((path) => rm(path, { force: true, recursive: true })));
  });
}
