import type { ObjectName } from '../manifests/manifest.ts';
import { formatPath } from '../values/field-path.ts';
import type { Edit, PatchOperation } from './edits.ts';
import { kindAndName } from '../values/kind-and-name.ts';

/** Where `kubectl` acts. */
export interface Place {
  context: string;
  namespace: string;
}

/** The beginning of every command. */
export function kubectl({ context, namespace }: Place): string {
  return `kubectl --context ${context} -n ${namespace}`;
}

/** The object as an argument: `deployment/web`. */
function argument(id: ObjectName): string {
  const { kind, name } = kindAndName(id);
  return `${kind.toLowerCase()}/${name}`;
}

const image = /^spec\.template\.spec\.(?:initC|c)ontainers\[([\w-]+)\]\.image$/;

/** The command that makes these edits, in the words of `kubectl` for them where it has some. */
export function editCommand(place: Place, id: ObjectName, edits: readonly Edit[], patch: readonly PatchOperation[]): string {
  const named = edits.map(({ path, value }) => ({ path: formatPath(path), value }));
  const [only] = named;
  const images = named.map(({ path, value }) => ({ container: image.exec(path)?.[1], value }));
  if (images.every(({ container, value }) => container !== undefined && typeof value === 'string')) return `${kubectl(place)} set image ${argument(id)} ${images.map(({ container, value }) => `${container ?? ''}=${String(value)}`).join(' ')}`;
  if (named.length === 1 && only?.path === 'spec.replicas' && typeof only.value === 'number') return scaleCommand(place, id, only.value);
  if (named.length === 1 && only?.path === 'spec.paused') return `${kubectl(place)} rollout ${only.value === true ? 'pause' : 'resume'} ${argument(id)}`;
  return `${kubectl(place)} patch ${argument(id)} --type=json -p '${JSON.stringify(patch).replaceAll("'", String.raw`'\''`)}'`;
}

export function scaleCommand(place: Place, id: ObjectName, replicas: number): string {
  return `${kubectl(place)} scale ${argument(id)} --replicas=${replicas}`;
}

export function deleteCommand(place: Place, id: ObjectName): string {
  return `${kubectl(place)} delete ${argument(id)}`;
}

export function undoCommand(place: Place, id: ObjectName, revision: number | undefined): string {
  return `${kubectl(place)} rollout undo ${argument(id)}${revision === undefined ? '' : ` --to-revision=${revision}`}`;
}

export function applyCommand(place: Place, file: string): string {
  return `${kubectl(place)} apply -f ${/[^\w@%+=:,./-]/.test(file) ? `'${file.replaceAll("'", String.raw`'\''`)}'` : file}`;
}
