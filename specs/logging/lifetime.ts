import type { Blame, Container, Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import { parseQuantity } from '../../harness/wait/quantity.ts';
import { joinTexts, type Text } from '../../harness/text/language.ts';
import { containerPath } from '../checks/containers.ts';
import { mountsOf } from '../checks/mounts.ts';
import { streams, writer } from './pods.ts';
import { t } from './texts.ts';

/** How long the hands-on takes at most, in seconds: a pod that is gone before is of no use to it. */
export const handsOnS = 3_600;

/** A limit for which kubelet ends the pod, and how fast that fills up. Bytes, and bytes per second. */
export interface Limit {
  field: string;
  written: string;
  limit: number;
  used: number;
  perSecond: number;
}

/** Seconds until a limit is reached; 0 when it is reached already, Infinity when nothing grows. */
export function secondsLeft({ limit, used, perSecond }: Limit): number {
  if (used >= limit) return 0;
  return perSecond > 0 ? (limit - used) / perSecond : Infinity;
}

/**
 * What will end the pod before the hands-on is over: a deadline of its own, or a limit on what it writes, which kubelet
 * compares with the blocks in use and evicts the pod for. Undefined when nothing does.
 */
export async function endOf(given: Given, manifest: Manifest, pod: Pod): Promise<(Blame & { expected: Text; observed: Text }) | undefined> {
  const expected = t.goesOnFor(handsOnS);
  const deadline = manifest.get<number>('spec.activeDeadlineSeconds');
  if (deadline !== undefined && deadline < handsOnS) return { on: manifest, field: 'spec.activeDeadlineSeconds', hint: t.hints.limit, expected, observed: t.endsAfter(deadline) };
  const limits = await limitsOf(manifest, pod);
  for (const limit of limits) given.measure(`${limit.field.replace(/\W+/g, '-')}Bytes`, limit.used);
  const first = limits.toSorted((a, b) => secondsLeft(a) - secondsLeft(b))[0];
  if (first === undefined || secondsLeft(first) > handsOnS) return undefined;
  const observed = joinTexts([t.used(Math.round(first.used), first.written), secondsLeft(first) === 0 ? t.isFull : t.isFullIn(Math.round(secondsLeft(first)))], '; ');
  return { on: manifest, field: first.field, hint: t.hints.limit, expected, observed };
}

/** The limits of the pod on what it writes to disk, with what is in use of each. */
async function limitsOf(manifest: Manifest, pod: Pod): Promise<Limit[]> {
  const ageS = Math.max(1, (Date.now() - Date.parse(pod.object.status?.startTime ?? '')) / 1_000);
  const volumes = manifest.get<{ name: string; emptyDir?: { sizeLimit?: string | number } }[]>('spec.volumes') ?? [];
  const shared = mountsOf(manifest, writer).filter(({ name }) => volumes.some((volume) => volume.name === name && volume.emptyDir !== undefined));
  const usage = await Promise.all(shared.map(async ({ name, mountPath }) => ({ name, ...(await usageOf(pod.container(writer), mountPath, ageS)) })));
  const ofVolumes = usage.flatMap(({ name, used, perSecond }): Limit[] => {
    const written = volumes.find((volume) => volume.name === name)?.emptyDir?.sizeLimit;
    return written === undefined ? [] : [{ field: `spec.volumes[${name}].emptyDir.sizeLimit`, written: String(written), limit: parseQuantity(String(written)), used, perSecond }];
  });
  const names = [writer, ...streams.map(({ sidecar }) => sidecar)];
  const ofContainers = names.flatMap((name) => {
    const field = `${containerPath(manifest, name)}.resources.limits.ephemeral-storage`;
    const written = manifest.get<string | number>(field);
    return written === undefined ? [] : [{ field, written: String(written), limit: parseQuantity(String(written)) }];
  });
  const [smallest] = ofContainers.toSorted((a, b) => a.limit - b.limit);
  // Kubelet adds up what the limits allow, and what all containers and emptyDirs of the pod use.
  const all = { used: sum(usage.map(({ used }) => used)), perSecond: sum(usage.map(({ perSecond }) => perSecond)) };
  return [...ofVolumes, ...(smallest === undefined ? [] : [{ ...smallest, ...all, limit: sum(ofContainers.map(({ limit }) => limit)) }])];
}

/** What a folder takes in blocks, and how fast what is in it grows. */
async function usageOf(container: Container, folder: string, ageS: number): Promise<{ used: number; perSecond: number }> {
  const { stdout } = await container.exec(['/bin/sh', '-c', 'du -sk "$1"; find "$1" -type f -exec cat {} + | wc -c', 'sh', folder], { deadlineMs: 10_000, purpose: t.toMeasure(folder) });
  const [blocks = '', bytes = ''] = stdout.split('\n');
  return { used: Number.parseInt(blocks, 10) * 1_024, perSecond: Number(bytes) / ageS };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
