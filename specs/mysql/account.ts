import type { Given, LessonNamespace, Manifest } from '../../harness/lesson/given.ts';
import { valueIn } from '../checks/env.ts';
import { valuesIn } from '../checks/settings.ts';
import type { Database } from './database.ts';

/** The schema that the hands-on works in. */
export const schema = 'koa-sample-sandbox';

/** The Secret that the database and the app take their account from. */
export const secretName = 'dbsecret';

/** Who signs in. Neither is ever shown. */
export interface Account {
  user: string;
  password: string;
}

/** What the hands-on's own Secret says. */
const handsOn: Account = { user: 'koa', password: 'koa' };

/**
 * Prints variables of the container as its image's entry point takes them, each ended by a zero byte: by value, or from the
 * file that the variable of that name with `_FILE` names, whose last line ends are left out.
 */
const printed = 'for name in "$@"; do eval "value=\\${$name-} file=\\${${name}_FILE-}"; [ -z "$file" ] || value=$(cat "$file"); printf "%s\\0" "$value"; done';

const known = new WeakMap<LessonNamespace, Promise<Account>>();

/**
 * Who the app will sign in as: what the Secret `dbsecret` says, and without it what the running server was given, in whatever
 * way that reached its environment.
 */
export async function accountOf(given: Given, place: LessonNamespace, database: Database): Promise<Account> {
  const learned = known.get(place) ?? learn(given, place, database);
  known.set(place, learned);
  // A container that is away now may be there at the next question.
  learned.catch(() => known.delete(place));
  return await learned;
}

async function learn(given: Given, place: LessonNamespace, database: Database): Promise<Account> {
  const secret = accountIn(given, { name: secretName });
  if (secret !== undefined) return secret;
  const [pod] = await database.in(place).pods().now();
  if (pod === undefined) return handsOn;
  const { stdout } = await database.server(pod).exec(['sh', '-c', printed, 'sh', 'MYSQL_USER', 'MYSQL_PASSWORD']);
  const [user = '', password = ''] = stdout.split('\0');
  return user === '' ? handsOn : { user, password };
}

/** The account in a Secret of the folder; undefined where it has none under these keys. */
function accountIn(given: Given, { name }: { name: string }): Account | undefined {
  const user = valueIn(given, 'Secret', { name, key: 'user' });
  const password = valueIn(given, 'Secret', { name, key: 'password' });
  return user === undefined || password === undefined ? undefined : { user, password };
}

/** The keys of the Secret whose values nobody can type at a prompt, because they begin or end with white space. */
export function untypable(secret: Manifest): string[] {
  return Object.entries<unknown>(valuesIn(secret)).flatMap(([key, value]) => (typeof value === 'string' && value !== value.trim() ? [key] : []));
}
