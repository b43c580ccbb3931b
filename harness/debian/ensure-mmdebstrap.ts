import { join } from 'node:path';
import type { Workbench } from '../images/recipe.ts';
import { runCommand } from '../process/run-command.ts';
import { installPackages } from './install-packages.ts';
import { texts } from '../text/texts.ts';

/** Installs mmdebstrap where it is missing, so that a recipe can make root file systems from packages. */
export async function ensureMmdebstrap(bench: Pick<Workbench, 'downloads' | 'scratch' | 'signal' | 'say'>): Promise<void> {
  const there = await runCommand('mmdebstrap', ['--version'], { deadlineMs: 20_000, signal: bench.signal }).then(
    () => true,
    () => false,
  );
  bench.signal.throwIfAborted();
  if (there) return;
  bench.say(texts.tools.installing('mmdebstrap'));
  await installPackages(['mmdebstrap'], { folder: bench.downloads, log: join(bench.scratch, 'apt.log'), signal: bench.signal });
}
