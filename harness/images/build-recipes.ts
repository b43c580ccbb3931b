import pLimit from 'p-limit';
import { buildRecipe, type BuildSite } from './build-recipe.ts';
import type { FoundRecipe } from './discover-recipes.ts';
import type { BuildPlan } from './plan-builds.ts';
import { elapsed, showJobs, type Job, type JobDisplay, type Say } from './show-jobs.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

const t = texts.images;

/** Compilers use every processor by themselves; a second build fills what they leave while they link or download. */
const SIDE_BY_SIDE = 2;

/**
 * Builds what the plan says, two at a time, the long ones first. The first failure ends the others (what they have
 * downloaded and compiled is kept by their own caches) and is thrown once all have ended.
 */
export async function buildRecipes(found: ReadonlyMap<string, FoundRecipe>, plan: BuildPlan, site: BuildSite, display: JobDisplay): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([site.signal, stop.signal]);
  const slots = pLimit(SIDE_BY_SIDE);
  const done = new Map(plan.order.map((name) => [name, Promise.withResolvers<undefined>()]));
  // Whoever needs a failed result hears of it by its own await; without a listener Node would end the process.
  for (const { promise } of done.values()) promise.catch(() => undefined);

  const build = async (name: string, say: Say): Promise<Text> => {
    const entry = found.get(name);
    if (entry === undefined) throw new Error(`there is no recipe "${name}"`);
    const needs = plan.waitsFor.get(name) ?? [];
    say(needs.length > 0 ? t.waitingFor(needs.join(', ')) : t.waitingForTurn, 'waits');
    await Promise.all(needs.map(async (need) => done.get(need)?.promise));
    return slots(async () => {
      signal.throwIfAborted();
      const startedAt = Date.now();
      const outcome = await buildRecipe(entry, { ...site, signal }, say);
      return outcome === 'found' ? t.builtElsewhere : t.builtIn(elapsed(startedAt));
    });
  };

  const job = (name: string): Job => ({
    title: name,
    run: async (say) => {
      try {
        const result = await build(name, say);
        done.get(name)?.resolve(undefined);
        return result;
      } catch (error) {
        done.get(name)?.reject(error);
        stop.abort(error);
        throw error;
      }
    },
  });
  await showJobs(plan.order.map(job), display);
}
