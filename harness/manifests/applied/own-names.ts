import type { ObjectName } from '../manifest.ts';
import { kindAndName } from '../../values/kind-and-name.ts';

/** What a lesson calls `name` a learner calls `called`. */
export interface OwnName {
  name: string;
  called: string;
}

/**
 * The learner's name of an object that the lesson calls `Kind/name`: the one that they have told and that is there, else the lesson's own
 * where that is there, else the first that they have told.
 */
export function nameOf(kind: string, name: string, names: readonly OwnName[], isThere: (id: ObjectName) => boolean): string {
  const told = names.filter((each) => each.name === name).map(({ called }) => called);
  return told.find((each) => isThere(`${kind}/${each}`)) ?? (told.length === 0 || isThere(`${kind}/${name}`) ? name : told[0] ?? name);
}

/** The learner's `Kind/name` of an object that the lesson calls `id`. */
export function ownId(id: ObjectName, called: (kind: string, name: string) => string): ObjectName {
  const { kind, name } = kindAndName(id);
  return `${kind}/${called(kind, name)}`;
}

/** How kubectl abbreviates kinds. */
const short: Readonly<Record<string, string>> = { Deployment: 'deploy', StatefulSet: 'sts', Service: 'svc', PersistentVolumeClaim: 'pvc', PersistentVolume: 'pv', ConfigMap: 'cm', Ingress: 'ing', Pod: 'po', PodDisruptionBudget: 'pdb' };

/** A text about an object, with the learner's name in place of the lesson's. Labels and values of the same word stay as they are. */
export function inOwnNames(text: string, id: ObjectName, called: string): string {
  const { kind, name } = kindAndName(id);
  if (name === called) return text;
  const kinds = [kind, `${kind}s`, ...(short[kind] === undefined ? [] : [short[kind]])].join('|');
  const before = [`\\b(?:${kinds})(?: |/|\`)\`?`, ...(kind === 'Service' ? ['kubernetes\\.io/service-name='] : []), ...(kind === 'Pod' ? ['kubectl(?: -n \\S+| --context \\S+)* (?:logs|exec|attach)(?: -\\S+)* '] : [])];
  return text.replaceAll(new RegExp(`((?:${before.join('|')}))${RegExp.escape(name)}(?![\\w-])`, 'gi'), (_, lead: string) => lead + called);
}
