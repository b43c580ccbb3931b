import { dirname } from 'node:path';
import { formatPath, parsePath, resolvePath, type Step } from '../values/field-path.ts';
import { changedFolders, objectsIn, objectNameOf, readFolder, type FolderTexts } from './manifest-folders.ts';
import type { Variant } from './mutant.ts';

/** Writes a path of an object (`Kind/name`) with positions instead of names: the same text for all ways to write a place. */
export type InPositions = (object: string, path: string) => string;

/**
 * Positions in the folders of a variant. Names are looked up in ours first, then in the changed one, where a name may have
 * come from the change; what is in neither stays as it is.
 */
export function positionsOf(dir: string, variant: Variant): InPositions {
  const changed = changedFolders(dir, variant);
  const folders = new Set([...changed.keys()].map((file) => dirname(file)));
  return positionsIn([...folders].map((folder) => readFolder(dir, folder)).concat(changed));
}

/** Positions in these folders, the first that knows the names counts. */
export function positionsIn(folders: readonly FolderTexts[]): InPositions {
  const objects = folders.flatMap((texts) => [...texts]).flatMap(([file, text]) => objectsIn(text, file)).map((source) => source.value());
  return (object, path) => {
    const steps = stepsOf(path);
    if (steps === undefined) return path;
    const found = objects.filter((each) => objectNameOf(each) === object).map((each) => resolvePath(each, steps));
    return formatPath(found.find((each) => !each.some((step) => 'match' in step)) ?? found[0] ?? steps);
  };
}

/** The API server may name a field in a way that is no path of ours. */
function stepsOf(path: string): Step[] | undefined {
  try {
    return parsePath(path);
  } catch {
    return undefined;
  }
}
