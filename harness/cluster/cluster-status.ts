import { existsSync } from 'node:fs';
import { askApi } from './api-health.ts';
import { readState, type ClusterState } from './cluster-state.ts';
import { otherUsers } from './cluster-users.ts';
import { listNodes, type KindNode } from './kind-nodes.ts';
import { clusterFiles, hostPorts, portVariables, type HostPorts } from './names.ts';

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
export function describeStatus(status: ClusterStatus): string[] {
  const { name, nodes, state, answers, users, ports, kubeconfig } = status;
  if (nodes.length === 0) return [`Cluster ${name} is not there. npm run up makes it.`];
  const half = state?.phase === 'creating' ? ', cut off while it was made' : '';
  return [
    `Cluster ${name}: ${answers && half === '' ? 'up' : 'not up'}${half}${state === undefined ? '' : `, node image ${state.nodeImage.split('@')[0] ?? ''}`}`,
    ...nodes.map((node) => `  ${node.name}: ${node.running ? 'running' : 'stopped'}${answers ? '' : ', its API server does not answer'}`),
    ...(users.length > 0 ? [`  used by pid ${users.join(', ')}`] : []),
    ...describeAccess({ ports, kubeconfig }),
  ];
}

/** How to reach the cluster from here. */
export function describeAccess({ ports, kubeconfig }: { ports: HostPorts; kubeconfig: string }): string[] {
  return [
    `  HTTP    http://127.0.0.1:${ports.http}  (${portVariables.http.variable})`,
    `  HTTPS   https://127.0.0.1:${ports.https}  (${portVariables.https.variable})`,
    `  MySQL   127.0.0.1:${ports.mysql} → NodePort 30306  (${portVariables.mysql.variable})`,
    `  kubectl export KUBECONFIG=${kubeconfig}`,
  ];
}
