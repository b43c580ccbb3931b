import type { Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import { podSpecOf, runningContainers, type WrittenContainer } from '../checks/containers.ts';
import { t } from './texts.ts';

/** The DaemonSet of the agent and the ConfigMap of its configuration, by the contract of the lesson. */
export const agentName = 'log-agent';
/** Where in that ConfigMap the configuration is. */
export const configKey = "data['config.yaml']";

/**
 * Ends every process of a pod on its node but the one that holds the pod together, as a kernel without memory does: nobody is
 * told, and nothing is put in order. A process belongs to a pod by its control group, which has the uid in its name, with `-` or
 * with `_`.
 */
const kill = `found=3; for each in /proc/[0-9]*; do
  if grep -q "$1" "$each/cgroup" 2> /dev/null && read -r name < "$each/comm" && [ "$name" != pause ]; then kill -9 "\${each#/proc/}" && found=0; fi
done; exit $found`;

/** The pod of the agent on a node. Throws LessonFailure when there is none that is ready. */
export async function agentOn(given: Given, node: string): Promise<Pod> {
  const agents = await given.daemonSet(agentName).pods().now();
  const agent = agents.find((pod) => pod.node === node && stays(pod));
  return agent ?? given.fail({ on: `DaemonSet/${agentName}`, expected: t.agentOn(node), observed: t.none });
}

/**
 * Kills the agent on a node; resolves when its container was started again and is ready. On a cluster that is not ours, where
 * nobody can kill it on the node, its pod is deleted without grace.
 */
export async function killAgent(given: Given, node: string): Promise<void> {
  const pod = await agentOn(given, node);
  if (!given.onOwnCluster) {
    await replaceAgent(given, node);
    return;
  }
  const name = containerOf(given.manifest('DaemonSet', agentName))?.container.name ?? '';
  const since = pod.status(name)?.restartCount ?? 0;
  if (!(await endProcesses(given, node, pod))) given.fail({ on: `DaemonSet/${agentName}`, expected: t.killed, observed: t.nothingToKill });
  await pod.restarted({ since }, name);
}

/** Deletes the pod of the agent on a node without grace; resolves when there are as many ready ones as before. */
export async function replaceAgent(given: Given, node: string): Promise<void> {
  const agents = given.daemonSet(agentName).pods();
  const before = (await agents.now()).filter(stays).length;
  const pod = await agentOn(given, node);
  await pod.deleted({ graceSeconds: 0 });
  // Its program may go on for a moment, with the folder that the next one needs: that would crash, and be kept waiting by kubelet
  // after its next crash for longer than the node keeps what is printed meanwhile.
  if (given.onOwnCluster) await endProcesses(given, node, pod);
  // What the DaemonSet says of itself may still count the one that is gone.
  await agents.ready(before);
}

/** Kills all that runs in a pod on its node. Whether there was something. */
async function endProcesses(given: Given, node: string, pod: Pod): Promise<boolean> {
  const { exitCode } = await given.node(node).run(['sh', '-c', kill, 'sh', pod.uid.replaceAll('-', '[-_]')]);
  return exitCode === 0;
}

function stays(pod: Pod): boolean {
  return pod.object.metadata?.deletionTimestamp === undefined;
}

/** The object that holds the configuration of the agent. */
export function configOf(given: Given): Manifest {
  return given.manifest('ConfigMap', agentName);
}

/** The container in which the Collector runs: by its image, or else the first. */
export function containerOf(agent: Manifest): WrittenContainer | undefined {
  const all = runningContainers(agent);
  return all.find(({ container: { image = '' } }) => image.includes('opentelemetry-collector')) ?? all[0];
}

/** The user whom the manifest gives to a container, by itself or with the whole pod; undefined where the image decides. */
export function userOf(agent: Manifest, container: string): unknown {
  return agent.get(`${container}.securityContext.runAsUser`) ?? agent.get(`${podSpecOf(agent)}.securityContext.runAsUser`);
}
