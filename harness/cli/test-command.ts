import { join } from 'node:path';
import { cacheFolders } from '../images/cache-folders.ts';
import { checkout, workFolder } from '../process/checkout.ts';
import { EnvironmentError } from '../errors/environment-error.ts';
import { Terminal } from '../report/terminal.ts';
import { Interrupt } from '../run/interrupt.ts';
import type { LessonFolders } from '../run/lessons.ts';
import { RunRecords } from '../run/run-records.ts';
import type { LessonBounds } from '../run/run-lessons.ts';
import { TestRun } from '../run/run-tests.ts';
import type { Prepared, Stages } from '../run/stages.ts';
import { readTestOptions, type TestOptions } from './test-options.ts';

/** What `npm test` works with; the tests of the command bring their own. */
export interface TestCommandParts<P extends Prepared> {
  stages: (records: RunRecords) => Stages<P>;
  folders?: LessonFolders & { work: string };
  records?: RunRecords;
  bounds?: Partial<LessonBounds>;
}

/** `npm test`: reads the command line, runs, and ends the process with the run's exit code. */
export async function testCommand<P extends Prepared>(args: readonly string[], parts: TestCommandParts<P>): Promise<void> {
  const terminal = new Terminal(process.stdout);
  try {
    const options = readTestOptions(args);
    if ('text' in options) terminal.say(options.text.trimEnd());
    else process.exit(await run(options, parts, terminal));
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    terminal.say(`${error.where}: ${error.message}\n  ${error.hint}`);
    process.exit(2);
  }
}

async function run<P extends Prepared>(options: TestOptions, parts: TestCommandParts<P>, terminal: Terminal): Promise<number> {
  const interrupt = new Interrupt({
    onFirst: () => { terminal.say('\nInterrupted: cleaning up, at most 30 s (Ctrl-C again leaves at once).'); },
    onSecond: () => {
      testRun.abandon();
      process.exit(130);
    },
  });
  const records = parts.records ?? new RunRecords(() => join(cacheFolders().root, 'runs'));
  const folders = parts.folders ?? { specs: join(checkout, 'specs'), ours: join(checkout, 'manifests'), work: workFolder };
  const testRun = new TestRun(options, { stages: parts.stages(records), terminal, interrupt, records, folders, ...(parts.bounds === undefined ? {} : { bounds: parts.bounds }) });
  const crash = (error: unknown): void => {
    testRun.crashed(error);
    testRun.abandon();
    process.exit(interrupt.signal.aborted ? 130 : 2);
  };
  process.on('uncaughtException', crash).on('unhandledRejection', crash);
  interrupt.listen();
  return await testRun.run();
}
