import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Recipe } from './recipe.ts';

/** A recipe and the folder that its inputs are relative to. */
export interface FoundRecipe {
  recipe: Recipe;
  folder: string;
}

/**
 * Reads every `<folder>/<name>/recipe.ts`, whose default export is a recipe or a list of them.
 * Throws a plain Error on what only a developer can get wrong: a name twice, an unknown need, a circle of needs.
 */
export async function discoverRecipes(folders: readonly string[]): Promise<Map<string, FoundRecipe>> {
  const found = new Map<string, FoundRecipe>();
  for (const file of (await Promise.all(folders.map(recipeFiles))).flat()) {
    const module = (await import(pathToFileURL(file).href)) as { default: Recipe | readonly Recipe[] };
    const recipes = 'name' in module.default ? [module.default] : module.default;
    for (const recipe of recipes) {
      const other = found.get(recipe.name);
      if (other !== undefined) throw new Error(`${file}: the recipe "${recipe.name}" is in ${other.folder} too`);
      found.set(recipe.name, { recipe, folder: dirname(file) });
    }
  }
  return inOrderOfNeeds(found);
}

async function recipeFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names
    .sort()
    .map((name) => join(folder, name, 'recipe.ts'))
    .filter((file) => existsSync(file));
}

/** Each recipe after those that it needs or comes after, so that one pass can work out keys and ways. */
export function inOrderOfNeeds(found: ReadonlyMap<string, FoundRecipe>): Map<string, FoundRecipe> {
  const ordered = new Map<string, FoundRecipe>();
  const visit = (name: string, path: readonly string[]): void => {
    if (ordered.has(name)) return;
    const entry = found.get(name);
    if (entry === undefined) throw new Error(`the recipe "${path.at(-1) ?? ''}" needs "${name}", which does not exist`);
    if (path.includes(name)) throw new Error(`recipes need each other in a circle: ${[...path, name].join(' → ')}`);
    for (const other of [...entry.recipe.needs, ...(entry.recipe.after ?? [])]) visit(other, [...path, name]);
    ordered.set(name, entry);
  };
  for (const name of found.keys()) visit(name, []);
  return ordered;
}
