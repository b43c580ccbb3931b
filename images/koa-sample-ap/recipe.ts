import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { dockerBuild } from '../../harness/images/docker-build.ts';
import type { ImageRecipe } from '../../harness/images/recipe.ts';

/** Two releases of the same source: they differ by what they say about themselves. */
const VERSIONS = ['1.0', '2.0'];

function recipe(version: string): ImageRecipe {
  return {
    makes: 'image',
    name: `koa-sample-ap-${version}`,
    image: `koa-sample-ap:${version}`,
    needs: ['node'],
    inputs: ['src', 'Dockerfile', '../../package-lock.json'],
    parameters: { version },
    deadlineMs: 5 * 60_000,
    async build(bench) {
      bench.say('bundling');
      // On the host, so that the image needs no package manager and no network: it is the base and one file.
      await build({
        entryPoints: [join(bench.source, 'src/main.ts')],
        outfile: join(bench.out, 'app.mjs'),
        bundle: true,
        platform: 'node',
        target: 'node24',
        format: 'esm',
        // What is CommonJS inside the bundle asks for Node's own modules by require.
        banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
        logLevel: 'silent',
      });
      const dockerfile = await readFile(join(bench.source, 'Dockerfile'), 'utf8');
      await dockerBuild(bench, dockerfile.trimEnd().split('\n'), { APP_VERSION: version });
      return { version };
    },
  };
}

export default VERSIONS.map(recipe);
