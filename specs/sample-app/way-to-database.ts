import type { Blame, Given, Manifest } from '../../harness/lesson/given.ts';
import { Database } from '../mysql/database.ts';
import { databaseDoor } from '../mysql/listening.ts';
import { policyInTheWay } from '../network/closing-policy.ts';

/** The NetworkPolicy that keeps an app from its database; undefined where none surely does. */
export async function policyBeforeDatabase(given: Given, app: Manifest): Promise<Blame | undefined> {
  return await policyInTheWay(given, app.get<Record<string, string>>('spec.template.metadata.labels') ?? {}, databaseDoor(given, Database.of(given)));
}
