import type { Given, Manifest } from '../../harness/lesson/given.ts';
import { verbatim } from '../../harness/text/language.ts';
import { podSpecOf } from './containers.ts';
import { t } from './texts.ts';

/** The namespace in which an object says that it is; undefined where kubectl is told, or takes `default`. */
export function namespaceOf(manifest: Manifest): string | undefined {
  return manifest.get<string>('metadata.namespace');
}

/** Objects that say that they are in a namespace and run no pods: what pods there use, or what holds for them. */
export function besidePods(manifest: Manifest, namespaces: readonly string[]): boolean {
  return podSpecOf(manifest) === '' && namespaces.includes(namespaceOf(manifest) ?? '');
}

/** Throws LessonFailure about an object that says that it is in another namespace than the others, of which each is about the first. */
export function requireSameNamespace(given: Given, manifests: readonly Manifest[]): void {
  const placed = manifests.filter((each) => namespaceOf(each) !== undefined);
  const names = placed.map(namespaceOf);
  const count = (name: string | undefined): number => names.filter((each) => each === name).length;
  // Where as many say the one as the other, the first of all is told: the others follow it.
  const [usual] = placed.toSorted((a, b) => count(namespaceOf(b)) - count(namespaceOf(a)) || placed.indexOf(b) - placed.indexOf(a));
  const astray = placed.find((each) => namespaceOf(each) !== (usual === undefined ? undefined : namespaceOf(usual)));
  if (usual === undefined || astray === undefined) return;
  given.fail({ on: astray, field: 'metadata.namespace', hint: t.namespace.hint(usual.id), expected: t.namespace.of(usual.id, namespaceOf(usual) ?? ''), observed: verbatim(`"${namespaceOf(astray) ?? ''}"`) });
}
