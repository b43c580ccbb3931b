import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { withFileLock } from '../process/file-lock.ts';
import type { CacheFolders } from './cache-folders.ts';
import type { FoundRecipe } from './discover-recipes.ts';
import type { ImageRecipe, ImageWorkbench, Workbench, WorkbenchRunOptions } from './recipe.ts';
import { runGroup } from '../process/run-group.ts';
import { defined } from '../values/defined.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { messageOf } from '../text/worded-error.ts';
import { recipeStep } from './recipe-step.ts';

const t = texts.images;

/** Labels by which an image of ours is known again. */
export const KEY_LABEL = 'cndjp2-e2e.key';
export const VERSION_LABEL = 'cndjp2-e2e.version';

export interface BuildSite {
  folders: CacheFolders;
  signal: AbortSignal;
  /** Environment of every program, such as `DOCKER_BUILDKIT`. */
  env: Record<string, string>;
  /** Key of each recipe's result. */
  keys: ReadonlyMap<string, string>;
  /** Whether the image is in the daemon with this key; asked again once the lock is held. */
  hasImage(image: string, key: string): Promise<boolean>;
  /** Gives an image that was just built one more label: the version that is really inside. */
  labelVersion(image: string, version: string): Promise<void>;
}

/** Where the files of an artifact with this key are. */
export function artifactFolder(folders: CacheFolders, name: string, key: string): string {
  return join(folders.artifacts, `${name}-${key}`);
}

/**
 * Builds one recipe, whose needs are there, unless another process has built the same meanwhile.
 * An artifact appears in the cache complete or not at all.
 * Throws an EnvironmentError that names the step, the last lines and the log.
 */
export async function buildRecipe(found: FoundRecipe, site: BuildSite, say: (step: Text) => void): Promise<'built' | 'found'> {
  const { recipe } = found;
  const key = site.keys.get(recipe.name) ?? '';
  const id = `${recipe.name}-${key}`;
  const isThere = (): Promise<boolean> =>
    recipe.makes === 'image' ? site.hasImage(recipe.image, key) : Promise.resolve(existsSync(artifactFolder(site.folders, recipe.name, key)));
  const lock = { what: t.buildingOne(recipe.name), deadlineMs: recipe.deadlineMs * 2, signal: site.signal, say };
  return withFileLock(join(site.folders.locks, id), lock, async () => {
    if (await isThere()) return 'found';
    const work = join(site.folders.scratch, id);
    // What a killed build left behind: the lock says that nobody works there any more.
    await removeFolder(work);
    await Promise.all([site.folders.logs, site.folders.downloads, site.folders.artifacts, join(work, 'scratch'), join(work, 'out')].map((path) => mkdir(path, { recursive: true })));
    try {
      await buildIn(work, found, key, site, say);
    } finally {
      await removeFolder(work);
    }
    return 'built';
  });
}

async function buildIn(work: string, found: FoundRecipe, key: string, site: BuildSite, say: (step: Text) => void): Promise<void> {
  const { recipe } = found;
  const log = join(site.folders.logs, `${recipe.name}-${key}.log`);
  await writeFile(log, '');
  const late = AbortSignal.timeout(recipe.deadlineMs);
  let step: Text = t.starting;
  const bench = workbench(work, found, site, AbortSignal.any([site.signal, late]), log, (next) => {
    step = next;
    say(next);
  });
  try {
    if (recipe.makes === 'image') await buildImage(recipe, bench, key, site);
    else {
      await recipe.build(bench);
      await rename(bench.out, artifactFolder(site.folders, recipe.name, key));
    }
  } catch (error) {
    site.signal.throwIfAborted();
    const why = late.aborted ? t.lateMinutes(Math.round(recipe.deadlineMs / 60_000)) : messageOf(error);
    throw buildFailure(recipe.name, step, why, log, error);
  }
}

async function buildImage(recipe: ImageRecipe, bench: Workbench, key: string, site: BuildSite): Promise<void> {
  const imageBench: ImageWorkbench = { ...bench, tag: recipe.image, labels: { [KEY_LABEL]: key } };
  const { version } = await recipe.build(imageBench);
  await site.labelVersion(recipe.image, version);
}

function workbench(work: string, found: FoundRecipe, site: BuildSite, signal: AbortSignal, log: string, say: (step: Text) => void): Workbench {
  const scratch = join(work, 'scratch');
  return {
    source: found.folder,
    scratch,
    downloads: site.folders.downloads,
    out: join(work, 'out'),
    signal,
    say: (step) => { say(typeof step === 'string' ? recipeStep(step) : step); },
    artifact: (name) => {
      if (!found.recipe.needs.includes(name)) throw new Error(`the recipe "${found.recipe.name}" uses "${name}" without naming it in "needs"`);
      return artifactFolder(site.folders, name, site.keys.get(name) ?? '');
    },
    run: (command, args, options: WorkbenchRunOptions = {}) =>
      runGroup(command, args, {
        cwd: options.cwd ?? scratch,
        env: { ...site.env, ...options.env },
        ...defined({ input: options.input }),
        deadlineMs: options.deadlineMs ?? found.recipe.deadlineMs,
        signal,
        log,
      }),
  };
}

/** What to tell when a build fails; a full disk is named, since its last lines rarely make it plain. */
export function buildFailure(name: string, step: Text, why: Text, log: string, cause?: unknown): EnvironmentError {
  const full = /no space left on device|ENOSPC/i.test(why.en);
  return new EnvironmentError(
    t.buildingOne(name),
    full ? t.diskFull(step) : t.stepFailed(step, why),
    full ? t.diskFullHint : t.logHint(log),
    { cause },
  );
}

/** Root file systems hold folders without write permission for their owner; removing them must still work. */
async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 2 });
}
