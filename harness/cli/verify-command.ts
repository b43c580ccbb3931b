import { VerifyJob } from '../run/verify-job.ts';
import type { VerifyOptions } from '../run/verify-options.ts';
import { verifyStages } from '../run/verify-stages.ts';
import { clusterCommand, type CommandParts } from './cluster-command.ts';
import { readVerifyOptions } from './verify-options.ts';

/** `npm run verify`: reads the command line, judges what was applied, and ends the process with the run's exit code. */
export async function verifyCommand(args: readonly string[], parts: CommandParts): Promise<void> {
  await clusterCommand<VerifyOptions>(parts, args, (words) => readVerifyOptions(words), (options, jobParts) => new VerifyJob(options, jobParts), (stages, { namespace }) => verifyStages(stages, namespace));
}
