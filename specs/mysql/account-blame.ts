import type { Blame, Given } from '../../harness/lesson/given.ts';
import { envValue, hasEnv, namesNoVariable, valueIn } from '../checks/env.ts';
import { secretName, untypable } from './account.ts';
import type { Database } from './database.ts';
import { variable } from './start-blame.ts';

/** What to look at when the app's account is refused: the first variable that differs from the Secret, or the Secret. */
export function accountBlame(given: Given, database: Database): Pick<Blame, 'on' | 'field'> {
  const { manifest, path } = database;
  const secret = given.manifests.find('Secret', secretName);
  const [spaced] = secret === undefined ? [] : untypable(secret);
  if (secret !== undefined && spaced !== undefined) return { on: secret, field: keyField(given, spaced) };
  for (const [name, key] of [['MYSQL_USER', 'user'], ['MYSQL_PASSWORD', 'password']] as const) {
    const value = envValue(given, manifest, name, path);
    const wanted = valueIn(given, 'Secret', { name: secretName, key });
    const isSet = hasEnv(given, manifest, name, path) || hasEnv(given, manifest, `${name}_FILE`, path);
    if (!isSet || namesNoVariable(given, manifest, name, path) || (value !== undefined && wanted !== undefined && value !== wanted)) return variable(database, name);
  }
  return secret === undefined ? variable(database, 'MYSQL_PASSWORD') : { on: secret };
}

/** Where a key of the Secret is written. */
export function keyField(given: Given, key: string): string {
  return given.manifests.find('Secret', secretName)?.get<Record<string, unknown>>('stringData')?.[key] === undefined ? `data.${key}` : `stringData.${key}`;
}
