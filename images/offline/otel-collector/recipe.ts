import { arch } from 'node:os';
import { compileGo } from '../../../harness/go/compile-go.ts';
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
  inputs: ['program', '../../../harness/go/compile-go.ts'],
  parameters: { version: VERSION, arch: arch() },
  deadlineMs: 20 * 60_000,
  async build(bench) {
    await compileGo(bench, { module: 'program', package: '.', output: 'otelcol-contrib', variables: { 'main.version': VERSION } });
    await dockerBuild(bench, ['FROM scratch', 'COPY otelcol-contrib /otelcol-contrib', 'USER 10001:10001', 'ENTRYPOINT ["/otelcol-contrib"]']);
    return { version: VERSION };
  },
};

export default recipe;
