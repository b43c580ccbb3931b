import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { asText, verbatim, type Text } from '../../harness/text/language.ts';
import { envField, envValue, hasEnv } from '../checks/env.ts';
import { account } from './sandbox.ts';
import { t } from './texts.ts';

/** The image starts without a password for root when one of these is set. */
const rootWithoutPassword = ['MYSQL_RANDOM_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD'];

/**
 * Throws LessonFailure unless the server's environment has what it makes on its first start: it does so once, and a wrong
 * value stays in the data folder. Values are not shown, as they come from a Secret.
 */
export function requireAccounts(given: Given, server: Manifest): void {
  const requireEnv = (name: string, described: Text, hint: Text, wanted?: string): void => {
    const value = envValue(given, server, name);
    const has = hasEnv(given, server, name);
    if (has && (wanted === undefined || value === undefined || value === wanted)) return;
    given.fail({ on: server, field: envField(name), hint, expected: t.accounts.is(name, asText(described)), observed: has ? t.accounts.anotherValue : t.accounts.none });
  };
  if (!rootWithoutPassword.some((name) => hasEnv(given, server, name))) requireEnv('MYSQL_ROOT_PASSWORD', t.accounts.rootPassword, t.hints.notReady);
  requireEnv('MYSQL_DATABASE', verbatim(account.database), t.hints.noDatabase, account.database);
  requireEnv('MYSQL_USER', verbatim(account.user), t.hints.accessDenied, account.user);
  requireEnv('MYSQL_PASSWORD', t.accounts.passwordOf(account.user), t.hints.accessDenied, account.password);
}
