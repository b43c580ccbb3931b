import type { Container, Manifest } from '../../harness/lesson/given.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { mountOf } from '../checks/mounts.ts';

/** Where images let their programs write, in the order in which it is tried. */
const folders = ['/tmp', '/var/tmp', '/root', '/home', ''];

/**
 * Makes an empty file in a container's own file system, in none of its volumes. Returns its path; undefined where nothing can be
 * written there, as with a root file system that is read-only.
 */
export async function makeOwnFile(pod: Manifest, container: Container): Promise<string | undefined> {
  for (const path of folders.map((folder) => `${folder}/of-the-container`)) {
    if (mountOf(pod, container.name, path) !== undefined) continue;
    if (await made(container, path)) return path;
  }
  return undefined;
}

/** An image without `touch` makes none either. */
async function made(container: Container, path: string): Promise<boolean> {
  try {
    return (await container.exec(['touch', path])).exitCode === 0;
  } catch (error) {
    if (error instanceof LessonFailure) return false;
    throw error;
  }
}
