import { isDeepStrictEqual } from 'node:util';

/** Lists whose order has a meaning; that of all others has none. */
const ordered = ['args', 'command', 'initContainers'];

/** Whether the order of a list matters. */
export function hasOrder(keys: readonly string[]): boolean {
  return ordered.includes(keys.at(-1) ?? '');
}

/** Whether two lists of words begin with different programs: then no word of one stands for a word of the other. */
export function isAnotherProgram(keys: readonly string[], ours: readonly unknown[], theirs: readonly unknown[]): boolean {
  const isProgram = (word: unknown): boolean => typeof word === 'string' && !word.startsWith('-');
  return /^(command|args)$/.test(keys.at(-1) ?? '') && Math.max(ours.length, theirs.length) > 1 && ours[0] !== theirs[0] && isProgram(ours[0]) && isProgram(theirs[0]);
}

const probes = ['startupProbe', 'readinessProbe', 'livenessProbe', 'postStart', 'preStop'];
const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'];

/** Fields of a map of which only one may be there, by the key of the map or of the list that it is in. */
const oneOf: readonly (readonly [maps: readonly string[], fields: (key: string) => boolean])[] = [
  [['volumes'], (key) => key !== 'name'],
  [probes, (key) => handlers.includes(key)],
  [['env'], (key) => key === 'value' || key === 'valueFrom'],
  [['valueFrom'], () => true],
  [['envFrom'], (key) => key === 'secretRef' || key === 'configMapRef'],
  [['sources'], () => true],
  [['port'], (key) => key === 'name' || key === 'number'],
  [['backend', 'defaultBackend'], (key) => key === 'service' || key === 'resource'],
];

/** Sources of a PersistentVolume: it has one. */
const volumeSources = ['hostPath', 'local', 'nfs', 'csi', 'iscsi', 'fc'];

/** The fields of two maps that exclude each other and are not the same in both; undefined when there are none. */
export function exclusiveKeys(keys: readonly string[], ours: object, theirs: object): { ours: string[]; theirs: string[] } | undefined {
  const last = keys.at(-1) ?? '';
  const isOne = keys.length === 1 && last === 'spec' ? (key: string) => volumeSources.includes(key) : oneOf.find(([maps]) => maps.includes(last))?.[1];
  if (isOne === undefined) return undefined;
  const [a, b] = [Object.keys(ours).filter(isOne), Object.keys(theirs).filter(isOne)];
  const isSame = a.length === b.length && a.every((key) => b.includes(key));
  return isSame ? undefined : { ours: a, theirs: b };
}

/** Maps that belong together: of another `type` the other fields of one would not be taken. */
const typed = ['strategy', 'updateStrategy'];

/** Whether two maps can only be taken as a whole. */
export function isIndivisible(keys: readonly string[], ours: Record<string, unknown>, theirs: Record<string, unknown>): boolean {
  return typed.includes(keys.at(-1) ?? '') && (ours['type'] ?? 'RollingUpdate') !== (theirs['type'] ?? 'RollingUpdate');
}

/**
 * Lists whose items say one thing each: of a toleration that differs in several fields each only makes sense with the others. And
 * selectors: one that asks for other labels is another selector, and with the labels of both it would select nothing.
 */
const statements = ['tolerations', 'matchExpressions', 'from', 'to', 'matchLabels', 'selector', 'nodeSelector'];

/** Whether such an item or selector that differs in several places is one difference. */
export function isStatement(keys: readonly string[]): boolean {
  return statements.includes(keys.at(-1) ?? '');
}

/**
 * The annotations that only one of two maps has, of which one begins as all the others do: options of one feature, such as `canary` and
 * `canary-weight`. Each alone mostly changes nothing, as the others still turn the feature on.
 */
export function optionsOfOne(keys: readonly string[], ours: object, theirs: object): { ours: string[]; theirs: string[] } | undefined {
  if (keys.at(-1) !== 'annotations') return undefined;
  const [a, b] = [keysOnlyIn(ours, theirs), keysOnlyIn(theirs, ours)];
  const apart = [...a, ...b];
  const isOptionOf = (feature: string) => (key: string): boolean => key === feature || (key.startsWith(feature) && /[.-]/.test(key.charAt(feature.length)));
  const feature = apart.toSorted((one, other) => one.length - other.length).find((key) => apart.filter(isOptionOf(key)).length > 1);
  return feature === undefined ? undefined : { ours: a.filter(isOptionOf(feature)), theirs: b.filter(isOptionOf(feature)) };
}

/** The keys of two maps of which one is the other under another name: the only ones that the maps do not share, with the same value. */
export function renamedKeys(ours: Record<string, unknown>, theirs: Record<string, unknown>): { ours: string[]; theirs: string[] } | undefined {
  const [a, ...others] = keysOnlyIn(ours, theirs);
  const [b, ...more] = keysOnlyIn(theirs, ours);
  const isOne = a !== undefined && b !== undefined && others.length + more.length === 0;
  return isOne && ours[a] !== null && isDeepStrictEqual(ours[a], theirs[b]) ? { ours: [a], theirs: [b] } : undefined;
}

function keysOnlyIn(map: object, other: object): string[] {
  return Object.keys(map).filter((key) => !(key in other));
}
