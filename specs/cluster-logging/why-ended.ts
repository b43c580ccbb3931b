import type { Given } from '../../harness/lesson/given.ts';
import { asText } from '../../harness/text/language.ts';
import { podSpecOf } from '../checks/containers.ts';
import { isEmptyAtFirst, mountOf } from '../checks/mounts.ts';
import { agentName, configKey, configOf, containerOf, userOf } from './agent.ts';
import { t } from './texts.ts';
import type { Cause } from './why-lost.ts';

/**
 * What the Collector has said before it ended, and where to look for that: at the mounts, where it misses a file that no volume
 * brings; at the volume, where that is an empty one; at its user, who may not open one; at its arguments, where it was given no configuration; else at the configuration. Undefined when all agents run and
 * none was started again.
 */
export async function whyEnded(given: Given): Promise<Cause | undefined> {
  const agent = given.manifest('DaemonSet', agentName);
  const container = containerOf(agent);
  if (container === undefined) return undefined;
  const { name } = container.container;
  for (const pod of await given.daemonSet(agentName).pods().now()) {
    const trouble = await pod.container(name).trouble();
    if (trouble === undefined) continue;
    const said = asText(trouble).en;
    const because = t.causes.ended(trouble);
    if (/config flag must be provided/.test(said)) return { on: agent, field: `${container.path}.args`, because };
    if (/permission denied/.test(said) && userOf(agent, container.path) !== 0) return { on: agent, field: `${container.path}.securityContext.runAsUser`, because };
    const missed = /(?:open|stat) (\/[^\s:]+): no such file/.exec(said)?.[1];
    const mount = mountOf(agent, name, `${missed ?? ''}/x`);
    if (missed !== undefined && mount === undefined) return { on: agent, field: `${container.path}.volumeMounts`, because };
    if (missed !== undefined && mount !== undefined && isEmptyAtFirst(agent, mount)) return { on: agent, field: `${podSpecOf(agent)}.volumes[${mount.name}]`, because };
    return { on: configOf(given), field: configKey, because };
  }
  return undefined;
}
