import type { Blame, Given, LessonNamespace, Pod } from '../../harness/lesson/given.ts';
import { podSpecOf } from '../checks/containers.ts';
import { emptiedBy } from '../checks/emptied-by.ts';
import { initScripts, mountedAt, usualDataFolder, type Mounted } from './data-volume.ts';
import type { Database } from './database.ts';
import { query } from './query.ts';
import { isOptionSet, optionSet } from './server-options.ts';
import { t } from './texts.ts';

/** What the server says of where it keeps its rows. */
export interface Keeping {
  folder: string;
  /** The storage engine of the table; null where the table is gone. */
  engine: string | null;
}

/** A pod before and after the loss. */
export interface Replaced {
  before: Pick<Pod, 'node'>;
  after: Pick<Pod, 'node'>;
}

/** What is to blame when rows go with their pod: where the server says that it keeps them, what is mounted there, and who else writes to it. */
export async function lostData(given: Given, place: LessonNamespace, database: Database, replaced?: Replaced): Promise<Blame> {
  return keepingBlame(given, database, await keepingOf(given, place), replaced);
}

/** The same where it is known how the server keeps its rows. */
export function keepingBlame(given: Given, database: Database, { folder, engine }: Keeping, replaced?: Replaced): Blame {
  const on = database.manifest;
  if (engine !== null && engine !== 'InnoDB') return { ...initScripts(given, database), hint: t.hints.engine(engine) };
  const mounted = mountedAt(database, folder);
  if (mounted === undefined) {
    if (isOptionSet(given, database, 'datadir')) return { ...optionSet(given, database, 'datadir'), hint: t.hints.dataFolder(folder) };
    return { on, field: `${database.path}.volumeMounts`, hint: t.hints.rowLost(folder) };
  }
  if (mounted.claim === undefined && mounted.hostPath === undefined) return { on, field: mounted.volume, hint: t.hints.rowLost(folder) };
  const emptied = emptiedBy(on, database.path, mounted.mount.name);
  if (emptied !== undefined) return { on, field: emptied, hint: t.hints.emptied(mounted.mount.name) };
  if (mounted.mount.subPathExpr !== undefined) return { on, field: `${mounted.field}.subPathExpr`, hint: t.hints.ownSubPath };
  if (replaced !== undefined && replaced.before.node !== replaced.after.node) return { ...unpinned(given, database, mounted), hint: t.hints.pinned };
  return { on, field: mounted.volume, hint: t.hints.rowLost(folder) };
}

async function keepingOf(given: Given, place: LessonNamespace): Promise<Keeping> {
  const sql = "SELECT @@GLOBAL.datadir AS folder, (SELECT ENGINE FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'Member') AS engine";
  const [row] = await query<Keeping>(given, place, sql);
  return row ?? { folder: usualDataFolder, engine: null };
}

/** Where it could be said on which node a folder of the node is. */
export function unpinned(given: Given, { manifest }: Database, { claim, volume }: Mounted): { on: Blame['on']; field: string } {
  const volumes = given.manifests.all('PersistentVolume');
  if (claim === undefined) return { on: manifest, field: podSpecOf(manifest) };
  return volumes[0] === undefined ? { on: manifest, field: volume } : { on: volumes[0], field: 'spec.nodeAffinity' };
}
