import { mapsIn } from '../values/field-path.ts';
import { texts } from '../text/texts.ts';
import type { Allowance } from './allowance.ts';
import { fieldsOf, says, type Fields, type Offence } from './offence.ts';

const t = texts.fence;

/** Pods that a folder may ask for: a kubelet takes 110 (Kubernetes documentation, "Considerations for large clusters"). */
const mostPods = 100;
/** Objects of a folder: each is asked about, applied and removed. */
const mostObjects = 500;

/**
 * What makes more than a cluster bears beside other work, or than the clean-up can remove: far too many pods or objects, and
 * finalizers, which keep an object, and so its namespace, until somebody takes them away.
 *
 * @returns the offences of each object, by its place
 */
export function tooMuch(objects: readonly Fields[]): Offence[][] {
  let pods = 0;
  return objects.map((object, n) => {
    const offences = finalizersIn(object);
    const { field, number } = podsOf(object);
    if (pods <= mostPods && pods + number > mostPods) offences.push({ field, allowance: 'load', observed: t.pods(pods + number, mostPods) });
    pods += number;
    if (n === mostObjects) offences.push({ field: '', allowance: 'load', observed: t.objects(objects.length, mostObjects) });
    return offences;
  });
}

/** Of far too many objects, which are refused as such, those that the API server is asked about all the same. */
export function bearable<T>(objects: readonly T[], allowed: readonly Allowance[]): readonly T[] {
  return allowed.includes('load') ? objects : objects.slice(0, mostObjects);
}

/** How many pods an object asks for at once, and where it says so. */
function podsOf(object: Fields): { field: string; number: number } {
  const spec = fieldsOf(object['spec']);
  switch (object['kind']) {
    case 'HorizontalPodAutoscaler': return { field: 'spec.maxReplicas', number: amount(spec['maxReplicas'], 0) };
    case 'Job': return { field: 'spec.parallelism', number: amount(spec['parallelism'], 1) };
    case 'CronJob': return { field: 'spec.jobTemplate.spec.parallelism', number: amount(fieldsOf(fieldsOf(spec['jobTemplate'])['spec'])['parallelism'], 1) };
    case 'Pod': return { field: '', number: 1 };
    default: return { field: 'spec.replicas', number: amount(spec['replicas'], 'template' in spec ? 1 : 0) };
  }
}

/** What is no number is left to the API server. */
function amount(written: unknown, otherwise: number): number {
  return typeof written === 'number' && written >= 0 ? written : otherwise;
}

/** Of the object itself, and of the templates that its controller makes others from. */
function finalizersIn(object: Fields): Offence[] {
  const look = (value: unknown, path: string, depth: number): Offence[] => {
    if (depth > 12) return [];
    if (Array.isArray(value)) return mapsIn(value).flatMap((each, n) => look(each, `${path}[${n}]`, depth + 1));
    return Object.entries(fieldsOf(value)).flatMap(([key, inner]) => {
      const here = path === '' ? key : `${path}.${key}`;
      if (key === 'metadata') return says(fieldsOf(inner)['finalizers']) ? [{ field: `${here}.finalizers`, allowance: 'load' as const, observed: t.finalizers }] : [];
      return typeof inner === 'object' ? look(inner, here, depth + 1) : [];
    });
  };
  return ['ConfigMap', 'Secret'].includes(String(object['kind'])) ? look({ metadata: object['metadata'] }, '', 0) : look(object, '', 0);
}
