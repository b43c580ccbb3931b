import type { Given } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { mapsIn } from '../../harness/values/field-path.ts';
import { podSpecOf } from '../checks/containers.ts';
import { envField, envValue, hasEnv } from '../checks/env.ts';
import { mountOf } from '../checks/mounts.ts';
import { agentName, configKey, configOf, containerOf, userOf } from './agent.ts';
import { expanded, receivers, sections, settingsOf, type Fields } from './collector-config.ts';
import { t } from './texts.ts';
import type { Cause } from './why-lost.ts';

/** Where nodes have the log files of their pods. */
const folder = '/var/log/pods';

/** What of the pods of an agent keeps lines, or where they come from, from being read; looked for when they are not found. */
export function whyNothing(given: Given): Cause | undefined {
  const agent = given.manifest('DaemonSet', agentName);
  const container = containerOf(agent);
  if (container === undefined) return undefined;
  const settings = settingsOf(configOf(given));
  const cause = (field: string, because: Text): Cause => ({ on: agent, field, because });
  const unset = variablesOf(settings).find((name) => !hasEnv(given, agent, name, container.path));
  if (unset !== undefined) return cause(envField(unset, container.path), t.causes.variable(unset));
  if (!receivers(settings).some(([, { include }]) => [include].flat().some((pattern) => String(pattern).startsWith(`${folder}/`)))) return undefined;
  const mount = mountOf(agent, container.container.name, `${folder}/x`);
  if (mount === undefined) return cause(`${container.path}.volumeMounts`, t.causes.notMounted(folder));
  const spec = podSpecOf(agent);
  const volume = mapsIn(agent.get(`${spec}.volumes`)).find(({ name }) => name === mount.name);
  if (volume?.['hostPath'] === undefined) return cause(`${spec}.volumes[${mount.name}]`, t.causes.otherFolder(mount.name, folder));
  const user = userOf(agent, container.path);
  if (user !== 0) return cause(`${container.path}.securityContext.runAsUser`, t.causes.notRoot);
  return wrongEndpoint(given, expanded(settings, (name) => envValue(given, agent, name, container.path)));
}

/** An exporter that sends to a port which the Service that it names does not have. */
function wrongEndpoint(given: Given, settings: Fields): Cause | undefined {
  for (const [name, { endpoint, logs_endpoint: own }] of sections(settings, 'exporters', /./)) {
    const url = URL.parse(String(own ?? endpoint));
    const service = given.manifests.find('Service', url?.hostname.split('.')[0] ?? '');
    const ports = service?.get<{ port?: number }[]>('spec.ports')?.map(({ port }) => port) ?? [];
    const asked = Number(url?.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url?.port);
    if (url !== null && service !== undefined && !ports.includes(asked)) return { on: configOf(given), field: configKey, because: t.causes.endpoint(name, asked, service.id, ports.join(', ')) };
  }
  return undefined;
}

/** Variables that the settings ask for, and that have no default there. */
function variablesOf(settings: object): string[] {
  return [...JSON.stringify(settings).matchAll(/\$\{(?:env:)?([A-Za-z_]\w*)\}/g)].flatMap(([, name]) => name ?? []);
}
