import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { changedFolders } from '../../harness/mutants/manifest-folders.ts';
import type { NamedVariant, Variant } from '../../harness/mutants/mutant.ts';
import { checkout } from '../../harness/process/checkout.ts';

/** Folders that a variant changes though its lesson stands on none of them: its run would not notice the change. */
export function unusedFolders(variant: Variant & Pick<NamedVariant, 'lesson'>): string[] {
  const spec = readFileSync(join(checkout, 'specs', `${variant.lesson}.spec.ts`), 'utf8');
  const used = [variant.lesson, ...[.../standsOn: \[([^\]]*)\]/.exec(spec)?.[1]?.matchAll(/[\w-]+/g) ?? []].map(([name]) => name)];
  const changed = new Set([...changedFolders(join(checkout, 'manifests'), variant).keys()].map((file) => dirname(file)));
  return [...changed].filter((folder) => !used.includes(folder));
}
