import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { verbatim, type Text } from '../../harness/text/language.ts';
import { envField, envOrigin, envValue, hasEnv } from '../checks/env.ts';
import { selectsPodsOf } from '../checks/selects.ts';
import { serviceLinkOf } from '../checks/service-links.ts';
import { Database } from '../mysql/database.ts';
import { appContainer } from './app-container.ts';
import { t } from './texts.ts';

/** Reads whether the app knows where its database is. What is secret is not shown. */
export function requireSettings(given: Given, app: Manifest): void {
  // A program of the learner's own may set variables itself: what it lacks shows when it runs.
  if (startsTheApp(app)) for (const name of ['DB_HOST', 'DB_USER', 'DB_PASSWORD', 'DB_DATABASE']) requireSet(given, app, name, t.hints.settings);
  requireNoServiceLink(given, app, 'DB_PORT');
  requireDatabase(given, app);
}

/** Whether the container starts the app itself: as the image does, or with Node.js or npm. */
function startsTheApp(app: Manifest): boolean {
  const { command = [], args = [] } = app.get<{ command?: string[]; args?: string[] }>(appContainer(app)) ?? {};
  const [program = 'node'] = [...command, ...args];
  return /^(.*\/)?(node|npm|npx|tini|dumb-init)$/.test(program);
}

/** Where a variable of the app is written. */
export function settingAt(given: Given, app: Manifest, name: string): { on: Manifest; field: string } {
  return envOrigin(given, app, name, appContainer(app));
}

/** A variable that is there, and not empty. */
function requireSet(given: Given, app: Manifest, name: string, hint: Text): void {
  const of = appContainer(app);
  if (hasEnv(given, app, name, of)) return;
  const observed = envValue(given, app, name, of) === undefined ? t.settings.none : t.settings.empty;
  given.fail({ ...settingAt(given, app, name), hint, expected: t.settings.value(name), observed });
}

/** An address that Kubernetes makes for a Service is not the number that the app wants. */
function requireNoServiceLink(given: Given, app: Manifest, name: string): void {
  const service = serviceLinkOf(given, app, name);
  if (service === undefined || hasEnv(given, app, name, appContainer(app))) return;
  given.fail({ ...settingAt(given, app, name), hint: t.hints.serviceLink(name, service.name), expected: t.settings.number(name), observed: t.settings.link(service.id) });
}

/** The app's DB_ variables against the name of the database of lesson 04, and what it was initialized with. */
function requireDatabase(given: Given, app: Manifest): void {
  const database = Database.of(given);
  const services = given.manifests.all('Service').filter((service) => selectsPodsOf(service, database.manifest));
  const hosts = services.map(({ name }) => name);
  requireFits(given, app, 'DB_HOST', {
    expected: t.settings.serviceOf('DB_HOST', database.manifest.id, listed(hosts)),
    fits: (host) => isElsewhere(given, host) || services.some((service) => leadsTo(given, host, service, database.manifest)),
    hint: t.hints.databaseHost(hosts[0] ?? database.manifest.name),
  });
  const ports = services.flatMap((service) => service.get<{ port?: number }[]>('spec.ports') ?? []).map(({ port }) => String(port));
  requireFits(given, app, 'DB_PORT', {
    expected: t.settings.portOf('DB_PORT', database.manifest.id, listed(ports)),
    fits: (port) => ports.includes(port) || services.some((service) => service.get('spec.clusterIP') === 'None'),
    hint: t.hints.databasePort(ports[0] ?? '3306'),
  });
  // Root's password is another matter, and shows when the app runs.
  const accounts = envValue(given, app, 'DB_USER', appContainer(app)) === 'root' ? [] : [['DB_USER', 'MYSQL_USER'], ['DB_PASSWORD', 'MYSQL_PASSWORD']] as const;
  for (const [ours, theirs] of [...accounts, ['DB_DATABASE', 'MYSQL_DATABASE']] as const) {
    const wanted = envValue(given, database.manifest, theirs, database.path);
    if (wanted === undefined) continue;
    requireFits(given, app, ours, { expected: t.settings.sameAs(ours, theirs, database.manifest.id), fits: (value) => value === wanted || isMadeByScript(given, value), hint: t.hints.sameAsDatabase(ours, theirs) });
  }
}

/** What a variable must be. */
interface Wanted {
  expected: Text;
  fits: (value: string) => boolean;
  hint: Text;
}

/** What is empty is as good as absent, and what cannot be read in the folder shows when the app runs. */
function requireFits(given: Given, app: Manifest, name: string, { expected, fits, hint }: Wanted): void {
  const value = envValue(given, app, name, appContainer(app));
  if (value === undefined || value === '' || fits(value)) return;
  const observed = isLiteral(given, app, name) && name !== 'DB_PASSWORD' ? verbatim(JSON.stringify(value)) : t.settings.another;
  given.fail({ ...settingAt(given, app, name), hint, expected, observed });
}

/** Whether the value is written where everybody may read it: in the Deployment itself, or in a ConfigMap whose keys are all taken. */
function isLiteral(given: Given, app: Manifest, name: string): boolean {
  return settingAt(given, app, name).on.kind === 'ConfigMap' || app.get(`${envField(name, appContainer(app))}.value`) !== undefined;
}

/** Whether a host is a Service, by its name alone or with that of its namespace, or a pod of the StatefulSet that it serves. */
function leadsTo(given: Given, host: string, service: Manifest, workload: Manifest): boolean {
  if (host === service.get('spec.clusterIP')) return true;
  const pod = workload.kind === 'StatefulSet' ? new RegExp(`^${workload.name}-\\d+\\.`) : undefined;
  const [name, namespace, ...rest] = host.toLowerCase().replace(/\.$/, '').replace(pod ?? /^$/, '').split('.');
  if (name !== service.name) return false;
  if (namespace === undefined) return true;
  const namespaces = new Set(['default', ...given.manifests.all().map((each) => each.get<string>('metadata.namespace') ?? 'default')]);
  return namespaces.has(namespace) && ['', 'svc', 'svc.cluster.local'].includes(rest.join('.'));
}

/** What only the cluster knows: an address, or a Service that selects no pods itself. */
function isElsewhere(given: Given, host: string): boolean {
  if (/^\d+(\.\d+){3}$|:/.test(host)) return !host.startsWith('127.') && host !== '::1';
  return given.manifests.all('Service').some((service) => service.name === host && service.get('spec.selector') === undefined);
}

/** Whether a script of the folder makes such a database or user: then the variables of the database need not. */
function isMadeByScript(given: Given, value: string): boolean {
  const made = new RegExp(`\\b(?:create\\s+(?:database|schema|user)|grant|identified)\\b[^;]*(?<![\\w-])${RegExp.escape(value)}(?![\\w-])`, 'i');
  return given.manifests.all('ConfigMap').some((scripts) => Object.values(scripts.get<Record<string, string>>('data') ?? {}).some((text) => made.test(text)));
}

function listed(names: readonly string[]): Text {
  return names.length === 0 ? t.settings.noService : verbatim(names.join(', '));
}
