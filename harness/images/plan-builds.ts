import type { FoundRecipe } from './discover-recipes.ts';

export interface BuildPlan {
  /** Recipes to run; those that others wait for longest come first. */
  order: string[];
  /** Of the recipes to run, those that each has to wait for. */
  waitsFor: ReadonlyMap<string, readonly string[]>;
}

/**
 * What has to be built for the wanted recipes: they and whatever of their needs is not there, and nothing else.
 *
 * @param found recipes in the order of their needs
 * @param isThere whether the result of a recipe is there with its present key
 */
export function planBuilds(
  found: ReadonlyMap<string, FoundRecipe>,
  wanted: readonly string[],
  isThere: (name: string) => boolean,
): BuildPlan {
  const chosen = new Set<string>();
  const choose = (name: string): void => {
    if (chosen.has(name) || isThere(name)) return;
    chosen.add(name);
    for (const need of needsOf(found, name)) choose(need);
  };
  for (const name of wanted) choose(name);

  const waitsFor = new Map([...chosen].map((name) => [name, waitedFor(found, name).filter((other) => chosen.has(other))]));
  const long = pathLengths(found, chosen);
  const order = [...found.keys()].filter((name) => chosen.has(name)).sort((a, b) => (long.get(b) ?? 0) - (long.get(a) ?? 0));
  return { order, waitsFor };
}

/** For each chosen recipe the longest way from its start to the end of everything, measured in the recipes' own bounds. */
function pathLengths(found: ReadonlyMap<string, FoundRecipe>, chosen: ReadonlySet<string>): Map<string, number> {
  const lengths = new Map<string, number>();
  // Dependants come after their needs, so walking backwards meets each recipe with its dependants' lengths complete.
  for (const name of [...found.keys()].reverse().filter((candidate) => chosen.has(candidate))) {
    const own = (lengths.get(name) ?? 0) + (found.get(name)?.recipe.deadlineMs ?? 0);
    lengths.set(name, own);
    for (const other of waitedFor(found, name)) lengths.set(other, Math.max(lengths.get(other) ?? 0, own));
  }
  return lengths;
}

function needsOf(found: ReadonlyMap<string, FoundRecipe>, name: string): readonly string[] {
  return found.get(name)?.recipe.needs ?? [];
}

/** What a recipe cannot do without, and what it only comes after. */
function waitedFor(found: ReadonlyMap<string, FoundRecipe>, name: string): readonly string[] {
  return [...new Set([...needsOf(found, name), ...(found.get(name)?.recipe.after ?? [])])];
}
