import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { verbatim, type Text } from '../../harness/text/language.ts';
import { envField, envValue, hasEnv } from '../checks/env.ts';
import { selectsPodsOf } from '../checks/selects.ts';
import { appContainer } from './app-container.ts';
import { t } from './texts.ts';

/** Reads whether the app knows where its database is, and has a key of its own. Values are not shown: some are secret. */
export function requireSettings(given: Given, app: Manifest): void {
  for (const name of ['DB_HOST', 'DB_USER', 'DB_PASSWORD', 'DB_DATABASE']) requireSet(given, app, name, t.hints.appNotReady);
  requireSet(given, app, 'JWT_KEY', t.hints.key);
  requireDatabase(given, app);
}

/** A variable that is there, and not empty. */
function requireSet(given: Given, app: Manifest, name: string, hint: Text): void {
  const container = appContainer(app);
  if (hasEnv(given, app, name, container)) return;
  const observed = envValue(given, app, name, container) === undefined ? t.settings.none : t.settings.empty;
  given.fail({ on: app, field: envField(name, container), hint, expected: t.settings.value(name), observed });
}

/** The app's DB_ variables against the name of the database of lesson 04, and what it was initialized with. */
function requireDatabase(given: Given, app: Manifest): void {
  const database = given.manifest('Deployment', 'koa-sample-db');
  const services = given.manifests.all('Service').filter((service) => selectsPodsOf(service, database));
  const hosts = services.map(({ name }) => name);
  requireSame(given, app, 'DB_HOST', t.settings.serviceOf('DB_HOST', database.id, listed(hosts)), hosts);
  const ports = services.flatMap((service) => service.get<{ port?: number }[]>('spec.ports') ?? []).map(({ port }) => String(port));
  requireSame(given, app, 'DB_PORT', t.settings.portOf('DB_PORT', database.id, listed(ports)), ports);
  // Root's password is another matter, and shows when the app runs.
  const accounts = envValue(given, app, 'DB_USER', appContainer(app)) === 'root' ? [] : [['DB_USER', 'MYSQL_USER'], ['DB_PASSWORD', 'MYSQL_PASSWORD']] as const;
  for (const [ours, theirs] of [...accounts, ['DB_DATABASE', 'MYSQL_DATABASE']] as const) {
    const wanted = envValue(given, database, theirs);
    if (wanted !== undefined) requireSame(given, app, ours, t.settings.sameAs(ours, theirs, database.id), [wanted]);
  }
}

/** What is empty is as good as absent, and what cannot be read in the folder shows when the app runs. */
function requireSame(given: Given, app: Manifest, name: string, expected: Text, allowed: readonly string[]): void {
  const container = appContainer(app);
  const value = envValue(given, app, name, container);
  if (value === undefined || value === '' || allowed.includes(value)) return;
  given.fail({ on: app, field: envField(name, container), hint: t.hints.appNotReady, expected, observed: t.settings.another });
}

function listed(names: readonly string[]): Text {
  return names.length === 0 ? t.settings.noService : verbatim(names.join(', '));
}
