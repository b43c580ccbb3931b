import type { Given, Manifest } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { podSpecOf, runningContainers } from '../checks/containers.ts';
import { envValue } from '../checks/env.ts';
import { isEmptyAtFirst, mountOf } from '../checks/mounts.ts';
import { agentName, configKey, configOf, containerOf } from './agent.ts';
import { expanded, fieldsOf, receivers, sections, settingsOf, type Fields } from './collector-config.ts';
import { t } from './texts.ts';

/** What in an agent's manifests gives lines up, or has them read again, and where that is written. */
export interface Cause {
  on: Manifest;
  field: string;
  because: Text;
}

/** Where the extension keeps its files when nothing else is said. */
const usualDirectory = '/var/lib/otelcol/file_storage';

/** What lines may have been given up by; looked for when some are missing. */
export function whyLost(given: Given): Cause[] {
  const config = configOf(given);
  const agent = given.manifest('DaemonSet', agentName);
  const all = settingsOf(config);
  const written = (because: Text): Cause => ({ on: config, field: configKey, because });
  return [
    ...receivers(all).flatMap(([name, { storage, start_at: start, include, retry_on_failure: retry }]) => [
      ...(storage === undefined && start !== 'beginning' ? [written(t.causes.offsets(name))] : []),
      ...(start === 'beginning' ? [] : [written(t.causes.start(name))]),
      ...([include].flat().some((pattern) => /\*$/.test(String(pattern))) ? [] : [written(t.causes.rotated(name))]),
      ...(fieldsOf(retry)['enabled'] === true ? [] : [written(t.causes.receiverRetry(name))]),
    ]),
    ...sections(all, 'exporters', /./).flatMap(([name, { sending_queue: queue, retry_on_failure: retry }]) => [
      ...(fieldsOf(queue)['storage'] === undefined ? [written(t.causes.queue(name))] : []),
      ...(fieldsOf(queue)['block_on_overflow'] === true ? [] : [written(t.causes.overflow(name))]),
      ...(isNever(fieldsOf(retry)['max_elapsed_time']) ? [] : [written(t.causes.retry(name))]),
    ]),
    ...unkept(given, agent, all),
    ...withoutGate(agent),
  ];
}

/** What may have had lines read again; looked for when some that had been read long before are there twice. */
export function whyAgain(given: Given): Cause[] {
  const config = configOf(given);
  const all = settingsOf(config);
  const without = receivers(all).filter(([, { storage }]) => storage === undefined);
  return [...without.map(([name]): Cause => ({ on: config, field: configKey, because: t.causes.offsets(name) })), ...unkept(given, given.manifest('DaemonSet', agentName), all)];
}

/** A folder for what must not be forgotten that goes with the container or with the pod. */
function unkept(given: Given, agent: Manifest, all: Fields): Cause[] {
  const container = containerOf(agent);
  if (container === undefined) return [];
  const settings = expanded(all, (name) => envValue(given, agent, name, container.path));
  return sections(settings, 'extensions', /^file_storage(\/|$)/).flatMap(([, { directory = usualDirectory }]): Cause[] => {
    const mount = mountOf(agent, container.container.name, `${String(directory)}/x`);
    const spec = podSpecOf(agent);
    if (mount === undefined) return [{ on: agent, field: `${container.path}.volumeMounts`, because: t.causes.inContainer(String(directory)) }];
    return !isEmptyAtFirst(agent, mount) ? [] : [{ on: agent, field: `${spec}.volumes[${mount.name}]`, because: t.causes.emptyDir(mount.name) }];
  });
}

function withoutGate(agent: Manifest): Cause[] {
  const words = runningContainers(agent).flatMap(({ container: { command, args } }) => [command, args].flat().map(String));
  return words.some((word) => /(^|[=,+\s])stanza\.synchronousLogEmitter/.test(word)) ? [] : [{ on: agent, field: `${containerOf(agent)?.path ?? podSpecOf(agent)}.args`, because: t.causes.gate }];
}

/** A time of zero, in which nothing is given up. */
function isNever(time: unknown): boolean {
  return /^0+(\.0+)?[a-zµ]*$/.test(String(time));
}
