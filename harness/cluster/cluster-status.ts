import { existsSync } from 'node:fs';
import { askApi } from './api-health.ts';
import { readState, type ClusterState } from './cluster-state.ts';
import { otherUsers } from './cluster-users.ts';
import { listNodes, type KindNode } from './kind-nodes.ts';
import { clusterFiles, hostPorts, portVariables, type HostPorts } from './names.ts';
import { joinTexts, verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

const t = texts.cluster.status;

/** What can be said about this checkout's cluster without changing anything. */
export interface ClusterStatus {
  name: string;
  nodes: KindNode[];
  state: ClusterState | undefined;
  /** Whether its API server answers. */
  answers: boolean;
  users: number[];
  ports: HostPorts;
  kubeconfig: string;
}

export async function clusterStatus(name: string, signal: AbortSignal): Promise<ClusterStatus> {
  const files = clusterFiles(name);
  const [nodes, state, users] = await Promise.all([listNodes(name, signal), readState(files.state), otherUsers(files.users)]);
  const answers = nodes.some((node) => node.running) && existsSync(files.kubeconfig) && (await apiAnswers(name, signal));
  return { name, nodes, state, answers, users, ports: hostPorts(), kubeconfig: files.kubeconfig };
}

async function apiAnswers(name: string, signal: AbortSignal): Promise<boolean> {
  try {
    await askApi({ kubeconfig: clusterFiles(name).kubeconfig, context: `kind-${name}` }, { deadlineMs: 5_000, signal });
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

/** Lines for people. */
export function describeStatus(status: ClusterStatus): Text[] {
  const { name, nodes, state, answers, users, ports, kubeconfig } = status;
  if (nodes.length === 0) return [t.absent(name)];
  const cutOff = state?.phase === 'creating';
  return [
    joinTexts([answers && !cutOff ? t.up(name) : t.down(name), cutOff ? t.cutOff : '', state === undefined ? '' : t.image(state.nodeImage.split('@')[0] ?? '')], ''),
    ...nodes.map((node) => joinTexts([node.running ? t.running(node.name) : t.stopped(node.name), answers ? '' : t.silent], '')),
    ...(users.length > 0 ? [t.users(users.join(', '))] : []),
    ...describeAccess({ ports, kubeconfig }),
  ];
}

/** How to reach the cluster from here. */
export function describeAccess({ ports, kubeconfig }: { ports: HostPorts; kubeconfig: string }): Text[] {
  return [
    `  HTTP    http://127.0.0.1:${ports.http}  (${portVariables.http.variable})`,
    `  HTTPS   https://127.0.0.1:${ports.https}  (${portVariables.https.variable})`,
    `  MySQL   127.0.0.1:${ports.mysql} → NodePort 30306  (${portVariables.mysql.variable})`,
    `  kubectl export KUBECONFIG=${kubeconfig}`,
  ].map(verbatim);
}
