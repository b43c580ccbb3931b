import { cp, rm } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { downloadModules } from '../../../harness/go/download-modules.ts';
import { ensureGo } from '../../../harness/go/ensure-go.ts';
import type { Go } from '../../../harness/go/ensure-go.ts';
import type { ArtifactRecipe, Workbench } from '../../../harness/images/recipe.ts';
import { LEFT_OUT } from './left-out.ts';

/** The version that is built. */
export const TRAEFIK_VERSION = 'v3.7.13';

const MODULE = 'github.com/traefik/traefik/v3';

/** Sum of the module's files, as a go.sum would have it: the source is no dependency of its own copy. */
const SUM = 'h1:T8wy9KuaFzCkmXCqAzDy7t73pBDR1DHrJe3pqXpNXTw=';

const LINKER_FLAGS = `-s -w -X ${MODULE}/pkg/version.Version=${TRAEFIK_VERSION.slice(1)} -X ${MODULE}/pkg/version.BuildDate=unknown`;

/**
 * Traefik from the Go module proxy, its own `main` unchanged, without the parts that a cluster of the hands-on cannot
 * use (left-out.ts): those bring in nine tenths of its modules, some of which are not on the proxy at all.
 *
 * Its go.mod here asks for the versions of shared modules that the Kubernetes programs use, so that what was compiled
 * for those is not compiled again.
 */
const recipe: ArtifactRecipe = {
  makes: 'artifact',
  name: 'traefik-program',
  needs: [],
  // Nine tenths of the packages that it is made of: 260 of 320 s of a processor are then saved.
  after: ['kubernetes'],
  inputs: ['go.mod', 'go.sum', 'left-out.ts', 'modules', 'overlay'],
  parameters: { version: TRAEFIK_VERSION, arch: arch() },
  deadlineMs: 20 * 60_000,
  async build(bench) {
    const go = await ensureGo({ downloads: bench.downloads, log: join(bench.scratch, 'go.log'), signal: bench.signal, say: (step) => { bench.say(step); } });
    bench.say('downloading modules');
    const copy = join(bench.scratch, 'traefik');
    await makeCopy(bench, await downloadSource(bench, go), copy);
    await downloadModules(go, copy, bench);
    bench.say('compiling');
    await bench.run(go.program, ['build', '-trimpath', '-buildvcs=false', '-ldflags', LINKER_FLAGS, '-o', join(bench.out, 'traefik'), './cmd/traefik'], { cwd: copy, env: go.env });
  },
};

/** The folder of the module's source, checked against its sum. */
async function downloadSource(bench: Workbench, go: Go): Promise<string> {
  const printed = await bench.run(go.program, ['mod', 'download', '-json', `${MODULE}@${TRAEFIK_VERSION}`], {
    env: { ...go.env, GONOSUMDB: MODULE },
    deadlineMs: 300_000,
  });
  const { Dir, Sum } = JSON.parse(printed) as { Dir: string; Sum: string };
  if (Sum !== SUM) throw new Error(`the source of Traefik ${TRAEFIK_VERSION} is not the one expected: its sum is ${Sum}, not ${SUM}`);
  return Dir;
}

/** A copy of the source with our parts in the place of what is left out. */
async function makeCopy(bench: Workbench, source: string, copy: string): Promise<void> {
  await cp(source, copy, { recursive: true, filter: (path) => !path.endsWith('_test.go') });
  // Go keeps its module cache read-only.
  await bench.run('chmod', ['--recursive', 'u+w', copy]);
  for (const path of LEFT_OUT) await rm(join(copy, path), { recursive: true });
  for (const path of ['go.mod', 'go.sum']) await cp(join(bench.source, path), join(copy, path));
  await cp(join(bench.source, 'overlay'), copy, { recursive: true });
  await cp(join(bench.source, 'modules'), join(copy, 'modules'), { recursive: true });
}

export default recipe;
