import type { Manifest } from '../../harness/lesson/given.ts';

/** Somebody to whom a binding gives rights. */
export interface Bearer {
  kind: 'ServiceAccount' | 'User' | 'Group';
  name: string;
  namespace?: string;
}

/**
 * Whether a binding names an account of another namespace than the folder's own: than the one in which that account says that it is,
 * or one of the cluster's own. In which namespace kubectl works otherwise, a folder does not say.
 */
export function isElsewhere(manifests: readonly Manifest[], { kind, name, namespace }: Bearer): boolean {
  if (kind !== 'ServiceAccount' || namespace === undefined) return false;
  const own = manifests.find((each) => each.kind === kind && each.name === name)?.get('metadata.namespace');
  return own === undefined ? namespace.startsWith('kube-') : own !== namespace;
}

/** Whether a group is that of every account, or of all in a namespace; those of the cluster's own namespaces have none of a lesson's. */
export function isGroupOfAll(name: string): boolean {
  return /^system:(?:authenticated|serviceaccounts(?::(?!kube-).+)?)$/.test(name);
}

/** Where a binding names an account of that name in another namespace than the folder's own; undefined where none does. */
export function boundElsewhere(manifests: readonly Manifest[], kinds: readonly string[], account: string): { on: Manifest; field: string } | undefined {
  const found = manifests.filter(({ kind }) => kinds.includes(kind)).flatMap((on) => (on.get<Bearer[]>('subjects') ?? []).flatMap((each, n) => (
    each.kind === 'ServiceAccount' && each.name === account && isElsewhere(manifests, each) ? [{ on, field: `subjects[${n}].namespace` }] : [])));
  return found[0];
}
