import { mkdir } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { downloadModules } from '../../../harness/go/download-modules.ts';
import { ensureGo } from '../../../harness/go/ensure-go.ts';
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
  inputs: ['program'],
  parameters: { version: VERSION, arch: arch() },
  deadlineMs: 20 * 60_000,
  async build(bench) {
    const go = await ensureGo({ downloads: bench.downloads, log: join(bench.scratch, 'go.log'), signal: bench.signal, say: (step) => { bench.say(step); } });
    const module = join(bench.source, 'program');
    bench.say('downloading modules');
    await downloadModules(go, module, bench);
    bench.say('compiling');
    const programs = join(bench.out, 'bin');
    await mkdir(programs, { recursive: true });
    await bench.run(go.program, ['build', '-trimpath', '-buildvcs=false', '-ldflags', `-s -w -X github.com/distribution/distribution/v3/version.version=${VERSION}`, '-o', join(programs, 'registry'), '.'], { cwd: module, env: go.env });
    await dockerBuild(bench, ['FROM scratch', 'COPY bin/ /bin/', 'ENV PATH=/bin', 'ENTRYPOINT ["registry"]']);
    return { version: VERSION };
  },
};

export default recipe;
