import { isMap, mapsIn } from '../values/field-path.ts';
import { joinTexts, verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

const t = texts.wait.hints;

/** As programs say that a file is not there, or not as they need it. */
const aboutFiles = /no such file|nonexistent|not found|ENOENT|EACCES|EROFS|ENOTDIR|EISDIR|can'?t (?:open|create|change|cd)|cannot (?:open|create|access)|read-only file system|permission denied|(?:is|not) a directory/i;

/** The program that complains, in front of what it complains about: `/bin/sh: can't create …`, `/bin/sh: 1: …`, `/bin/sh: /in/x: …`. */
const speaker = /^\s*\/[\w./-]+: (?=can'?t|cannot|line \d|\d+:|\/)/;

/**
 * What the mounts of a container have to do with a file of which its last words complain: the path lies in a volume, or beside all of
 * them. Undefined where the words are about no file, or the container mounts nothing.
 *
 * @param container as it is written in a manifest
 */
export function hintOfPath(words: string, container: unknown): Text | undefined {
  const path = pathIn(words, container);
  const mounts = mountsOf(container);
  if (path === undefined || mounts.length === 0) return undefined;
  const mount = mountAround(path, mounts);
  if (mount === undefined) return t.pathBesideVolumes(path, joinTexts(mounts.map(({ mountPath }) => verbatim(String(mountPath)))));
  const { name, mountPath, subPath } = mount;
  return t.pathInVolume(path, `${String(name)}${typeof subPath === 'string' ? `/${subPath}` : ''}`, String(mountPath));
}

/** Whether a file of which the last words of a container complain lies in one of its volumes. */
export function isInVolume(words: string, container: unknown): boolean {
  const path = pathIn(words, container);
  return path !== undefined && mountAround(path, mountsOf(container)) !== undefined;
}

function pathIn(words: string, container: unknown): string | undefined {
  return aboutFiles.test(words) ? (/(?<![\w.:/])\/[\w.@%+,/-]*[\w/]/.exec(words.replace(speaker, ''))?.[0] ?? inWorkingDir(words, container)) : undefined;
}

function mountsOf(container: unknown): Record<string, unknown>[] {
  return isMap(container) ? mapsIn(container['volumeMounts']).filter(({ mountPath }) => typeof mountPath === 'string') : [];
}

/** The innermost mount that a path lies in. */
function mountAround(path: string, mounts: readonly Record<string, unknown>[]): Record<string, unknown> | undefined {
  return mounts.filter(({ mountPath }) => isWithin(path, String(mountPath))).toSorted((a, b) => String(b['mountPath']).length - String(a['mountPath']).length)[0];
}

/** The whole path of a file that is named without a folder, where the container says in which folder its program begins. */
function inWorkingDir(words: string, container: unknown): string | undefined {
  const folder = isMap(container) ? container['workingDir'] : undefined;
  const file = /(?:^|[\s'"])(\w[\w.@%+-]*(?:\/[\w.@%+-]+)*)['"]?: (?:no such file|permission denied|nonexistent)/i.exec(words)?.[1];
  return typeof folder !== 'string' || file === undefined ? undefined : `${folder.replace(/\/+$/, '')}/${file}`;
}

function isWithin(path: string, folder: string): boolean {
  const above = folder.replace(/\/+$/, '');
  return path === above || path.startsWith(`${above}/`);
}
