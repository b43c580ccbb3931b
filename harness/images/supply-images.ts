import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { checkout } from '../process/checkout.ts';
import { makeFolder } from '../process/make-folder.ts';
import type { ImageFacts, Provenance } from '../verdict/results.ts';
import { artifactFolder, KEY_LABEL } from './build-recipe.ts';
import { buildRecipes } from './build-recipes.ts';
import { bundledName } from './bundled-name.ts';
import { cacheFolders, type CacheFolders } from './cache-folders.ts';
import { contentKeys } from './content-key.ts';
import { discoverRecipes, type FoundRecipe } from './discover-recipes.ts';
import type { ImageEntry, ImageUse } from './image-list.ts';
import { dockerStore, type ImageStore, type PullOutcome, type StoredImage } from './image-store.ts';
import type { JobDisplay } from './show-jobs.ts';
import { planBuilds } from './plan-builds.ts';
import { judgeImage, versionInside } from './provenance.ts';
import { pullImages } from './pull-images.ts';
import type { Language, Text } from '../text/language.ts';
import { defined } from '../values/defined.ts';
import { texts } from '../text/texts.ts';

const t = texts.images;

export interface SupplyOptions {
  signal: AbortSignal;
  /** Prints one line for people. */
  say: (line: Text) => void;
  language: Language;
  /** Whether standard output can be redrawn; by default when it is a terminal and not CI. */
  redraw?: boolean;
  store?: ImageStore;
  folders?: CacheFolders;
  /** Folders whose subfolders hold a `recipe.ts`. */
  recipeFolders?: readonly string[];
  /** Called once, before anything is pulled or built: throws when there is no room for so many bytes. */
  ensureRoom?: (bytes: number) => Promise<void>;
}

const defaultRecipeFolders = [join(checkout, 'images', 'offline'), join(checkout, 'images')];

export interface SuppliedImage extends ImageFacts {
  use: ImageUse;
  /** Bytes. */
  size: number;
  /** Of what it was built from, where we built it. */
  key?: string;
}

/**
 * Sees to it that Docker has every image of the list: what is there is taken, else pulled, else built.
 * Throws an EnvironmentError when an image can be neither pulled nor built, naming what was tried.
 */
export async function supplyImages(list: readonly ImageEntry[], options: SupplyOptions): Promise<SuppliedImage[]> {
  const store = options.store ?? dockerStore(options.signal);
  const redraw = options.redraw ?? (process.stdout.isTTY && process.env['CI'] === undefined);
  const display = { redraw, language: options.language, say: options.say };
  const found = await discoverRecipes(options.recipeFolders ?? defaultRecipeFolders);

  const before = await look(list, found, store);
  let missing = list.filter((entry) => !before.facts.has(entry.name));
  if (missing.length === 0) return inOrder(list, before);
  await options.ensureRoom?.(roomFor(missing));

  const wanted = missing.filter((entry) => entry.ours !== true).map((entry) => entry.name);
  const pulls = await pullImages(wanted, { store, signal: options.signal, display });
  const pulled = new Set(wanted.filter((name) => pulls.get(name)?.outcome === 'pulled'));

  const between = await look(list, found, store, pulled);
  missing = list.filter((entry) => !between.facts.has(entry.name));
  if (missing.length === 0) return inOrder(list, between);
  await buildMissing(missing, { found, look: between, pulls, store, display, options });

  const after = await look(list, found, store, pulled);
  for (const entry of list) {
    if (!after.facts.has(entry.name)) throw new EnvironmentError(t.image(entry.name), t.changedMeanwhile, t.changedMeanwhileHint);
  }
  return inOrder(list, after);
}

/** What of the list is ready and what would have to be fetched; changes nothing. */
export async function imageStatus(list: readonly ImageEntry[], options: Pick<SupplyOptions, 'signal' | 'recipeFolders'> & { store?: Pick<ImageStore, 'inspect'> }): Promise<{ ready: SuppliedImage[]; missing: string[] }> {
  const found = await discoverRecipes(options.recipeFolders ?? defaultRecipeFolders);
  const now = await look(list, found, options.store ?? dockerStore(options.signal));
  return { ready: inOrder(list, now), missing: list.filter((entry) => !now.facts.has(entry.name)).map((entry) => entry.name) };
}

interface Look {
  facts: ReadonlyMap<string, SuppliedImage>;
  keys: ReadonlyMap<string, string>;
  /** Recipes whose image is there, up to date or somebody else's. */
  recipesThere: ReadonlySet<string>;
}

/** What is in the daemon now, judged by the keys of now. */
async function look(list: readonly ImageEntry[], found: ReadonlyMap<string, FoundRecipe>, store: Pick<ImageStore, 'inspect'>, pulled: ReadonlySet<string> = new Set()): Promise<Look> {
  const references = list.map((entry) => [entry.name, bundledName(entry.name), builtName(entry, found)]).map((names) => [...new Set(names.filter((name) => name !== undefined))]);
  const stored = new Map<string, StoredImage>();
  await Promise.all(
    references.flat().map(async (reference) => {
      const image = await store.inspect(reference);
      if (image !== undefined) stored.set(reference, image);
    }),
  );

  const foreign = new Map<string, string>();
  for (const entry of list) {
    const image = stored.get(builtName(entry, found) ?? '');
    if (image === undefined || entry.ours === true || entry.recipe === undefined) continue;
    if (image.labels[KEY_LABEL] === undefined) foreign.set(entry.recipe, image.id);
  }
  const keys = await contentKeys(found, foreign);

  const facts = new Map<string, SuppliedImage>();
  const recipesThere = new Set<string>();
  for (const [index, entry] of list.entries()) {
    const key = entry.recipe === undefined ? undefined : keys.get(entry.recipe);
    for (const reference of references[index] ?? []) {
      const image = stored.get(reference);
      const verdict = image === undefined ? 'stale' : judgeImage(image, key);
      // What carries our name for an image but not our label was put there by somebody: it is never taken for ours.
      if (image === undefined || verdict === 'stale' || (entry.ours === true && verdict === 'present')) continue;
      const provenance: Provenance = pulled.has(reference) && verdict === 'present' ? 'pulled' : verdict;
      facts.set(entry.name, { name: reference, id: image.id, version: versionInside(reference, image), provenance, use: entry.use, size: image.size, ...defined({ key: image.labels[KEY_LABEL] }) });
      if (entry.recipe !== undefined) recipesThere.add(entry.recipe);
      break;
    }
  }
  return { facts, keys, recipesThere };
}

/** Bytes: each image once in Docker and once on each of two nodes. */
function roomFor(missing: readonly ImageEntry[]): number {
  return missing.reduce((sum, entry) => sum + entry.megabytes * 1e6 * (entry.use === 'load' || entry.use === 'ingress' ? 3 : 1), 0);
}

/** The name of what the entry's recipe makes; it differs from the entry's for the node image. */
function builtName(entry: ImageEntry, found: ReadonlyMap<string, FoundRecipe>): string | undefined {
  const recipe = entry.recipe === undefined ? undefined : found.get(entry.recipe)?.recipe;
  return recipe?.makes === 'image' ? recipe.image : undefined;
}

interface BuildRequest {
  found: ReadonlyMap<string, FoundRecipe>;
  look: Look;
  pulls: ReadonlyMap<string, PullOutcome>;
  store: ImageStore;
  display: JobDisplay;
  options: SupplyOptions;
}

async function buildMissing(missing: readonly ImageEntry[], { found, look: { keys, recipesThere }, pulls, store, display, options }: BuildRequest): Promise<void> {
  const folders = options.folders ?? cacheFolders();
  const recipes = missing.map((entry) => {
    if (entry.recipe !== undefined && found.has(entry.recipe)) return entry.recipe;
    const pull = pulls.get(entry.name);
    const why = pull === undefined || pull.outcome === 'pulled' ? t.noRecipe : pull.message;
    throw new EnvironmentError(t.image(entry.name), t.missing(why), t.missingHint);
  });
  const plan = planBuilds(found, recipes, (name) => {
    const recipe = found.get(name)?.recipe;
    return recipe?.makes === 'artifact' ? existsSync(artifactFolder(folders, name, keys.get(name) ?? '')) : recipesThere.has(name);
  });
  makeFolder(folders.root);
  await ensureCacheRoom(folders.root, plan.order.length);
  options.say(t.buildingAll(missing.map((entry) => entry.name).join(', '), folders.root));
  const env = await store.buildEnv();
  await buildRecipes(
    found,
    plan,
    {
      folders,
      signal: options.signal,
      env,
      keys,
      hasImage: async (image, key) => {
        const there = await store.inspect(image);
        return there !== undefined && judgeImage(there, key) === 'built';
      },
      labelVersion: (image, version) => store.labelVersion(image, version),
    },
    display,
  );
  await store.removeOld();
}

/** Compiling everything took 10 GB for eight recipes: about as much for each, downloads and compiler caches included. */
const BYTES_PER_RECIPE = 1.25e9;

async function ensureCacheRoom(folder: string, recipes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = recipes * BYTES_PER_RECIPE;
  if (bavail * bsize >= needed) return;
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new EnvironmentError(t.images, t.cacheTooFull(folder, gigabytes(bavail * bsize), gigabytes(needed)), t.cacheTooFullHint);
}

function inOrder(list: readonly ImageEntry[], { facts }: Look): SuppliedImage[] {
  return list.map((entry) => facts.get(entry.name)).filter((fact) => fact !== undefined);
}
