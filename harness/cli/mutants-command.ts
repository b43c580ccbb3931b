import { join } from 'node:path';
import { writeResults } from '../mutants/results-page.ts';
import { MutantsJob } from '../mutants/mutants-job.ts';
import { checkout } from '../process/checkout.ts';
import { clusterCommand, type CommandParts } from './cluster-command.ts';
import type { MutantsOptions } from '../mutants/mutants-options.ts';
import { readMutantsOptions } from './mutants-options.ts';
import type { PlainAnswer } from './test-options.ts';
import { texts } from '../text/texts.ts';

/** What the command works with; `mutants` and `corpus`: the folders of mutants and of cases, ours when absent. */
export type MutantsCommandParts = CommandParts & { mutants?: string; corpus?: string };

/** `npm run mutants`: reads the command line, runs, and ends the process with the run's exit code. */
export async function mutantsCommand(args: readonly string[], parts: MutantsCommandParts): Promise<void> {
  const mutants = parts.mutants ?? join(checkout, 'mutants');
  const corpus = parts.corpus ?? join(checkout, 'corpus');
  await clusterCommand(parts, args, options, (asked, { terminal, folders }) => new MutantsJob(asked, { terminal, folders: { ...folders, mutants, corpus } }));
}

function options(args: readonly string[]): MutantsOptions | PlainAnswer {
  const read = readMutantsOptions(args);
  if ('text' in read || !read.results) return read;
  return { text: texts.cli.mutants.written(writeResults(read.report, checkout).join(', '))[read.language] };
}
