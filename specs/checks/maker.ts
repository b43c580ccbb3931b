import type { Manifest } from '../../harness/lesson/given.ts';
import { commandPath, initContainers } from './containers.ts';

/** Who should make a file, by what is written: an init container whose command names it, else the program of the container itself. */
export function makerOf(pod: Manifest, file: string, container: string): string {
  const init = initContainers(pod).find(({ container: { command = [], args = [] } }) => [...command, ...args].some((word) => word.includes(file)));
  return commandPath(pod, init?.container.name ?? container);
}
