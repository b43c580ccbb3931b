import type { Manifest } from '../manifests/manifest.ts';
import { isInVolume } from './path-in-words.ts';
import { isAboutProgram, programField } from './program-field.ts';
import { userAtFault } from './user-at-fault.ts';

/**
 * What is at fault of all that a container is made of, by its last words: its program where a shell cannot even read it, or its user
 * who may not do something in a volume that is mounted there. Undefined where they tell neither.
 *
 * @param container the manifest, the path of the container in it, and what is written there
 */
export function faultInWords(words: string, { manifest, path, written }: { manifest: Pick<Manifest, 'get'>; path: string; written: object }): string | undefined {
  if (isAboutProgram(words)) return `${path}.${programField(written)}`;
  // Beside its volumes it may be a mount that is missing.
  return isInVolume(words, written) ? userAtFault(manifest, path, words) : undefined;
}
