import { join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { cacheFolders } from '../images/cache-folders.ts';
import { requireCoverageFolder } from '../process/coverage-folder.ts';
import { requireFolder } from './require-folder.ts';
import { lessonFolders, workFolder } from '../process/checkout.ts';
import { endProcess } from '../process/end-process.ts';
import { Interrupt } from '../process/interrupt.ts';
import { Terminal } from '../report/terminal.ts';
import { ClusterRun, type ClusterRunOptions } from '../run/cluster-run.ts';
import type { Job, JobParts } from '../run/job.ts';
import type { LessonBounds } from '../run/lesson-handle.ts';
import { OpenRuns } from '../run/open-runs.ts';
import type { Stages } from '../run/stages.ts';
import type { PlainAnswer } from './test-options.ts';
import { readersLanguage } from '../text/reader-language.ts';
import { texts } from '../text/texts.ts';
import { hideSecrets } from '../secrets/known-secrets.ts';
import { runErrorLine } from '../verdict/run-error-text.ts';
import { defined } from '../values/defined.ts';

/** What a command that needs a cluster works with; the tests of the commands bring their own. */
export interface CommandParts {
  stages: (openRuns: OpenRuns) => Stages;
  folders?: JobParts['folders'];
  openRuns?: OpenRuns;
  bounds?: Partial<LessonBounds>;
}

/**
 * A command that runs something on a cluster: reads the command line, runs, cleans up at Ctrl-C, and ends the process with
 * the run's exit code.
 *
 * @param surround what of the stages is different for this command
 */
export async function clusterCommand<O extends ClusterRunOptions>(
  parts: CommandParts,
  args: readonly string[],
  read: (args: readonly string[]) => O | PlainAnswer,
  makeJob: (options: O, parts: JobParts) => Job,
  surround: (stages: Stages, options: O) => Stages = (stages) => stages,
): Promise<void> {
  try {
    requireFolder();
    requireCoverageFolder();
    const options = read(args);
    if ('text' in options) console.log(options.text.trimEnd());
    else await endProcess(await runIt(options, (jobParts) => makeJob(options, jobParts), { ...parts, stages: (openRuns) => surround(parts.stages(openRuns), options) }));
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stdout.write(`${hideSecrets(runErrorLine(error.toRunError(), readersLanguage(args)))}\n`);
    await endProcess(2);
  }
}

/**
 * Nobody reads any more (`npm test | head`): the run ends as by a Ctrl-C. What cannot be written for another reason, as into
 * a file on a full disk, is lost, and the run goes on: its exit code and report say what it found.
 */
function takeLostReader(error: Error, interrupt: Interrupt): void {
  if ('code' in error && (error.code === 'EPIPE' || error.code === 'EIO') && !interrupt.signal.aborted) interrupt.take();
}

async function runIt(options: ClusterRunOptions, makeJob: (parts: JobParts) => Job, parts: CommandParts): Promise<number> {
  const terminal = new Terminal(process.stdout, { language: options.language });
  const interrupt = new Interrupt({
    onFirst: () => {
      terminal.say('');
      terminal.tell(texts.whatStays.interrupted);
    },
    onSecond: () => {
      run.abandon();
      process.exit(130);
    },
  });
  const openRuns = parts.openRuns ?? new OpenRuns(() => join(cacheFolders().root, 'runs'));
  const folders = parts.folders ?? { ...lessonFolders, work: workFolder };
  const stages = parts.stages(openRuns);
  const run = new ClusterRun(options, { stages, terminal, interrupt, openRuns, ...defined({ bounds: parts.bounds }) }, makeJob({ terminal, folders }));
  const crash = (error: unknown): void => {
    try {
      run.crashed(error);
      run.abandon();
    } finally {
      process.exit(interrupt.signal.aborted ? 130 : 2);
    }
  };
  process.on('uncaughtException', crash).on('unhandledRejection', crash);
  interrupt.listen();
  process.stdout.on('error', (error: Error) => { takeLostReader(error, interrupt); });
  return await run.run();
}
