import { createHash, type Hash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundRecipe } from './discover-recipes.ts';

/**
 * The key of what each recipe makes: equal as long as nothing that the result depends on has changed.
 *
 * @param found recipes in the order of their needs
 * @param foreign ids of images that somebody else made (present or pulled) and that stand in for a recipe's result
 */
export async function contentKeys(found: ReadonlyMap<string, FoundRecipe>, foreign: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const keys = new Map<string, string>();
  for (const [name, entry] of found) {
    keys.set(name, foreign.get(name) ?? (await contentKey(entry, entry.recipe.needs.map((need) => keys.get(need) ?? ''))));
  }
  return keys;
}

/** SHA-256 over the recipe, its inputs, its parameters and the keys of its needs; 16 hexadecimal digits of it. */
async function contentKey({ recipe, folder }: FoundRecipe, needs: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  add(hash, recipe.name, recipe.makes, ...needs);
  for (const [name, value] of Object.entries(recipe.parameters).sort(byName)) add(hash, name, value);
  for (const input of ['recipe.ts', ...[...recipe.inputs].sort()]) await addInput(hash, folder, input);
  return hash.digest('hex').slice(0, 16);
}

async function addInput(hash: Hash, folder: string, input: string): Promise<void> {
  const path = join(folder, input);
  if ((await stat(path)).isDirectory()) {
    for (const name of (await readdir(path)).sort()) await addInput(hash, folder, `${input}/${name}`);
  } else {
    add(hash, input, await readFile(path));
  }
}

/** Each part with its length, so that moving a character from one part to the next changes the sum. */
function add(hash: Hash, ...parts: readonly (string | Buffer)[]): void {
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
}

function byName(a: readonly [string, string], b: readonly [string, string]): number {
  return a[0] < b[0] ? -1 : 1;
}
