import type { Given } from '../../harness/lesson/given.ts';
import { resourcesPath, together, withMemory, withoutCpuLimit } from './variants.ts';

/** The pods that are measured side by side: the lesson's two, and another one like the first. */
export const copies = { light: 'measured-light', heavy: 'measured-heavy', twin: 'measured-twin' } as const;

/** How much more memory the control has. */
const roomier = 8;

/** Starts what the lesson's pods are compared with, and copies of those that must be on one node. */
export async function startControls(given: Given): Promise<void> {
  const control = await given.namespace('control');
  const [hungry, throttled, light, heavy, plain] = ['hungry', 'throttled', 'light', 'heavy', 'plain'].map((name) => given.manifests.find('Pod', name));
  const measured = [[light, copies.light], [heavy, copies.heavy], [light, copies.twin]] as const;
  const hasLimit = hungry?.get(resourcesPath(hungry, 'limits.memory')) !== undefined;
  await control.apply(
    ...(hungry === undefined || !hasLimit ? [] : [withMemory(hungry, roomier)]),
    ...(throttled === undefined ? [] : [withoutCpuLimit(throttled)]),
    ...(plain === undefined ? [] : [plain]),
    ...together(...measured.flatMap(([pod, name]) => (pod === undefined ? [] : [withoutCpuLimit(pod).named(name)]))),
  );
}
