import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { envField, envValue, hasEnv } from '../checks/env.ts';
import { account } from './sandbox.ts';

/** The image starts without a password for root when it is told that by one of these. */
const rootWithoutPassword = ['MYSQL_RANDOM_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD'];

/**
 * Reads whether the server is told what it is to make on its first start: it does so once, and a wrong value stays in the
 * data folder. Values are not told, as they come from a Secret.
 */
export function requireAccounts(given: Given, server: Manifest): void {
  const requireEnv = (name: string, described: string, hint: string, wanted?: string): void => {
    const value = envValue(given, server, name);
    const has = hasEnv(given, server, name);
    if (has && (wanted === undefined || value === undefined || value === wanted)) return;
    given.fail({ on: server, field: envField(name), hint, expected: `${name}: ${described}`, observed: has ? 'another value' : 'none' });
  };
  if (!rootWithoutPassword.some((name) => hasEnv(given, server, name))) requireEnv('MYSQL_ROOT_PASSWORD', 'a password for root', 'not-ready');
  requireEnv('MYSQL_DATABASE', account.database, 'no-database', account.database);
  requireEnv('MYSQL_USER', account.user, 'access-denied', account.user);
  requireEnv('MYSQL_PASSWORD', `the password of ${account.user}`, 'access-denied', account.password);
}
