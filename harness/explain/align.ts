import { podSpecOf } from '../client/pod-spec.ts';
import type { KubeObject } from '../client/objects.ts';
import { mapsIn, parsePath, resolvePath, type Step } from '../values/field-path.ts';
import { kindNamed } from '../client/kinds.ts';
import { isDeepStrictEqual } from 'node:util';
import { canonical } from './canonical.ts';
import { renameClasses } from './class-names.ts';
import { sameEnvironment } from './environment.ts';
import { nameOf, referencesOf, renameObject } from './object-names.ts';
import type { FixedNames, ObjectPair } from './pair-objects.ts';
import { pairItems } from './pair-items.ts';
import { namedPorts, numberPorts } from './port-numbers.ts';
import { renameVolumes } from './volume-names.ts';

type Fields = Record<string, unknown>;

/** Both sides of a pair in a form in which only what matters differs. */
export interface AlignedPair extends ObjectPair {
  a?: KubeObject;
  b?: KubeObject;
}

export interface Aligned {
  pairs: AlignedPair[];
  /** Where parts of theirs are written that stand elsewhere now. */
  written: WeakMap<object, readonly Step[]>;
  /** Something refers to a port by its name. */
  portNamesMatter: boolean;
}

/**
 * Writes theirs as ours are written, without changing what it means: names that the learner is free to choose, classes of
 * storage, volumes and ports by the names that ours have, native sidecars beside the containers, a command and its arguments divided in the same way.
 */
export function align(pairs: readonly ObjectPair[], fixed: FixedNames): Aligned {
  const aligned = pairs.map((pair): AlignedPair => ({ ...pair, ...(pair.ours === undefined ? {} : { a: canonical(pair.ours) }), ...(pair.theirs === undefined ? {} : { b: canonical(pair.theirs) }) }));
  const [ours, theirs] = [objectsOf(aligned, 'a'), objectsOf(aligned, 'b')];
  const written = new WeakMap<object, readonly Step[]>();
  for (const pair of aligned) renameFree(pair, theirs, fixed);
  renameClasses(aligned);
  for (const { a, b } of aligned) {
    const [podA, podB] = [a && podSpecOf(a), b && podSpecOf(b)];
    if (podA === undefined || podB === undefined || b === undefined) continue;
    const places = placesOf(podB, podPathOf(b));
    sidecarsBesideContainers(podA, podB, podPathOf(b), written);
    renameVolumes(podA, podB);
    for (const [one, other] of counterparts(podA, podB)) {
      divideCommand(one, other);
      sameEnvironment(one, { container: other, path: places.get(other) ?? [], written }, { ours, theirs });
    }
  }
  const names = [ours, theirs].map((objects) => namedPorts(objects).map(({ name }) => name));
  const portNamesMatter = isDeepStrictEqual(names[0], names[1]) ? names[0]?.length !== 0 : !numberPorts(ours, theirs);
  return { pairs: aligned, written, portNamesMatter };
}

function objectsOf(pairs: readonly AlignedPair[], side: 'a' | 'b'): Fields[] {
  return pairs.flatMap((pair) => (pair[side] === undefined ? [] : [pair[side] as Fields]));
}

function renameFree({ ours, theirs }: ObjectPair, objects: readonly Fields[], fixed: FixedNames): void {
  if (ours === undefined || theirs === undefined || ours.kind !== theirs.kind || ours.name === theirs.name) return;
  const isFixed = fixed === 'all' || fixed.some((names) => names.includes(ours.id));
  const named = (name: string): boolean => objects.some((each) => (each['kind'] === ours.kind && nameOf(each) === name) || referencesOf(each).some((reference) => reference.kind === ours.kind && reference.name === name));
  if (!isFixed && !named(ours.name)) renameObject(objects, theirs.kind, theirs.name, ours.name);
}

/** Which container of ours each of theirs stands for, as they are compared later. */
function counterparts(ours: Fields, theirs: Fields): [Fields | undefined, Fields][] {
  return ['initContainers', 'containers'].flatMap((key) => {
    const [a, b] = [mapsIn(ours[key]), mapsIn(theirs[key])];
    return pairItems(key, a, b).flatMap(({ ours: i, theirs: j }): [Fields | undefined, Fields][] => {
      const other = b[j ?? -1];
      return other === undefined ? [] : [[a[i ?? -1], other]];
    });
  });
}

function placesOf(pod: Fields, path: readonly Step[]): Map<Fields, readonly Step[]> {
  return new Map(['initContainers', 'containers'].flatMap((key) => mapsIn(pod[key]).map((container, index) => [container, [...path, { key }, { index }]] as const)));
}

function podPathOf(object: object): readonly Step[] {
  return parsePath(kindNamed(String((object as Fields)['kind']))?.podSpec ?? '');
}

/** An init container that is restarted always runs beside the others, as one of ours of that name does. */
function sidecarsBesideContainers(ours: Fields, theirs: Fields, podPath: readonly Step[], written: WeakMap<object, readonly Step[]>): void {
  const inits = mapsIn(theirs['initContainers']);
  const names = new Set(mapsIn(ours['containers']).map(({ name }) => name).filter((name) => !mapsIn(theirs['containers']).some((each) => each['name'] === name)));
  const moved = inits.filter(({ name, restartPolicy }) => restartPolicy === 'Always' && names.has(name));
  if (moved.length === 0) return;
  inits.forEach((container, index) => written.set(container, resolvePath({}, [...podPath, { key: 'initContainers' }, { index }])));
  theirs['initContainers'] = inits.filter((each) => !moved.includes(each));
  for (const container of moved) delete container['restartPolicy'];
  theirs['containers'] = [...mapsIn(theirs['containers']), ...moved];
}

/** `command: [sh, -c], args: [x]` is the same as `command: [sh, -c, x]`. */
function divideCommand(ours: Fields | undefined, theirs: Fields): void {
  if (!Array.isArray(ours?.['command']) || !Array.isArray(theirs['command'])) return;
  const words = ({ command, args }: Fields): unknown[] => [command, args].flatMap((each) => (Array.isArray(each) ? (each as unknown[]) : []));
  if (!isDeepStrictEqual(words(ours), words(theirs))) return;
  theirs['command'] = structuredClone(ours['command']);
  if (ours['args'] === undefined) delete theirs['args'];
  else theirs['args'] = structuredClone(ours['args']);
}
