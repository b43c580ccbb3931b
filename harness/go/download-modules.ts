import { CommandFailed } from '../process/run-command.ts';
import type { Workbench } from '../images/recipe.ts';
import type { Go } from './ensure-go.ts';
import { texts } from '../text/texts.ts';

const TRIES = 3;

/**
 * Downloads the modules that a go.mod pins, again when a transfer breaks off: what has arrived is kept by Go.
 * Throws {@link CommandFailed} after the third try.
 */
export async function downloadModules(go: Go, module: string, bench: Workbench): Promise<void> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      await bench.run(go.program, ['mod', 'download'], { cwd: module, env: go.env, deadlineMs: 300_000 });
      return;
    } catch (error) {
      if (!(error instanceof CommandFailed) || left === 0 || bench.signal.aborted) throw error;
      bench.say(texts.tools.modulesAgain(left));
    }
  }
}
