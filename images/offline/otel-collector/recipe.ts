import { arch } from 'node:os';
import { join } from 'node:path';
import { downloadModules } from '../../../harness/go/download-modules.ts';
import { ensureGo } from '../../../harness/go/ensure-go.ts';
import { dockerBuild } from '../../../harness/images/docker-build.ts';
import type { ImageRecipe } from '../../../harness/images/recipe.ts';

/** The version of its components; later ones are not complete on the module proxy. */
const VERSION = '0.160.0';

/** The OpenTelemetry Collector with the components that the lessons use, and with user and entry point of the official image. */
const recipe: ImageRecipe = {
  makes: 'image',
  name: 'otel-collector',
  image: `otel/opentelemetry-collector-contrib:${VERSION}`,
  needs: [],
  inputs: ['program'],
  parameters: { arch: arch() },
  deadlineMs: 20 * 60_000,
  async build(bench) {
    const go = await ensureGo({ downloads: bench.downloads, log: join(bench.scratch, 'go.log'), signal: bench.signal, say: (step) => { bench.say(step); } });
    const module = join(bench.source, 'program');
    bench.say('downloading modules');
    await downloadModules(go, module, bench);
    bench.say('compiling');
    await bench.run(go.program, ['build', '-trimpath', '-buildvcs=false', '-ldflags', `-s -w -X main.version=${VERSION}`, '-o', join(bench.out, 'otelcol-contrib'), '.'], { cwd: module, env: go.env });
    await dockerBuild(bench, ['FROM scratch', 'COPY otelcol-contrib /otelcol-contrib', 'USER 10001:10001', 'ENTRYPOINT ["/otelcol-contrib"]']);
    return { version: VERSION };
  },
};

export default recipe;
