import type { Given, Manifest, Manifests } from '../../harness/lesson/given.ts';
import { runningContainers } from '../checks/containers.ts';

/** The pod of step 1, which prints to its own stream. */
export const stdoutPod = 'counter';

/** The pod of step 2, which writes two files. */
const twoFilesPod = 'two-files-logging-counter';

/** The containers of step 2: one writes, the others show one file each. */
export const writer = 'count';
export const streams = [
  { sidecar: 'count-log-1', usually: '/var/log/1.log', line: /^(\d+): \S.*$/, form: '<i>: <date>' },
  { sidecar: 'count-log-2', usually: '/var/log/2.log', line: /^\S.* INFO (\d+)$/, form: '<date> INFO <i>' },
] as const;
export type Stream = (typeof streams)[number];

/** The number in a line of a stream; NaN in any other line. */
export function numberIn(stream: Stream): (line: string) => number {
  return (line) => Number(stream.line.exec(line)?.[1]);
}

/** The name of the pod with two files: its own, or `counter` where a folder has only that and it has the sidecars. */
export function twoFilesName(manifests: Manifests): string {
  const counter = manifests.find('Pod', stdoutPod);
  return manifests.find('Pod', twoFilesPod) === undefined && counter !== undefined && hasSidecars(counter) ? stdoutPod : twoFilesPod;
}

/** Whether the folder's `counter` is the pod of step 2, so that there is none of step 1. */
export function isWithoutStepOne(manifests: Manifests): boolean {
  return twoFilesName(manifests) === stdoutPod;
}

/** The pod of step 2 as it is written. Throws LessonFailure when there is none. */
export function twoFilesManifest(given: Given): Manifest {
  return given.manifest('Pod', twoFilesName(given.manifests));
}

function hasSidecars(pod: Manifest): boolean {
  const names = runningContainers(pod).map(({ container }) => container.name);
  return streams.some(({ sidecar }) => names.includes(sidecar));
}
