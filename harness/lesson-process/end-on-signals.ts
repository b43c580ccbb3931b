import { ending, interrupting } from '../process/end-signals.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { interrupt } from './interruption.ts';

/** After being told to end; the runner kills earlier than this, so it only matters when the runner is gone. */
const lastResortMs = 60_000;

/** A lesson's process ends when it is told to, or when its runner is gone: its test is cut short, and it cleans up. */
export function endOnSignals(): void {
  for (const signal of [...interrupting, ...ending]) endOn(signal, texts.lessonResult.toldToEnd);
  endOn('disconnect', texts.lessonResult.runnerGone);
}

function endOn(event: NodeJS.Signals | 'disconnect', reason: Text): void {
  process.on(event, () => {
    interrupt(reason);
    setTimeout(() => { process.exit(1); }, lastResortMs).unref();
  });
}
