import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../client/objects.ts';
import { unexported } from '../manifests/reading/exported.ts';
import { texts } from '../text/texts.ts';
import type { Text } from '../text/language.ts';

const t = texts.verify;

/**
 * In what objects differ from those of an earlier look: which are gone, new, replaced (another UID) or changed. What a controller has made for
 * another object comes and goes with that one. What the server
 * and controllers keep in them by themselves (status, versions, who owns which field) is none; neither is what becomes of a pod.
 */
export function namespaceChanges(before: readonly KubeObject[], after: readonly KubeObject[]): Text[] {
  const [old, now] = [byName(before), byName(after)];
  return [
    ...[...old].flatMap(([name, object]) => {
      const found = now.get(name);
      if (found === undefined) return [t.gone(name)];
      if (found.metadata?.uid !== object.metadata?.uid) return [t.replaced(name)];
      return object.kind === 'Pod' || isDeepStrictEqual(lasting(object), lasting(found)) ? [] : [t.edited(name)];
    }),
    ...[...now.keys()].filter((name) => !old.has(name)).map((name) => t.came(name)),
  ];
}

function byName(objects: readonly KubeObject[]): Map<string, KubeObject> {
  return new Map(objects.filter((object) => unexported({ ...object }).madeBy === undefined).map((object) => [`${object.kind ?? ''}/${object.metadata?.name ?? ''}`, object]));
}

function without(map: object, ...keys: string[]): object {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));
}

function lasting(object: KubeObject): unknown {
  return { ...without(object, 'status'), metadata: { ...without(object.metadata ?? {}, 'resourceVersion', 'managedFields', 'generation'), annotations: without(object.metadata?.annotations ?? {}, 'deployment.kubernetes.io/revision') } };
}
