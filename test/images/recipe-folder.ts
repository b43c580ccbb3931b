import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolders, type CacheFolders } from '../../harness/images/cache-folders.ts';

/** A folder of recipes and a cache, both for one test. */
export interface RecipeFolder {
  recipes: string;
  folders: CacheFolders;
  write(name: string, source: string, files?: Record<string, string>): Promise<void>;
  remove(): Promise<void>;
}

export async function recipeFolder(): Promise<RecipeFolder> {
  const root = await mkdtemp(join(tmpdir(), 'cndjp-recipes-'));
  const recipes = join(root, 'recipes');
  return {
    recipes,
    folders: cacheFolders({ CNDJP_CACHE: join(root, 'cache') }),
    write: async (name, source, files = {}) => {
      await mkdir(join(recipes, name), { recursive: true });
      await writeFile(join(recipes, name, 'recipe.ts'), source);
      for (const [file, text] of Object.entries(files)) await writeFile(join(recipes, name, file), text);
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Source of a recipe that leaves one file, by the shell command `script` when one is given. */
export function artifactSource(name: string, script = 'echo made > "$OUT/file"', more = ''): string {
  return `export default {
    name: '${name}', makes: 'artifact', needs: [], inputs: [], parameters: {}, deadlineMs: 60000, ${more}
    async build(bench) {
      bench.say('running the script');
      await bench.run('sh', ['-c', ${JSON.stringify(script)}], { env: { OUT: bench.out } });
    },
  };`;
}

/** Source of a recipe that puts an image into the fake store. */
export function imageSource(name: string, image: string, needs: readonly string[] = []): string {
  return `export default {
    name: '${name}', makes: 'image', image: '${image}', needs: ${JSON.stringify(needs)}, inputs: [], parameters: {}, deadlineMs: 60000,
    async build(bench) {
      globalThis.cndjpFakeStore.put(bench.tag, bench.labels);
      return { version: '1.2.3' };
    },
  };`;
}
