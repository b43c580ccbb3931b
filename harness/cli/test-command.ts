import { TestRun } from '../run/test-run.ts';
import type { Prepared } from '../run/stages.ts';
import { clusterCommand, type CommandParts } from './cluster-command.ts';
import { readTestOptions } from './test-options.ts';

/** `npm test`: reads the command line, runs, and ends the process with the run's exit code. */
export async function testCommand<P extends Prepared>(args: readonly string[], parts: CommandParts<P>): Promise<void> {
  await clusterCommand(parts, () => readTestOptions(args), (options, runParts) => new TestRun(options, runParts));
}
