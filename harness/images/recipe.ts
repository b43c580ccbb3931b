import type { Text } from '../text/language.ts';

/**
 * How something that no registry gave us is made from packages.
 *
 * A recipe lives in `images/offline/<name>/recipe.ts`; what it makes is kept by content, so that a second run builds
 * nothing. Two kinds: an `artifact` leaves files (a program, a root file system), an `image` leaves a Docker image.
 */
export type Recipe = ArtifactRecipe | ImageRecipe;

interface RecipeBase {
  /** Folder name under `images/offline/`. */
  readonly name: string;
  /** Names of recipes whose results this one uses. */
  readonly needs: readonly string[];
  /**
   * Names of recipes that are built before this one when both have to be built, though it uses nothing of theirs: what
   * they compiled is then in the compiler's cache.
   */
  readonly after?: readonly string[];
  /** Files of our own whose content decides whether a cached result is still good; relative to the recipe's folder. */
  readonly inputs: readonly string[];
  /** Whatever else the result depends on: versions, the machine's architecture. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Upper bound of the build on two slow cores, in milliseconds. */
  readonly deadlineMs: number;
}

export interface ArtifactRecipe extends RecipeBase {
  readonly makes: 'artifact';
  /** Leaves its files in `bench.out`. */
  build(bench: Workbench): Promise<void>;
}

export interface ImageRecipe extends RecipeBase {
  readonly makes: 'image';
  /** The reference that manifests use, such as `busybox:1.37`. */
  readonly image: string;
  /** Builds and tags `bench.tag` with every label of `bench.labels`; returns the version that is really inside. */
  build(bench: ImageWorkbench): Promise<{ version: string }>;
}

/** What a recipe works with; everything it runs goes to the build's log. */
export interface Workbench {
  /** The recipe's own folder, read only. */
  readonly source: string;
  /** An empty folder for the work, removed afterwards. */
  readonly scratch: string;
  /** A folder that outlives the build and is shared by all recipes: downloads, package caches. */
  readonly downloads: string;
  /** Where an artifact's files go; for an image an empty build context. */
  readonly out: string;
  readonly signal: AbortSignal;
  /** Folder of a needed artifact. */
  artifact(name: string): string;
  /** Runs a program, output to the log; resolves with its standard output. Rejects with the last lines when it fails. */
  run(command: string, args: readonly string[], options?: WorkbenchRunOptions): Promise<string>;
  /** Replaces the line that says what is happening now; a recipe's own words are English, see `recipeStep`. */
  say(step: Text | string): void;
}

export interface ImageWorkbench extends Workbench {
  /** The tag to build, such as `busybox:1.37`. */
  readonly tag: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface WorkbenchRunOptions {
  cwd?: string;
  env?: Record<string, string>;
  input?: string;
  /** Milliseconds for this step; the recipe's own deadline bounds it in any case. */
  deadlineMs?: number;
}
