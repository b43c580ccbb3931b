import type { Manifest } from '../../harness/lesson/given.ts';
import { programField } from '../../harness/wait/program-field.ts';
import { initContainers } from './containers.ts';

/** Who should make a file, by what is written: an init container whose command names it, else the program of the container itself. */
export function makerOf(pod: Manifest, file: string, container: string): string {
  const init = initContainers(pod).find(({ container: { command = [], args = [] } }) => [...command, ...args].some((word) => word.includes(file)));
  const path = init?.path ?? container;
  return `${path}.${programField(pod.get<object>(path) ?? {})}`;
}
