import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageWorkbench } from './recipe.ts';
import { texts } from '../text/texts.ts';

/** Builds the image of a recipe from its folder `out`, with this Dockerfile, under its tag and labels. */
export async function dockerBuild(bench: ImageWorkbench, dockerfile: readonly string[], args: Readonly<Record<string, string>> = {}): Promise<void> {
  bench.say(texts.images.buildingImage);
  await writeFile(join(bench.out, 'Dockerfile'), `${dockerfile.join('\n')}\n`);
  const labels = Object.entries(bench.labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]);
  const values = Object.entries(args).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
  // Nothing is ever pulled here: what an image stands on was supplied before.
  await bench.run('docker', ['build', '--tag', bench.tag, ...labels, ...values, bench.out], { deadlineMs: 5 * 60_000 });
}
