import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { learnSecrets, takeAsPublic } from '../secrets/known-secrets.ts';
import type { ManifestFolders } from './manifests.ts';
import { manifestText } from './reading/decode.ts';
import { isManifestFile } from './reading/unread.ts';

const read = new Set<string>();

/** Learns what the folders under test hold that is secret, before a lesson's process says something about it. Each folder is read once. */
export function learnFolders({ dir, ours, applied }: Pick<ManifestFolders, 'dir' | 'ours' | 'applied'>): void {
  openOurs(ours);
  for (const object of applied?.objects ?? []) learnSecrets(JSON.stringify(object));
  once(dir, learnSecrets);
}

/** Takes what our own manifests hold as no secret: everybody can read it, and messages speak of it. */
export function openOurs(ours: string): void {
  // A longer secret may begin as a lesson is called.
  if (!read.has(ours)) takeAsPublic(foldersIn(ours).flatMap((name) => [name, name.replace(/^\d+-/, '')]).join(' '));
  once(ours, takeAsPublic);
}

function once(dir: string, take: (text: string) => void): void {
  if (read.has(dir)) return;
  read.add(dir);
  for (const folder of ['', ...foldersIn(dir)]) for (const file of filesIn(join(dir, folder))) take(manifestText(file) ?? '');
}

/** Those of lessons: their names begin with a number. */
function foldersIn(dir: string): string[] {
  return namesIn(dir).filter((name) => /^\d/.test(name));
}

function filesIn(dir: string): string[] {
  return namesIn(dir).filter(isManifestFile).map((name) => join(dir, name));
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}
