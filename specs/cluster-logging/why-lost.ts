import { parse } from 'yaml';
import type { Given, Manifest } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { isMap, mapsIn } from '../../harness/values/field-path.ts';
import { podSpecOf, runningContainers } from '../checks/containers.ts';
import { mountOf } from '../checks/mounts.ts';
import { agentName, configKey, configOf } from './agent.ts';
import { t } from './texts.ts';

/** What in an agent's manifests gives lines up, or has them read again, and where that is written. */
export interface Cause {
  on: Manifest;
  field: string;
  because: Text;
}

type Fields = Record<string, unknown>;

/** Where the extension keeps its files when nothing else is said. */
const usualDirectory = '/var/lib/otelcol/file_storage';

/** What lines may have been given up by; looked for when some are missing. */
export function whyLost(given: Given): Cause[] {
  const config = configOf(given);
  const agent = given.manifest('DaemonSet', agentName);
  const all = read(config);
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
    ...unkept(agent, all),
    ...withoutGate(agent),
  ];
}

/** What may have had lines read again; looked for when some that had been read long before are there twice. */
export function whyAgain(given: Given): Cause[] {
  const config = configOf(given);
  const all = read(config);
  const without = receivers(all).filter(([, { storage }]) => storage === undefined);
  return [...without.map(([name]): Cause => ({ on: config, field: configKey, because: t.causes.offsets(name) })), ...unkept(given.manifest('DaemonSet', agentName), all)];
}

/** A folder for what must not be forgotten that goes with the container or with the pod. */
function unkept(agent: Manifest, all: Fields): Cause[] {
  const [container] = runningContainers(agent).toSorted((a, b) => Number(isCollector(b.container.image)) - Number(isCollector(a.container.image)));
  if (container === undefined) return [];
  return sections(all, 'extensions', /^file_storage(\/|$)/).flatMap(([, { directory = usualDirectory }]): Cause[] => {
    const mount = mountOf(agent, container.container.name, `${String(directory)}/x`);
    const spec = podSpecOf(agent);
    if (mount === undefined) return [{ on: agent, field: `${container.path}.volumeMounts`, because: t.causes.inContainer(String(directory)) }];
    const volume = mapsIn(agent.get(`${spec}.volumes`)).find(({ name }) => name === mount.name);
    return volume?.['emptyDir'] === undefined ? [] : [{ on: agent, field: `${spec}.volumes[${mount.name}]`, because: t.causes.emptyDir(mount.name) }];
  });
}

function withoutGate(agent: Manifest): Cause[] {
  const words = runningContainers(agent).flatMap(({ container: { command, args } }) => [command, args].flat().map(String));
  const [first] = runningContainers(agent);
  return words.some((word) => /(^|[=,+\s])stanza\.synchronousLogEmitter/.test(word)) ? [] : [{ on: agent, field: `${first?.path ?? podSpecOf(agent)}.args`, because: t.causes.gate }];
}

function isCollector(image = ''): boolean {
  return /otel|opentelemetry/.test(image);
}

function receivers(all: Fields): [name: string, settings: Fields][] {
  return sections(all, 'receivers', /^file_?log(\/|$)/);
}

function sections(all: Fields, group: string, called: RegExp): [name: string, settings: Fields][] {
  return Object.entries(fieldsOf(all[group])).filter(([name]) => called.test(name)).map(([name, settings]) => [name, fieldsOf(settings)]);
}

/** A time of zero, in which nothing is given up. */
function isNever(time: unknown): boolean {
  return /^0+(\.0+)?[a-zµ]*$/.test(String(time));
}

function read(config: Manifest): Fields {
  try {
    return fieldsOf(parse(config.get<string>(configKey) ?? ''));
  } catch {
    return {};
  }
}

function fieldsOf(value: unknown): Fields {
  return isMap(value) ? value : {};
}
