import { saysNoLog } from '../../harness/access/logs.ts';
import type { Given, LogLine, Manifest, Pod } from '../../harness/lesson/given.ts';
import { containerPath } from './containers.ts';
import { graceOf } from './grace.ts';
import { t } from './texts.ts';

/**
 * The pod with the same image of one container under another name, which makes the kubelet restart that container
 * and nothing else. A signal from inside would not, where the program is process 1 of its container. Undefined where the
 * image has no other name.
 *
 * @param imageId what the kubelet reports as `imageID` of the container
 */
export function sameImageByAnotherName(pod: Manifest, container: string, imageId: string): Manifest | undefined {
  const path = `${containerPath(pod, container)}.image`;
  const name = otherName(pod.get<string>(path) ?? '', imageId);
  return name === undefined ? undefined : pod.with(path, name);
}

/** Docker Hub's short and long names mean the same image; one of another registry also goes by its digest. */
export function otherName(image: string, imageId: string): string | undefined {
  const hub = 'docker.io/';
  if (image.startsWith(`${hub}library/`)) return image.slice(`${hub}library/`.length);
  if (image.startsWith(hub)) return image.slice(hub.length);
  if (!image.includes('/')) return `${hub}library/${image}`;
  const registry = image.slice(0, image.indexOf('/'));
  if (!/[.:]|^localhost$/.test(registry)) return `${hub}${image}`;
  return imageId.includes('@') && imageId !== image ? imageId : undefined;
}

/** Milliseconds for the start of containers. */
const startMs = 30_000;

/** Milliseconds in which the kubelet restarts so many containers of a pod: it ends one after the other. */
export function allRestartedWithin(pod: Manifest, containers: number): number {
  return startMs + containers * graceOf(pod) * 1_000;
}

/**
 * Has containers of a pod killed and started again by the kubelet, and nothing else; resolves when they are ready again. Skips
 * the test where an image has no other name.
 */
export async function restartContainers(given: Given, name: string, containers: readonly string[]): Promise<void> {
  const pod = await given.pod(name).ready();
  const changed = containers.reduce((manifest, container) => {
    // One that was restarted before has the other name already.
    if (imageOf(pod, container) !== manifest.get(`${containerPath(manifest, container)}.image`)) return manifest;
    const other = sameImageByAnotherName(manifest, container, pod.status(container)?.imageID ?? '');
    return other ?? given.skip(t.noOtherName(container));
  }, given.manifest('Pod', name));
  const since = new Map(containers.map((container) => [container, pod.status(container)?.restartCount ?? 0]));
  await given.apply(changed);
  for (const [container, count] of since) await pod.restarted({ since: count, within: allRestartedWithin(changed, containers.length) }, container);
}

/**
 * Restarts a container, and returns what was seen of it before with its log of that time.
 *
 * Once a minute the kubelet clears away the containers of a name that do not run, except for the newest. One that is made and not
 * started yet does not run either (`evictableContainers` in pkg/kubelet/kuberuntime/kuberuntime_gc.go): at that moment the one before it
 * goes, with its log. No manifest is to blame then, and the next moment of this kind is a minute away: the container is restarted once more.
 *
 * @param see is asked before each restart
 */
export async function restartedWithLog<T>(given: Given, name: string, container: string, see: () => Promise<T>): Promise<{ before: T; log: LogLine[] }> {
  const restarted = async (): Promise<{ before: T; log: LogLine[] }> => {
    const before = await see();
    await restartContainers(given, name, [container]);
    return { before, log: await (await given.pod(name).ready()).container(container).lines({ previous: true }) };
  };
  const first = await restarted();
  return first.log.some(saysNoLog) ? await restarted() : first;
}

function imageOf(pod: Pod, container: string): string | undefined {
  const { containers = [], initContainers = [] } = pod.object.spec ?? {};
  return [...containers, ...initContainers].find(({ name }) => name === container)?.image;
}
