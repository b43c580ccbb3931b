import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageSources } from './html/page-sources.ts';
import { annotations, stepSummary, type AnnotationPlace } from './github.ts';
import { htmlPage } from './html/page.ts';
import { junitXml } from './junit.ts';
import type { Language } from '../text/language.ts';
import { writePrivateFile } from '../process/write-file.ts';
import { runErrorLine } from '../verdict/run-error-text.ts';
import type { Results, RunError } from '../verdict/results.ts';
import { runError } from '../verdict/environment-error.ts';
import { isSystemError, systemReason } from '../values/system-error.ts';
import { texts } from '../text/texts.ts';
import { unwritten } from '../verdict/unwritten.ts';

const t = texts.run;

/**
 * Writes `results.json`, `junit.xml` and `index.html`. Synchronous, so that an interrupted run can still do it.
 * `results.json` comes first: other programs read it, and nothing that goes wrong with the others may cost it. Returns the
 * error of the run when the system did not let all of them be written.
 */
export function writeReports(results: Results, folder: string, language: Language, sources: Omit<PageSources, 'drawing'>): RunError | undefined {
  return writeFiles(folder, {
    'results.json': () => `${JSON.stringify(results, undefined, 2)}\n`,
    'junit.xml': () => junitXml(results),
    'index.html': () => htmlPage(results, language, { ...sources, drawing: (path) => readText(join(folder, path)) }),
  });
}

/** Writes what can be written of these files, in their order; returns why the first of the others could not be. */
export function writeFiles(folder: string, files: Readonly<Record<string, () => string>>): RunError | undefined {
  let problem: RunError | undefined;
  for (const [name, content] of Object.entries(files)) {
    const text = content();
    try {
      writePrivateFile(join(folder, name), text);
    } catch (error) {
      problem ??= unwritten(folder, error);
    }
  }
  return problem;
}

/** Undefined for a file that is not there: a drawing is then linked only, and of a manifest nothing shown. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** On GitHub Actions: annotations by `print`, and the page of the job. Elsewhere nothing. */
export function tellGitHub(results: Results, place: Omit<AnnotationPlace, 'repository'>, language: Language, print: (line: string) => void, env: NodeJS.ProcessEnv = process.env): void {
  if (env['GITHUB_ACTIONS'] !== 'true') return;
  for (const line of annotations(results, { ...place, repository: env['GITHUB_WORKSPACE'] ?? process.cwd() }, language)) print(line);
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (summary === undefined || summary === '') return;
  try {
    appendFileSync(summary, stepSummary(results, language));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    print(runErrorLine(runError('GITHUB_STEP_SUMMARY', t.reportNotWritable(summary, systemReason(error)), t.summaryHint), language));
  }
}
