import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { envField, envValue, hasEnv } from '../checks/env.ts';
import { selectsPodsOf } from '../checks/selects.ts';

/** Reads whether the app is told where its database is, and given a key of its own. Values are not told: some are secret. */
export function requireSettings(given: Given, app: Manifest): void {
  for (const name of ['DB_HOST', 'DB_USER', 'DB_PASSWORD', 'DB_DATABASE']) requireSet(given, app, name, 'app-not-ready');
  requireSet(given, app, 'JWT_KEY', 'key');
  requireDatabase(given, app);
}

/** A variable that is there, and not empty. */
function requireSet(given: Given, app: Manifest, name: string, hint: string): void {
  if (hasEnv(given, app, name)) return;
  given.fail({ on: app, field: envField(name), hint, expected: `${name}: a value`, observed: 'none' });
}

/** The app's DB_ variables against what the database of lesson 04 is called, and made with. */
function requireDatabase(given: Given, app: Manifest): void {
  const database = given.manifest('Deployment', 'koa-sample-db');
  const services = given.manifests.all('Service').filter((service) => selectsPodsOf(service, database));
  const hosts = services.map(({ name }) => name);
  requireSame(given, app, 'DB_HOST', `a Service of ${database.id}: ${hosts.join(', ') || 'there is none'}`, hosts);
  const ports = services.flatMap((service) => service.get<{ port?: number }[]>('spec.ports') ?? []).map(({ port }) => String(port));
  requireSame(given, app, 'DB_PORT', `a port of its Service: ${ports.join(', ') || 'there is none'}`, ports);
  // Root's password is another matter, and shows when the app runs.
  const accounts = envValue(given, app, 'DB_USER') === 'root' ? [] : [['DB_USER', 'MYSQL_USER'], ['DB_PASSWORD', 'MYSQL_PASSWORD']] as const;
  for (const [ours, theirs] of [...accounts, ['DB_DATABASE', 'MYSQL_DATABASE']] as const) {
    const wanted = envValue(given, database, theirs);
    if (wanted !== undefined) requireSame(given, app, ours, `the same as ${theirs} of ${database.id}`, [wanted]);
  }
}

/** What is empty is as good as absent, and what cannot be read in the folder shows when the app runs. */
function requireSame(given: Given, app: Manifest, name: string, expected: string, allowed: readonly string[]): void {
  const value = envValue(given, app, name);
  if (value === undefined || value === '' || allowed.includes(value)) return;
  given.fail({ on: app, field: envField(name), hint: 'app-not-ready', expected: `${name}: ${expected}`, observed: 'another value' });
}
