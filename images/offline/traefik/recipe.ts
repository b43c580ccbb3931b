import { chmod, copyFile } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { dockerBuild } from '../../../harness/images/docker-build.ts';
import type { ImageRecipe } from '../../../harness/images/recipe.ts';
import { TRAEFIK_VERSION } from '../traefik-program/recipe.ts';

/** Traefik alone: it speaks to nothing that is not in the cluster, so no certificates of authorities are needed. */
const recipe: ImageRecipe = {
  makes: 'image',
  name: 'traefik',
  image: 'traefik:v3.7',
  needs: ['traefik-program'],
  inputs: [],
  parameters: { arch: arch() },
  deadlineMs: 5 * 60_000,
  async build(bench) {
    await copyFile(join(bench.artifact('traefik-program'), 'traefik'), join(bench.out, 'traefik'));
    await chmod(join(bench.out, 'traefik'), 0o755);
    await dockerBuild(bench, ['FROM scratch', 'COPY traefik /traefik', 'EXPOSE 80', 'ENTRYPOINT ["/traefik"]']);
    return { version: TRAEFIK_VERSION };
  },
};

export default recipe;
