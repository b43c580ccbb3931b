import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../values/field-path.ts';
import { nearestName } from '../text/nearest-name.ts';

/** An item of ours and the one of theirs that stands for it; one of them may be missing. */
export interface ItemPair {
  ours?: number;
  theirs?: number;
}

/** What tells an item of a list apart; undefined when nothing does. */
type Identity = (item: Record<string, unknown>) => string | undefined;

const byName: Identity = ({ name }) => text(name);

/** By the key of the list. */
const identities: Readonly<Record<string, Identity>> = {
  containers: byName, initContainers: byName, ephemeralContainers: byName, volumes: byName, env: byName, imagePullSecrets: byName, sysctls: byName, users: byName,
  subjects: ({ kind, name, namespace }) => [kind, name, namespace].map(text).join('/'),
  ports: ({ containerPort, port, protocol = 'TCP' }) => `${text(containerPort ?? port) ?? ''}/${text(protocol) ?? ''}`,
  volumeMounts: ({ mountPath }) => text(mountPath)?.replace(/(?<=.)\/+$/, ''),
  volumeDevices: ({ devicePath }) => text(devicePath),
  rules: ({ host = '', apiGroups, resources }) => (apiGroups === undefined && resources === undefined ? text(host) : undefined),
  paths: ({ path = '/', pathType }) => `${text(path) ?? ''} ${text(pathType) ?? ''}`,
  items: ({ key, path }) => text(key ?? path),
  hostAliases: ({ ip }) => text(ip),
  matchExpressions: ({ key, operator }) => `${text(key) ?? ''} ${text(operator) ?? ''}`,
  volumeClaimTemplates: ({ metadata }) => (isMap(metadata) ? text(metadata['name']) : undefined),
};

/** Lists whose items are things of their own; in all others the last item of each side stands for the other, however little they have in common. */
const independent = ['containers', 'initContainers', 'ephemeralContainers', 'env', 'args', 'command'];

/**
 * Which item of one list stands for which of the other: the one with the same identity, else one that is the same, else one that is like it.
 *
 * @param key the list's
 */
export function pairItems(key: string, ours: readonly unknown[], theirs: readonly unknown[]): ItemPair[] {
  const [a, b] = [namesOf(key, ours), namesOf(key, theirs)];
  const pairs: ItemPair[] = [];
  const left = { ours: ours.map((_, index) => index), theirs: theirs.map((_, index) => index) };
  const pairUp = (i: number, j: number): void => {
    pairs.push({ ours: i, theirs: j });
    left.ours = left.ours.filter((each) => each !== i);
    left.theirs = left.theirs.filter((each) => each !== j);
  };
  const pairWhere = (fits: (i: number, j: number) => boolean): void => {
    for (const i of [...left.ours]) {
      const j = left.theirs.find((each) => fits(i, each));
      if (j !== undefined) pairUp(i, j);
    }
  };
  pairWhere((i, j) => a[i] !== undefined && a[i] === b[j]);
  pairWhere((i, j) => isDeepStrictEqual(ours[i], theirs[j]));
  pairWhere((i, j) => isLike(key, ours[i], theirs[j]));
  const [i, j] = [left.ours[0], left.theirs[0]];
  if (left.ours.length === 1 && left.theirs.length === 1 && i !== undefined && j !== undefined && (!independent.includes(key) || haveSameImage(ours[i], theirs[j]))) pairUp(i, j);
  return [...pairs, ...left.ours.map((each) => ({ ours: each })), ...left.theirs.map((each) => ({ theirs: each }))];
}

function namesOf(key: string, list: readonly unknown[]): (string | undefined)[] {
  const names = key === 'args' || key === 'command' ? wordsOf(list) : list.map((item) => (isMap(item) ? (identities[key] ?? byName)(item) : text(item)));
  const seen = new Map<string, number>();
  return names.map((name) => {
    if (name === undefined) return undefined;
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    return times === 0 ? name : `${name} #${times}`;
  });
}

/** Options by their names, what follows an option as its value, all others by their number. */
function wordsOf(words: readonly unknown[]): string[] {
  let option: string | undefined;
  let plain = 0;
  return words.map((word) => {
    const written = String(word);
    if (/^--?[a-zA-Z]/.test(written)) {
      const [name = '', value] = written.split('=', 2);
      option = value === undefined ? name : undefined;
      return name;
    }
    const id = option === undefined ? `word ${plain += 1}` : `value of ${option}`;
    option = undefined;
    return id;
  });
}

/** Whether two items are likely meant to be the same: a container with the same image, a name that is nearly the same, or half of the fields. */
function isLike(key: string, a: unknown, b: unknown): boolean {
  if (!isMap(a) || !isMap(b)) return false;
  const [nameA, nameB] = [text(a['name']), text(b['name'])];
  if (/ontainers$/.test(key)) return haveSameImage(a, b) && nearlySame(a, b);
  if (nameA !== undefined && nameB !== undefined && nearestName(nameB, [nameA]) !== undefined) return true;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const same = keys.filter((each) => isDeepStrictEqual(a[each], b[each])).length;
  return keys.length > 1 && same * 2 >= keys.length;
}

/** Containers of one image are told apart by what they run, where both say so. */
function nearlySame(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const wordsIn = ({ command, args }: Record<string, unknown>): string => JSON.stringify([command, args]);
  return wordsIn(a) === wordsIn(b) || nearestName(String(b['name']), [String(a['name'])]) !== undefined;
}

function haveSameImage(a: unknown, b: unknown): boolean {
  return isMap(a) && isMap(b) && imageOf(a) !== undefined && imageOf(a) === imageOf(b);
}

function imageOf({ image }: Record<string, unknown>): string | undefined {
  return text(image)?.replace(/(:[^/:]*)?(@.*)?$/, '');
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
