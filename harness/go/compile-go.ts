import { join } from 'node:path';
import type { Workbench } from '../images/recipe.ts';
import { downloadModules } from './download-modules.ts';
import { ensureGo } from './ensure-go.ts';

/** A program of Go, as a recipe asks for it. */
export interface GoProgram {
  /** Folder with the go.mod, relative to the recipe's own. */
  module: string;
  /** What is compiled, as `go build` takes it: a package or a folder of the module. */
  package: string;
  /** Where the program goes, relative to `bench.out`. */
  output: string;
  /** Variables that get a text at link time, such as the version that the program reports. */
  variables: Readonly<Record<string, string>>;
}

/**
 * Compiles one program of Go without symbols: the same bits wherever and whenever it is done, as long as Go and the go.sum are the
 * same. Recipes that use it name this file in their `inputs`.
 *
 * Throws an EnvironmentError where there is no Go and none may be installed, and CommandFailed when the modules cannot be had or
 * the program does not compile.
 */
export async function compileGo(bench: Workbench, program: GoProgram, findGo: typeof ensureGo = ensureGo): Promise<void> {
  const go = await findGo({ downloads: bench.downloads, log: join(bench.scratch, 'go.log'), signal: bench.signal, say: (step) => { bench.say(step); } });
  const module = join(bench.source, program.module);
  bench.say('downloading modules');
  await downloadModules(go, module, bench);
  bench.say('compiling');
  const linkerFlags = ['-s', '-w', ...Object.entries(program.variables).flatMap(([name, value]) => ['-X', `${name}=${value}`])].join(' ');
  await bench.run(go.program, ['build', '-trimpath', '-buildvcs=false', '-ldflags', linkerFlags, '-o', join(bench.out, program.output), program.package], { cwd: module, env: go.env });
}
