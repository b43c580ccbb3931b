import type { Blame, Given } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { nearestName } from '../../harness/text/nearest-name.ts';
import { envValue } from '../checks/env.ts';
import { mountsOf } from '../checks/mounts.ts';
import { initFolder, initScripts, mountedAt, usualDataFolder } from './data-volume.ts';
import type { Database } from './database.ts';
import type { StartFault } from './server-log.ts';
import { optionSet } from './server-options.ts';
import { t } from './texts.ts';

const pod = 'spec.template.spec';

/** Where the cause of a failed start is written, and what to do about it. */
export function startBlame(given: Given, database: Database, { kind, about, said }: StartFault): Blame {
  const { manifest, path } = database;
  const on = manifest;
  switch (kind) {
    case 'no root password':
      return { ...variable(database, 'MYSQL_ROOT_PASSWORD'), hint: t.hints.rootPassword };
    case 'user root':
      return { ...variable(database, 'MYSQL_USER'), hint: t.hints.userRoot };
    case 'no password':
      return { ...variable(database, about), hint: t.hints.accessDenied };
    case 'no such file':
      return { ...variable(database, about), hint: t.hints.noSuchFile(about) };
    case 'two ways':
      return { ...variable(database, `${about}_FILE`), hint: t.hints.twoWays(about) };
    case 'option':
      return { ...optionSet(given, database, about.replace(/^(skip|loose)-/, ''), about), hint: t.hints.option(about) };
    case 'address':
      return { ...optionSet(given, database, 'bind-address', 'port'), hint: t.hints.bindAddress };
    case 'folder hidden':
      return { on, field: mountedAt(database, about)?.field ?? `${path}.volumeMounts`, hint: t.hints.folderHidden(about) };
    case 'data folder not empty':
      return { on, field: dataMount(database), hint: t.hints.notEmpty(usualDataFolder) };
    case 'in use':
      return (manifest.get<number>('spec.replicas') ?? 1) > 1 ? { on, field: 'spec.replicas', hint: t.hints.oneServer } : { on, field: database.strategy, hint: t.hints.recreate };
    case 'read-only':
      return { on, field: firstSet(database, [`${dataMount(database)}.readOnly`, `${path}.securityContext.readOnlyRootFilesystem`]) ?? dataMount(database), hint: t.hints.readOnly };
    case 'no socket':
      return { on, field: socketField(database, about), hint: t.hints.noSocket(about) };
    case 'no space':
      return { on, field: mountedAt(database, usualDataFolder)?.volume ?? `${path}.volumeMounts`, hint: t.hints.noSpace };
    case 'other version':
      return { on, field: `${path}.image`, hint: t.hints.otherVersion };
    case 'not allowed':
      return { on, field: firstSet(database, [`${path}.securityContext.runAsUser`, `${pod}.securityContext.runAsUser`, `${path}.securityContext`]) ?? dataMount(database), hint: t.hints.notAllowed };
    case 'script':
      return scriptBlame(given, database, about, said);
  }
}

/** What keeps the server from making its socket: a mount of nearly that path, else that its root file system is read-only. */
function socketField({ manifest, container, path }: Database, file: string): string {
  const mounts = mountsOf(manifest, container).map(({ mountPath }) => mountPath);
  const near = nearestName(file.slice(0, file.lastIndexOf('/')), mounts.filter((mountPath) => !mountPath.startsWith(usualDataFolder)));
  if (near !== undefined) return `${path}.volumeMounts[${mounts.indexOf(near)}].mountPath`;
  const readOnly = `${path}.securityContext.readOnlyRootFilesystem`;
  return manifest.get(readOnly) === true ? readOnly : `${path}.volumeMounts`;
}

/** A script that fails for want of a database, or because of one, is about the variable that makes it. */
function scriptBlame(given: Given, database: Database, script: string, said: string): Blame {
  const name = script.slice(script.lastIndexOf('/') + 1);
  if (/^ERROR 1046\b/.test(said) && (envValue(given, database.manifest, 'MYSQL_DATABASE', database.path) ?? '') === '') return { ...variable(database, 'MYSQL_DATABASE'), hint: t.hints.noDatabase };
  const hint: Text = /^ERROR 1007\b/.test(said) ? t.hints.databaseExists(name) : t.hints.scriptFailed(name);
  // A table that is not there may be another script's, which is missing or comes later.
  if (/^ERROR 1146\b/.test(said)) return { ...initScripts(given, database), hint };
  return { ...initScripts(given, database, script.startsWith('/') ? script : `${initFolder}/${script}`), hint };
}

/** The variable of the container, or all that it is given where it has none of that name itself. */
export function variable({ manifest, path }: Database, name: string): { on: Database['manifest']; field: string } {
  const names = manifest.get<{ name?: string }[]>(`${path}.env`)?.map((each) => each.name) ?? [];
  const found = [name, `${name}_FILE`].find((each) => names.includes(each));
  if (found === undefined && manifest.get(`${path}.envFrom`) !== undefined) return { on: manifest, field: `${path}.envFrom` };
  return { on: manifest, field: `${path}.env[${found ?? name}]` };
}

function dataMount(database: Database): string {
  return mountedAt(database, usualDataFolder)?.field ?? `${database.path}.volumeMounts`;
}

function firstSet({ manifest }: Database, fields: string[]): string | undefined {
  return fields.find((field) => manifest.get(field) !== undefined);
}
