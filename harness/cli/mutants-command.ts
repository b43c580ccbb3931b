import { join } from 'node:path';
import { allVariants } from '../mutants/all-variants.ts';
import { MutantsJob } from '../mutants/mutants-job.ts';
import { writeResults } from '../mutants/results/write-results.ts';
import { checkout, lessonFolders } from '../process/checkout.ts';
import { findLessons } from '../run/lessons.ts';
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
  await clusterCommand(parts, args, (words) => options(words, { mutants, corpus }), (asked, { terminal, folders }) => new MutantsJob(asked, { terminal, folders: { ...folders, mutants, corpus } }));
}

function options(args: readonly string[], own: { mutants: string; corpus: string }): MutantsOptions | PlainAnswer {
  const read = readMutantsOptions(args);
  if ('text' in read || !read.results) return read;
  const folders = { ...lessonFolders, ...own };
  const { files, partly } = writeResults(read.report, checkout, () => allVariants(folders, findLessons(folders).map(({ name }) => name)));
  const t = texts.cli.mutants;
  return { text: [...partly.map(({ lesson, kind, run, total }) => t.partly(lesson, kind, run, total)), t.written(files.join(', '))].map((line) => line[read.language]).join('\n') };
}
