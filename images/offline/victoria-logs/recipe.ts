import { arch } from 'node:os';
import { compileGo } from '../../../harness/go/compile-go.ts';
import { dockerBuild } from '../../../harness/images/docker-build.ts';
import type { ImageRecipe } from '../../../harness/images/recipe.ts';

/** The version that the go.mod beside this file asks for. */
const VERSION = 'v1.52.1';

/** VictoriaLogs from the Go module proxy, with the entry point of its official image. */
const recipe: ImageRecipe = {
  makes: 'image',
  name: 'victoria-logs',
  image: `victoriametrics/victoria-logs:${VERSION}`,
  needs: [],
  inputs: ['program', '../../../harness/go/compile-go.ts'],
  parameters: { version: VERSION, arch: arch() },
  deadlineMs: 10 * 60_000,
  async build(bench) {
    await compileGo(bench, {
      module: 'program',
      package: 'github.com/VictoriaMetrics/VictoriaLogs/app/victoria-logs',
      output: 'victoria-logs-prod',
      variables: { 'github.com/VictoriaMetrics/VictoriaMetrics/lib/buildinfo.Version': `victoria-logs-${VERSION}` },
    });
    await dockerBuild(bench, ['FROM scratch', 'COPY victoria-logs-prod /victoria-logs-prod', 'EXPOSE 9428', 'ENTRYPOINT ["/victoria-logs-prod"]']);
    return { version: VERSION };
  },
};

export default recipe;
