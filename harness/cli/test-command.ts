import { TestJob } from '../run/test-job.ts';
import { clusterCommand, type CommandParts } from './cluster-command.ts';
import { readTestOptions } from './test-options.ts';

/** `npm test`: reads the command line, runs, and ends the process with the run's exit code. */
export async function testCommand(args: readonly string[], parts: CommandParts): Promise<void> {
  await clusterCommand(parts, args, (words) => readTestOptions(words), (options, jobParts) => new TestJob(options, jobParts));
}
