import type { Given } from '../../harness/lesson/given.ts';
import { agentName, configKey, configOf, containerOf } from './agent.ts';
import { t } from './texts.ts';
import type { Cause } from './why-lost.ts';

/** How the Collector says what its exporter was answered (as of 0.160). */
const answered = /request to (\S+) responded with HTTP Status Code (\d+)/;

/** What the backend has last answered to the Collector where that was no success, as its log says it. */
export async function whyRefused(given: Given): Promise<Cause | undefined> {
  const container = containerOf(given.manifest('DaemonSet', agentName));
  if (container === undefined) return undefined;
  for (const pod of await given.daemonSet(agentName).pods().now()) {
    const lines = await pod.container(container.container.name).lines();
    const [, url, status] = lines.flatMap(({ text }) => answered.exec(text) ?? []).slice(-3);
    if (url === undefined || status === undefined) continue;
    const because = /\/v1\/logs\/v1\/logs$/.test(url) ? t.causes.addedTwice(url, status) : t.causes.refused(url, status);
    return { on: configOf(given), field: configKey, because };
  }
  return undefined;
}
