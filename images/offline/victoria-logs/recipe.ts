import { arch } from 'node:os';
import { join } from 'node:path';
import { downloadModules } from '../../../harness/go/download-modules.ts';
import { ensureGo } from '../../../harness/go/ensure-go.ts';
import { dockerBuild } from '../../../harness/images/docker-build.ts';
import type { ImageRecipe } from '../../../harness/images/recipe.ts';

/** The version that the go.mod beside this file asks for. */
const VERSION = 'v1.52.1';

const LINKER_FLAGS = `-s -w -X github.com/VictoriaMetrics/VictoriaMetrics/lib/buildinfo.Version=victoria-logs-${VERSION}`;

/** VictoriaLogs from the Go module proxy, with the entry point of its official image. */
const recipe: ImageRecipe = {
  makes: 'image',
  name: 'victoria-logs',
  image: `victoriametrics/victoria-logs:${VERSION}`,
  needs: [],
  inputs: ['program'],
  parameters: { arch: arch() },
  deadlineMs: 10 * 60_000,
  async build(bench) {
    const go = await ensureGo({ downloads: bench.downloads, log: join(bench.scratch, 'go.log'), signal: bench.signal, say: (step) => { bench.say(step); } });
    const module = join(bench.source, 'program');
    bench.say('downloading modules');
    await downloadModules(go, module, bench);
    bench.say('compiling');
    await bench.run(go.program, ['build', '-trimpath', '-buildvcs=false', '-ldflags', LINKER_FLAGS, '-o', join(bench.out, 'victoria-logs-prod'), 'github.com/VictoriaMetrics/VictoriaLogs/app/victoria-logs'], { cwd: module, env: go.env });
    await dockerBuild(bench, ['FROM scratch', 'COPY victoria-logs-prod /victoria-logs-prod', 'EXPOSE 9428', 'ENTRYPOINT ["/victoria-logs-prod"]']);
    return { version: VERSION };
  },
};

export default recipe;
