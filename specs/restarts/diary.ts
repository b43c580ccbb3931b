import type { Manifest } from '../../harness/lesson/given.ts';
import { commandPath, containerPath, runningContainers } from '../checks/containers.ts';
import { emptiedBy } from '../checks/emptied-by.ts';
import { mountOf, mountsField, mountsOf, type Mount } from '../checks/mounts.ts';
import { ratherElsewhere } from '../checks/other-node.ts';

/** The two places in which the diary counts its starts. */
export const places = ['disk', 'memory'] as const;

export type Place = (typeof places)[number];

/** How often the diary has started, as it has counted in each place. */
export type Starts = Record<Place, number>;

/** The file in which a place counts: one line a start. */
export function fileIn(place: Place): string {
  return `/diary/${place}/starts`;
}

/** The name of the container that keeps the diary: it has a volume where the diary writes, or names it in its command; else the first one. */
export function keeperOf(pod: Manifest): string {
  const running = runningContainers(pod).map(({ container }) => container);
  const mounts = running.find(({ name }) => places.some((place) => mountOf(pod, name, fileIn(place)) !== undefined));
  const writes = running.find(({ command = [], args = [] }) => [...command, ...args].some((word) => word.includes('/diary')));
  return (mounts ?? writes ?? running[0])?.name ?? '0';
}

/** Where the keeper has the volume of a place. */
function mountFor(pod: Manifest, place: Place): Mount | undefined {
  return mountOf(pod, keeperOf(pod), fileIn(place));
}

/** The field at fault when a place does not keep what it should: its volume, the mounts where there is none, or the program where the volume is right. */
export function fieldOf(pod: Manifest, place: Place): string {
  const mount = mountFor(pod, place);
  if (mount === undefined) return mountsField(pod, keeperOf(pod), `/diary/${place}`);
  if (place === 'memory' && (isInMemory(pod, mount.name) || hasMemoryElsewhere(pod))) return commandPath(pod, keeperOf(pod));
  return `spec.volumes[${mount.name}]${place === 'memory' ? '.emptyDir.medium' : ''}`;
}

/** Whether the keeper has a volume in memory where it does not count the disk: then it is the program that does not write there. */
function hasMemoryElsewhere(pod: Manifest): boolean {
  const disk = mountFor(pod, 'disk');
  return mountsOf(pod, keeperOf(pod)).some(({ name, mountPath }) => isInMemory(pod, name) && mountPath !== disk?.mountPath);
}

function isInMemory(pod: Manifest, volume: string): boolean {
  return pod.get(`spec.volumes[${volume}].emptyDir.medium`) === 'Memory';
}

/** Who may have taken away what a place should keep: another container with its volume, else the place itself. */
export function lostBy(pod: Manifest, place: Place): string {
  const mount = mountFor(pod, place);
  return (mount === undefined ? undefined : emptiedBy(pod, containerPath(pod, keeperOf(pod)), mount.name)) ?? fieldOf(pod, place);
}

/** Whether a place lies on a claim, which outlives the pod. */
export function isOnAClaim(pod: Manifest, place: Place): boolean {
  const mount = mountFor(pod, place);
  return mount !== undefined && pod.get(`spec.volumes[${mount.name}].persistentVolumeClaim`) !== undefined;
}

/** What a start of the diary has counted in each place, in one line or two; undefined as long as it has not said it of both. */
export function startsIn(lines: readonly string[]): Starts | undefined {
  const [disk, memory] = places.map((place) => lines.map((line) => new RegExp(`\\b${place}: *(\\d+)\\b`).exec(line)?.[1]).findLast((count) => count !== undefined));
  return disk === undefined || memory === undefined ? undefined : { disk: Number(disk), memory: Number(memory) };
}

/** A line in which a shell says that there is no folder to write into, or what it counted there: nothing. */
export function complains(line: string): boolean {
  return /can't (?:create|open)|\b(?:disk|memory): *(?:$|,)/.test(line);
}

/** A pod that does nothing, under another name, which goes where the diary is made to go: left to itself it would be on any other node. */
export function idleElsewhere(pod: Manifest, node: string): Manifest {
  const image = pod.get<string>(`${containerPath(pod, keeperOf(pod))}.image`);
  return ratherElsewhere(pod, node).named(`${pod.name}-elsewhere`)
    .without('spec.initContainers')
    .with('spec.containers', [{ name: 'waits', image, imagePullPolicy: 'IfNotPresent', command: ['sleep', '3600'] }]);
}
