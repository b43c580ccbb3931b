import { setTimeout as pause } from 'node:timers/promises';
import type { V1Lease, V1Node } from '@kubernetes/client-node';
import { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { Json } from '../client/objects.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { watchUntil } from './watch-until.ts';
import { roundSeconds } from '../text/duration.ts';
import { joinTexts, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { messageOf } from '../text/worded-error.ts';

const t = texts.cluster;

type Node = Json<V1Node>;
type Lease = Json<V1Lease>;

/**
 * Waits until the API server says that it is ready. One that has just started refuses everybody (403) until it has read
 * its own roles. Throws an EnvironmentError with its last answer.
 */
export async function awaitApi(client: ClusterClient, withinMs: number, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      await client.rest.text('GET', '/readyz', { signal, deadlineMs: 5_000 });
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ApiError) && !(error instanceof EnvironmentError)) throw error;
      if (Date.now() > deadline) throw new EnvironmentError(t.cluster, t.apiLate(roundSeconds(withinMs), messageOf(error)), t.kubeletHint, { cause: error });
    }
    // Nothing can be watched before the server answers.
    await pause(250, undefined, { signal });
  }
}

/** Waits until this many nodes are Ready. Throws an EnvironmentError that says what each node lacks. */
export async function awaitNodes(client: ClusterClient, count: number, withinMs: number, signal: AbortSignal): Promise<void> {
  let nodes: Node[] = [];
  await watchUntil<Node>(client, 'v1', 'Node', {
    scope: {},
    signal,
    deadlineMs: withinMs,
    reached: (seen) => {
      nodes = seen;
      return seen.length >= count && seen.every((node) => notReady(node) === undefined) ? true : undefined;
    },
    late: () => {
      const lacking = nodes.flatMap((node) => notReady(node) ?? []);
      const seen = lacking.length > 0 ? joinTexts(lacking) : t.nodesMissing(nodes.length, count);
      return new EnvironmentError(t.cluster, t.nodesLate(roundSeconds(withinMs), seen), t.kubeletHint);
    },
  });
}

/** What keeps a node from being Ready, with its name; undefined when it is. */
export function notReady(node: Node): Text | undefined {
  const ready = node.status?.conditions?.find((condition) => condition.type === 'Ready');
  if (ready?.status === 'True') return undefined;
  return t.nodeProblem(node.metadata?.name ?? '', ready?.message ?? t.noReport);
}

/** Such as `v1.37.2`. */
export async function serverVersion(client: ClusterClient, signal: AbortSignal): Promise<string> {
  const { gitVersion } = await client.rest.json<{ gitVersion: string }>('GET', '/version', { signal });
  return gitVersion;
}

/**
 * Waits until each node's kubelet has reported since its container was started: for a while after a restart the API
 * still holds the Ready of before. Throws an EnvironmentError that names the silent ones.
 *
 * @param startedAt milliseconds since the epoch, by node name
 */
export async function awaitKubelets(client: ClusterClient, startedAt: ReadonlyMap<string, number>, withinMs: number, signal: AbortSignal): Promise<void> {
  let leases: Lease[] = [];
  const silent = (): string[] => silentKubelets(leases, startedAt);
  // Every kubelet renews its Lease each 10 s (Kubernetes documentation, "Leases").
  await watchUntil<Lease>(client, 'coordination.k8s.io/v1', 'Lease', {
    scope: { namespace: 'kube-node-lease' },
    signal,
    deadlineMs: withinMs,
    reached: (seen) => {
      leases = seen;
      return silent().length === 0 ? true : undefined;
    },
    late: () => new EnvironmentError(t.cluster, t.kubeletSilent(silent().join(', ')), t.kubeletHint),
  });
}

/** Names of the nodes whose Lease was not renewed after their start. */
export function silentKubelets(leases: readonly Lease[], startedAt: ReadonlyMap<string, number>): string[] {
  const renewed = new Map(leases.map((lease) => [lease.metadata?.name, Date.parse(lease.spec?.renewTime ?? '')]));
  return [...startedAt].filter(([name, since]) => !((renewed.get(name) ?? 0) > since)).map(([name]) => name);
}
