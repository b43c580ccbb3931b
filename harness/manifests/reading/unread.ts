import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { Text } from '../../text/language.ts';
import { texts } from '../../text/texts.ts';
import { manifestText } from './decode.ts';

const t = texts.reading.unread;

/** A file in a folder of manifests that looks like one and is not read. */
export interface UnreadFile {
  /** Relative to the folder. */
  file: string;
  why: Text;
}

/** Folders whose files nobody expects to be applied. */
export const notLooked = /^(\.|node_modules$)/;

/** Whether a file name is one that is read: `*.yaml`, `*.yml`, `*.json`, not hidden. */
export function isManifestFile(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name) && !name.startsWith('.');
}

/**
 * The files of a folder that were probably meant to be read: with another ending (`counter.yaml.txt`, as editors on Windows
 * save it), without one, or in a subfolder, which `kubectl apply -f DIR` does not read either.
 *
 * @param subfolders whether files of subfolders count: in a folder of several lessons each has its own
 */
export function unreadFiles(dir: string, subfolders = true): UnreadFile[] {
  return entriesOf(dir).flatMap((entry): UnreadFile[] => {
    const { name } = entry;
    if (notLooked.test(name)) return [];
    if (entry.isDirectory()) {
      return subfolders ? entriesOf(join(dir, name)).filter((inner) => inner.isFile() && isManifestFile(inner.name)).map((inner) => ({ file: `${name}/${inner.name}`, why: t.subfolder(name) })) : [];
    }
    if (!entry.isFile() || isManifestFile(name)) return [];
    if (/\.(ya?ml|json)\.\w+$/i.test(name)) return [{ file: name, why: t.ending(name.slice(name.lastIndexOf('.'))) }];
    if (!looksLikeManifest(join(dir, name))) return [];
    return [{ file: name, why: name.includes('.') ? t.ending(name.slice(name.lastIndexOf('.'))) : t.noEnding }];
  }).toSorted((a, b) => a.file.localeCompare(b.file));
}

/** What is there and not read, in words; undefined where there is none. */
export function describeUnread(dir: string, files: readonly UnreadFile[]): Text | undefined {
  if (files.length === 0) return undefined;
  return t.files(files.map(({ file, why }) => t.file(dir === '' ? file : `${dir}/${file}`, why)));
}

/** What is in a folder; nothing where it cannot be read. */
export function entriesOf(dir: string): Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}

function looksLikeManifest(path: string): boolean {
  return !/\.(md|html?|sh|ps1|ts|js|png|jpe?g|svg|sql|swp|tmpl)$/i.test(path) && /^\s*"?apiVersion"?\s*:/m.test(manifestText(path)?.slice(0, 4096) ?? '');
}
