import { arch } from 'node:os';
import { compileGo } from '../../../harness/go/compile-go.ts';
import { dockerBuild } from '../../../harness/images/docker-build.ts';
import type { ImageRecipe } from '../../../harness/images/recipe.ts';

/** The version that go.mod asks for. */
const VERSION = 'v3.1.2';

/** The registry of the CNCF project Distribution, without the storage of clouds. */
const recipe: ImageRecipe = {
  makes: 'image',
  name: 'registry',
  image: 'registry:3',
  needs: [],
  after: ['kubernetes'],
  inputs: ['program', '../../../harness/go/compile-go.ts'],
  parameters: { version: VERSION, arch: arch() },
  deadlineMs: 20 * 60_000,
  async build(bench) {
    await compileGo(bench, { module: 'program', package: '.', output: 'bin/registry', variables: { 'github.com/distribution/distribution/v3/version.version': VERSION } });
    await dockerBuild(bench, ['FROM scratch', 'COPY bin/ /bin/', 'ENV PATH=/bin', 'ENTRYPOINT ["registry"]']);
    return { version: VERSION };
  },
};

export default recipe;
