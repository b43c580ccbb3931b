import { join } from 'node:path';
import { writeResults } from '../mutants/results-page.ts';
import { MutantsRun } from '../mutants/run-mutants.ts';
import { checkout } from '../process/checkout.ts';
import type { Prepared } from '../run/stages.ts';
import { clusterCommand, type CommandParts } from './cluster-command.ts';
import type { MutantsOptions } from '../mutants/mutants-options.ts';
import { readMutantsOptions } from './mutants-options.ts';
import type { PlainAnswer } from './test-options.ts';

/** What the command works with; `mutants`: the folder of the files of mutants, ours when absent. */
export type MutantsCommandParts<P extends Prepared> = CommandParts<P> & { mutants?: string };

/** `npm run mutants`: reads the command line, runs, and ends the process with the run's exit code. */
export async function mutantsCommand<P extends Prepared>(args: readonly string[], parts: MutantsCommandParts<P>): Promise<void> {
  const mutants = parts.mutants ?? join(checkout, 'mutants');
  await clusterCommand(parts, () => options(args), (asked, runParts) => new MutantsRun(asked, { ...runParts, folders: { ...runParts.folders, mutants } }));
}

function options(args: readonly string[]): MutantsOptions | PlainAnswer {
  const read = readMutantsOptions(args);
  if ('text' in read || !read.results) return read;
  return { text: `Written: ${writeResults(read.report, checkout).join(', ')}` };
}
