import { ClusterClient } from '../client/cluster-client.ts';
import { watchHealth } from '../cluster/api-health.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { connectContext, requireContext } from '../cluster/connect-context.ts';
import { ensureCluster } from '../cluster/ensure-cluster.ts';
import { clusterName } from '../cluster/names.ts';
import { prepare } from '../cluster/prepare.ts';
import { requireRights } from '../cluster/require-rights.ts';
import { releaseCluster, removeCluster } from '../cluster/remove-cluster.ts';
import type { OpenRun, OpenRuns } from './open-runs.ts';
import type { Stages, StageTools } from './stages.ts';
import { findLeftovers, type FoundLeftover } from '../cleanup/leftovers.ts';
import { isFolderOf } from '../cleanup/run-folders.ts';
import { sweepRuns, type SweptCluster } from '../cleanup/sweep-runs.ts';
import { texts } from '../text/texts.ts';
import { messageOf } from '../text/worded-error.ts';

const t = texts.run;

/** Milliseconds for what this run made to be gone, and for what older ones left. */
const ownWithinMs = 60_000;
const olderWithinMs = 30_000;

/** The stages of a real run: Docker, kind, images, cluster. */
export function realStages(openRuns: OpenRuns): Stages {
  return {
    clusterName: () => clusterName(),
    prepare: async (tools) => {
      const { images, kind } = await prepare(tools);
      for (const image of images) tools.say(t.image(image.name.split('@')[0] ?? image.name, image.version, texts.report.provenances[image.provenance]));
      return { images, openCluster: (fresh, bringingUp) => ensureCluster({ images, kind, fresh }, bringingUp) };
    },
    requireContext: (context) => { requireContext(context); },
    connect: (context, tools) => connectContext(context, {}, tools),
    requireRights: (cluster, uses, { signal }) => requireRights(sweptCluster(cluster).client, uses, signal),
    removeCluster,
    watchHealth,
    sweepOlder: (cluster, tools) => sweepOlder(cluster, openRuns, tools),
    sweep: async (cluster, runId, { signal }) => {
      const swept = sweptCluster(cluster);
      const found = await findLeftovers(swept.client, runId, signal);
      const left = await sweepRuns(swept, found, { isOver: (folder) => isFolderOf(folder, runId), withinMs: ownWithinMs, signal });
      await releaseCluster(cluster);
      return left;
    },
  };
}

/**
 * For `npm run down`: removes what runs that are over left or kept on clusters that are not ours, by the records of this
 * machine. A cluster that does not answer is named and passed over.
 */
export async function sweepDeadRuns(tools: StageTools, openRuns: OpenRuns): Promise<void> {
  for (const record of openRuns.over().filter(({ provider }) => provider === 'context')) {
    try {
      const swept = sweptCluster({ ...record, name: record.cluster });
      await removeOlder(swept, await findLeftovers(swept.client, record.runId, tools.signal), [record], openRuns, tools);
    } catch (error) {
      tools.signal.throwIfAborted();
      tools.say(t.cannotRemove(record.runId, record.cluster, messageOf(error)));
    }
  }
}

/** On a cluster of our own all that no living run made; on another only what the records of this machine name. */
async function sweepOlder(cluster: Cluster, openRuns: OpenRuns, { signal, say }: Pick<StageTools, 'signal' | 'say'>): Promise<void> {
  const swept = sweptCluster(cluster);
  const { client } = swept;
  const alive = new Set(openRuns.alive().map(({ runId }) => runId));
  const over = openRuns.over().filter((record) => record.provider === cluster.provider && record.cluster === cluster.name);
  const leftovers = cluster.provider === 'kind'
    ? (await findLeftovers(client, undefined, signal)).filter(({ runId }) => !alive.has(runId))
    : (await Promise.all(over.map(({ runId }) => findLeftovers(client, runId, signal)))).flat();
  await removeOlder(swept, leftovers, over, openRuns, { signal, say });
}

async function removeOlder(cluster: SweptCluster, leftovers: readonly FoundLeftover[], over: readonly OpenRun[], openRuns: OpenRuns, { signal, say }: Pick<StageTools, 'signal' | 'say'>): Promise<void> {
  if (leftovers.length > 0) say(t.removing(leftovers.map(({ kind, name }) => `${kind}/${name}`).join(', ')));
  const left = await sweepRuns(cluster, leftovers, {
    // Asked for each folder that is there by then: a run that has begun meanwhile is alive.
    isOver: (folder) => !openRuns.alive().some(({ runId }) => isFolderOf(folder, runId)),
    onFolders: (folders) => { say(t.removing(folders.join(', '))); }, withinMs: olderWithinMs, signal,
  });
  if (left.length > 0) say(t.stillGoing(left.map(({ kind, name }) => `${kind}/${name}`).join(', ')));
  else for (const { runId } of over) openRuns.close(runId);
}

function sweptCluster({ provider, name, kubeconfig, context }: Pick<Cluster, 'provider' | 'name' | 'kubeconfig' | 'context'>): SweptCluster {
  return { provider, name, client: ClusterClient.forContext(kubeconfig, context) };
}
