import type { Manifest } from '../../harness/lesson/given.ts';
import { initContainers, runningContainers, type WrittenContainer } from './containers.ts';

/** What takes files away. */
const removing = /\brm\b|-delete\b|\bmkfs|\btruncate\b|\bunlink\b|\brsync\b.*--delete/;
/** A shell's `>`, which empties a file, unless it is one of several or leads to a device. */
const emptying = /(?<![>\d&=-])>(?![>&=])\s*(?!\/dev\/|\\)\S/;

/**
 * The field of a container that takes files away from a volume, the likeliest first: an init container, another container, the
 * program or the hooks of the one whose files they are. Undefined where none does.
 *
 * @param owner the path of the container whose files they are
 */
export function emptiedBy(manifest: Manifest, owner: string, volume: string): string | undefined {
  const before = initContainers(manifest);
  const others = [...before, ...runningContainers(manifest).filter(({ path }) => path !== owner)].filter((each) => writesTo(each, volume));
  for (const { path } of others) {
    const field = fieldWith(manifest, path, (text) => removing.test(text) || emptying.test(text));
    if (field !== undefined) return field;
  }
  return fieldWith(manifest, owner, (text) => removing.test(text)) ?? before.find((each) => writesTo(each, volume))?.path;
}

function fieldWith(manifest: Manifest, path: string, fits: (text: string) => boolean): string | undefined {
  const field = ['command', 'args', 'lifecycle'].find((name) => fits(JSON.stringify(manifest.get(`${path}.${name}`) ?? '')));
  return field === undefined ? undefined : `${path}.${field}`;
}

/** Whether a container has a volume that it may write to. */
export function writesTo({ container }: WrittenContainer, volume: string): boolean {
  return container.volumeMounts?.some(({ name, readOnly }) => name === volume && readOnly !== true) === true;
}
